"""What was sent to a colleague, for an admin: kinds and times, and nothing of what they read or rated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from prep.messages import Due, Kind, Missed, TakenOver, Withdrawn
from prep.preferences import Preferences
from slackapp.views import coming, times
from slackapp.views.blocks import Block, Message, bullets, context, rich, run, section
from slackapp.views.lines import one_line

_NAME: Final = 60
_KINDS: Final = {
    Kind.SET: "questions that they asked to keep",
    Kind.SHARED: "questions that somebody shared",
    Kind.NOT_SHARED: "a note that questions they shared did not come where they wanted them",
    Kind.ADDED: "a note that they were added to an interview",
    Kind.DIGEST: "their morning message",
    Kind.REMINDER: "a reminder before an interview",
    Kind.CANNOT: "a note that somebody can't come to an interview they arranged",
    Kind.UNREACHED: "a note that a message didn't get through to somebody in an interview they arranged",
    Kind.SUBSTITUTE: "a question whether they can come to an interview instead of a colleague",
    Kind.HAND_OVER: "a note that somebody can't come to an interview they arranged, and asked somebody else",
    Kind.UNANSWERED: "a note that whoever was asked to come to an interview they arranged has not answered",
    Kind.ACCEPTED: "a note that whoever was asked to come to an interview they arranged said yes",
    Kind.ANSWERED: "a note on what became of an interview that they asked somebody else to come to",
    Kind.PAUSED: "a note that somebody in an interview they arranged has paused",
    Kind.DAY: "their overview of the interviews they arranged",
    Kind.NEEDED: "a note that an interview they arranged needs them",
    Kind.PASSED_ON: "a note that interviews are theirs to arrange now",
    Kind.AFTERWARDS: "a question after an interview: which of theirs helped",
    Kind.CORRECTION: "a note that something changed in an interview of theirs",
    Kind.REPLY: "my answer to what they typed to me",
}
_WHY: Final = {
    Withdrawn.PAUSED.value: "they had paused messages",
    Withdrawn.UNWANTED.value: "they had switched this kind off",
    Withdrawn.CALLED_OFF.value: "the interview was called off",
    Withdrawn.OVER.value: "the interview was over",
    Withdrawn.NOT_IN_IT.value: "they were no longer in the interview",
    Withdrawn.NOTHING_AHEAD.value: "they had no interviews ahead any more",
    Withdrawn.NONE_ARRANGED.value: "nothing that they arranged for then was left",
    Withdrawn.ERASED.value: "the candidate's data was erased",
    TakenOver.DIGEST.value: "it stood in their morning message",
    TakenOver.ADDED.value: "its questions came when they were added",
    TakenOver.CORRECTION.value: "its questions came when it was moved",
}
_REFUSED: Final = {
    "messages_tab_disabled": "messages to me are switched off in this workspace; an admin can switch them on",
    "channel_not_found": "Slack knows no conversation between them and me",
    "user_disabled": "Slack said that their account was switched off",
    "account_inactive": "Slack said that their account was switched off",
    "user_not_found": "Slack did not find them in this workspace",
    "cannot_dm_bot": "Slack does not let me write to other apps",
}
_OTHERWISE: Final = "it was not needed any more"
_NOTHING_MORE: Final = "Only kinds and times are shown here, to admins: nothing of what somebody read or rated."


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What became of the messages to `name`, who chose `theirs`, in the last seven days; the latest first."""

    name: str
    theirs: Preferences
    sent: Sequence[Due]
    next_one: Due | None
    missed: Sequence[Missed]


def sent_to(told: Correspondence, reader: Preferences, now: datetime) -> Message:
    """All of it in sentences; times by the reader's clock."""
    name = one_line(told.name, _NAME)
    sent = [f"{_capital(_KINDS[Kind(each.kind)])}, {coming.moment(each.at, reader, now)}" for each in told.sent]
    missed = [
        f"{_capital(_KINDS[Kind(each.due.kind)])}, {coming.moment(each.due.at, reader, now)}: {_reason(each)}"
        for each in told.missed
    ]
    parts = [
        (f"In the last seven days I sent {name}:", sent, f"In the last seven days I sent {name} nothing."),
        ("These did not come:", missed, "None was left out."),
    ]
    ahead = [*_pause(told, now), _next(told, reader, now)]
    blocks: list[Block] = []
    spoken: list[str] = []
    for heading, lines, none in parts:
        blocks += [rich(run(heading, "bold")), bullets(lines)] if lines else [section(none)]
        spoken += [heading, *lines] if lines else [none]
    blocks += [section(" ".join(ahead)), context(_NOTHING_MORE)]
    return Message("\n".join([*spoken, *ahead, _NOTHING_MORE]), blocks)


def admins_only() -> str:
    """Somebody else asked."""
    return (
        "Only the workspace's owners and admins can ask what I sent to a colleague. "
        "Type it without a name to hear about your own messages."
    )


def nobody(command: str) -> str:
    """The words name no person that Slack knows."""
    return f"I can't tell who that is. Type {command} why @ and choose a person; without a name it is about you."


def _pause(told: Correspondence, now: datetime) -> list[str]:
    until = told.theirs.rhythm.paused_until
    paused = until is not None and coming.pause(told.theirs, now)
    return [f"They have paused messages until {times.calendar_day(until)}."] if until and paused else []


def _next(told: Correspondence, reader: Preferences, now: datetime) -> str:
    if told.next_one is None:
        return "No message to them is planned now."
    kind = _KINDS[Kind(told.next_one.kind)]
    if told.next_one.at <= now:
        return f"Their next message is on its way: {kind}."
    return f"Their next message comes {coming.moment(told.next_one.at, reader, now)}: {kind}."


def _reason(missed: Missed) -> str:
    """Of what is not one of these only that it was not needed: it may have been because of what they rated."""
    if missed.refused:
        return _REFUSED.get(missed.reason, "Slack did not take it")
    return _WHY.get(missed.reason, _OTHERWISE)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
