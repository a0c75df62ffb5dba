"""All that can be said after an interview: of each question one word, or that it didn't take place."""

from collections.abc import Sequence
from typing import Final

from prep.afterwards import Stage
from prep.preferences import Preferences
from prep.usefulness import Judgement
from slackapp.views import afterwards, more_menu, rooms
from slackapp.views.afterwards_lines import NOTED_NOT_HELD, FollowUp, feedback_form, field, questions, title
from slackapp.views.blocks import Block, View, actions, button, choice, context, modal, section
from slackapp.views.lines import line, paragraph

SAVE: Final = "afterwards.save"
NOT_HELD: Final = "afterwards.not_held"
HELD: Final = "afterwards.held"
_TITLE: Final = "Which helped?"
_NONE: Final = "none"
_WORDS: Final = (
    ("No answer", _NONE),
    ("Helped", Judgement.HELPED.value),
    ("Didn't help", Judgement.NOT.value),
    ("Going round", Judgement.ROUND.value),
    ("Not asked", Judgement.UNASKED.value),
)
"""In the words of `noted.WORDS`."""
_ABOUT: Final = "This is about your questions, not about the candidate. Colleagues see how many say so, never who."
_MEANING: Final = (
    "Helped: it gave you something to judge by. Going round: candidates seem to know it; that is about the question, "
    "not about the person."
)


def ask(asked: Sequence[FollowUp], reader: Preferences) -> View:
    """Asks about each of these interviews, at least one, with what was answered before."""
    blocks = [block for each in asked for block in _interview(each, len(asked), reader)]
    fields = any(each["type"] == "input" for each in blocks)
    return modal(
        _TITLE,
        SAVE,
        [section(_ABOUT), *blocks, *([context(_MEANING)] if fields else [])],
        submit="Send" if fields else None,
        close="Cancel" if fields else "Done",
        metadata=more_menu.refer([each.interview.id for each in asked]),
    )


def _interview(each: FollowUp, among: int, reader: Preferences) -> list[Block]:
    id_ = each.interview.id
    form = feedback_form(each.interview)
    heading = line(f"{rooms.candidate(each.interview)} · {rooms.on_day(each.interview, reader)}", bold=True)
    top = paragraph([heading, *([line("Your feedback on the candidate: ", form)] if form else [])])
    if each.stage is Stage.NOT_HELD:
        return [top, section(NOTED_NOT_HELD), actions(button("Undo: it did take place", HELD, id_))]
    fields = [
        choice(title(item), field(id_, item.question.id), _WORDS, each.said.get(item.question.id, _NONE))
        for item in questions(each, among)
    ]
    return [top, *fields, actions(button("It didn't take place", NOT_HELD, id_))]


def closed(*, erased: bool) -> View:
    """Nothing can be said about it any more."""
    return modal(_TITLE, SAVE, [section(afterwards.closed(erased=erased))])
