"""An interview that is over, in the words in which its interviewers are asked about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from prep.afterwards import Stage
from prep.briefs import Brief, Item
from prep.interviews import Interview
from prep.preferences import Preferences
from prep.usefulness import Judgement
from prep.wallclock import local
from slackapp.views import more_menu, noted, rooms
from slackapp.views.blocks import Block, actions, button, run
from slackapp.views.lines import Line, line, link, one_line

OPEN: Final = "afterwards.open"
MOST: Final = 8
"""Interviews that one message asks about."""
_MOST_QUESTIONS: Final = 80
"""In one message or modal, all interviews together: more than anybody asks between two breaks."""
_MOST_SHORT: Final = 70
_MOST_PLACE: Final = 80
_MOST_LINES: Final = 3
NOTED_NOT_HELD: Final = "Noted: it didn't take place. I ask nothing about it, and say nothing to anyone."


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An interview that is over, as somebody who was in it and did not only listen is asked about it: how far they were
    asked, and what they have answered, by question."""

    told: Brief
    stage: Stage | None
    said: Mapping[str, Judgement]

    @property
    def interview(self) -> Interview:
        """The interview."""
        return self.told.interview

    @property
    def asks(self) -> bool:
        """Whether they had questions there; else only their feedback on the candidate is of interest."""
        return bool(self.told.mine)

    @property
    def is_answered(self) -> bool:
        """Whether they have said what they had to say of their questions."""
        return self.stage in {Stage.ANSWERED, Stage.NOT_HELD}

    @property
    def waits(self) -> bool:
        """Whether they have yet to say it."""
        return self.asks and not self.is_answered


def feedback_form(interview: Interview) -> Block | None:
    """`Feedback form`, a link where it is one; None where there is none."""
    if not (where := interview.links.feedback.strip()):
        return None
    return link("Feedback form", where) or run(f"Feedback form: {one_line(where, _MOST_PLACE)}")


def answered(each: FollowUp) -> list[Line]:
    """What was noted of it."""
    if each.stage is Stage.NOT_HELD:
        return [line(NOTED_NOT_HELD)]
    words = [
        line(f"{title(item)}: {noted.WORDS[each.said[item.question.id]]}", bullet=True)
        for item in each.told.mine
        if item.question.id in each.said
    ]
    if not words:
        return [line("Thank you. Noted: none ticked, and that says nothing against any of them.")]
    return [line("Thank you. Noted:"), *words]


def questions(each: FollowUp, among: int) -> Sequence[Item]:
    """The questions that can be spoken of, where `among` interviews share the space."""
    return each.told.mine[: _MOST_QUESTIONS // among]


def title(item: Item) -> str:
    """`3. Weighing doubt`; without a number where it has none in their messages."""
    short = one_line(item.question.short, _MOST_SHORT)
    return f"{item.number}. {short}" if item.number else short


def field(interview_id: str, question_id: str) -> str:
    """How a box, or a field, of a question is named."""
    return f"{interview_id}|{question_id}"


def ticked(values: Sequence[str]) -> dict[str, set[str]]:
    """From the names of the boxes that are ticked: the questions of each interview."""
    found: dict[str, set[str]] = {}
    for interview_id, _, question_id in (each.partition("|") for each in values):
        found.setdefault(interview_id, set()).add(question_id)
    return found


def chosen(values: Mapping[str, str]) -> dict[str, dict[str, Judgement | None]]:
    """From fields by their names: by interview and question what is said of it, None for nothing."""
    found: dict[str, dict[str, Judgement | None]] = {}
    for name, value in values.items():
        interview_id, _, question_id = name.partition("|")
        found.setdefault(interview_id, {})[question_id] = Judgement(value) if value in set(Judgement) else None
    return found


def in_morning(asked: Sequence[FollowUp], reader: Preferences, today: date | None) -> list[Line]:
    """The same in a morning message: a line for each interview, three at most. `today` is the reader's."""
    lines = [_in_morning(each, reader, today) for each in asked[:_MOST_LINES]]
    further = len(asked) - _MOST_LINES
    return [*lines, line(f"… and {further} more")] if further > 0 else lines


def in_morning_button(asked: Sequence[FollowUp]) -> list[Block]:
    """What stands under those lines, if anything is asked of questions."""
    ids = [each.interview.id for each in asked if each.asks]
    label = "Which questions helped?" if any(each.waits for each in asked) else "Change what I said"
    return [actions(button(label, OPEN, more_menu.refer(ids)))] if ids else []


def _in_morning(each: FollowUp, reader: Preferences, today: date | None) -> Line:
    whose = f"{_day(each, reader, today)}'s {rooms.candidate(each.interview)}: "
    form = feedback_form(each.interview)
    if not each.asks:
        return line(whose, "your feedback: ", form or "")
    words = "noted, thank you" if each.is_answered else "which questions helped?"
    return line(whose, form, " · ", words) if form else line(whose, words)


def _day(each: FollowUp, reader: Preferences, today: date | None) -> str:
    on = local(each.interview.starts_at, reader.rhythm.zone).date()
    if today is None or today - on > timedelta(days=1):
        return f"{on:%A}"
    return "Today" if on == today else "Yesterday"
