"""After an interview: first the feedback on the candidate, then which of one's own questions helped."""

from collections.abc import Iterator, Sequence
from typing import Final

from prep.preferences import Preferences
from slackapp.views import more_menu, rooms
from slackapp.views.afterwards_lines import OPEN, FollowUp, answered, feedback_form, field, questions, title
from slackapp.views.blocks import Block, Message, actions, button, context
from slackapp.views.fields import boxes
from slackapp.views.lines import Line, line, paragraph, said

SEND: Final = "afterwards.send"
_MOST_BOXES: Final = 10
"""https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element"""
_LEAD: Final = "over: your feedback first, then which of your questions helped."
_FEEDBACK: Final = "over. Your feedback is worth most while it is fresh."
_THANKS: Final = "Thank you. What you said after your interview is noted, and you can still change it here."
_PRIVATE: Final = "An empty box says nothing. Colleagues see how many found that a question helped, never who."
_ERASED: Final = "This was about a candidate whose data was erased: there is nothing left to say about it."
_CLOSED: Final = (
    "There is nothing to say about this interview any more: it was called off or moved, you are no longer in it, or it "
    "was over a month ago."
)


def message(asked: Sequence[FollowUp], reader: Preferences, delivery_id: str) -> Message:
    """The message about one interview to `MOST`, before and after the answer. The first 80 characters of its text hold
    nobody's name."""
    waiting, asks = [each for each in asked if each.waits], [each for each in asked if each.asks]
    top = [*_heading(asked, reader), *_feedback(asked, waiting, asks), *([_question(asked)] if waiting else [])]
    lead = _THANKS if asks and not waiting else _lead(asked, _LEAD if asks else _FEEDBACK)
    blocks, spoken = [paragraph(top)], [line(lead), *top]
    for each in asks:
        name = line(_name(each, reader), bold=True) if len(asked) > 1 else None
        if each.is_answered:
            lines = [*([name] if name else []), *answered(each)]
            blocks.append(paragraph(lines))
        else:
            lines = [*([name] if name else []), *(line(title(item)) for item in questions(each, len(asked)))]
            blocks += _boxes(each, len(asked), name.said if name else "Tick those that did")
        spoken += lines
    if waiting:
        blocks.append(context(_PRIVATE))
        spoken.append(line(_PRIVATE))
    return Message(said(spoken), [*blocks, _buttons(asks, waiting, delivery_id)])


def _lead(asked: Sequence[FollowUp], words: str) -> str:
    return f"Your interviews are {words}" if len(asked) > 1 else f"Your interview is {words}"


def _heading(asked: Sequence[FollowUp], reader: Preferences) -> list[Line]:
    names = rooms.and_(dict.fromkeys(rooms.candidate(each.interview) for each in asked))
    if len(asked) > 1:
        return [line(f"After your interviews with {names}", bold=True)]
    when = rooms.on_day(asked[0].interview, reader)
    return [line(*line(f"After your interview with {names}", bold=True).runs, f" · {when}")]


def _feedback(asked: Sequence[FollowUp], waiting: Sequence[FollowUp], asks: Sequence[FollowUp]) -> list[Line]:
    """Where the feedback on the candidates goes, before anything is said of questions; or without."""
    forms = [(each, form) for each in asked if (form := feedback_form(each.interview))]
    if not forms:
        return []
    whom = "the candidates" if len(asked) > 1 else "the candidate"
    fresh = ", while it is fresh" if waiting or not asks else ""
    lead = f"{'First your' if waiting else 'Your'} feedback on {whom}{fresh}: "
    pieces: list[Block | str] = [lead]
    for place, (each, form) in enumerate(forms):
        pieces += [" · "] if place else []
        pieces += [f"{rooms.candidate(each.interview)}: ", form] if len(asked) > 1 else [form]
    return [line(*pieces)]


def _question(asked: Sequence[FollowUp]) -> Line:
    then = "Then 20 seconds" if any(feedback_form(each.interview) for each in asked) else "20 seconds"
    return line(f"{then} on the ", *line("questions", bold=True).runs, ": which gave you something to judge by?")


def _boxes(each: FollowUp, among: int, label: str) -> Iterator[Block]:
    options = [(title(item), field(each.interview.id, item.question.id)) for item in questions(each, among)]
    for begin in range(0, len(options), _MOST_BOXES):
        name = f"{each.interview.id}#{begin}"
        further = f"{label}, further ones" if begin else label
        yield boxes(further, name, options[begin : begin + _MOST_BOXES], (), optional=True)


def _buttons(asks: Sequence[FollowUp], waiting: Sequence[FollowUp], delivery_id: str) -> Block:
    everything = more_menu.refer([each.interview.id for each in asks])
    menu = more_menu.more(delivery_id)
    if not asks:
        return actions(menu)
    if not waiting:
        return actions(button("Change", OPEN, everything), menu)
    send = button("Send", SEND, more_menu.refer([each.interview.id for each in waiting]), primary=True)
    return actions(send, button("More", OPEN, everything), menu)


def _name(each: FollowUp, reader: Preferences) -> str:
    return f"{rooms.candidate(each.interview)}, {rooms.hours(each.interview, reader)}"


def closed(*, erased: bool) -> str:
    """Nothing can be said about it any more."""
    return _ERASED if erased else _CLOSED
