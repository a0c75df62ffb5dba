"""Why the last message came, which one comes next, and which did not come."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from prep.messages import Due, Kind, Missed, TakenOver, Withdrawn
from prep.preferences import Preferences
from slackapp.views import coming
from slackapp.views.blocks import Block, Message, actions, bullets, button, context, rich, run, section
from slackapp.views.pausing import OPEN as PAUSE
from slackapp.views.settings import OPEN as SETTINGS
from slackapp.views.wording import cut

SHOW: Final = "why.show"
LOOKS_BACK: Final = timedelta(days=7)

_BECAUSE: Final = {
    Kind.SET: "you pressed “Send to me”",
    Kind.SHARED: "somebody shared questions",
    Kind.NOT_SHARED: "you had shared questions in a channel, and they may not be there",
    Kind.ADDED: "somebody put you in an interview, or you said yes to one",
    Kind.CANNOT: "somebody said that they can't come to an interview you arrange",
    Kind.UNREACHED: "Slack would not deliver to somebody in an interview you arrange",
    Kind.SUBSTITUTE: "a colleague who can't come to an interview proposed you",
    Kind.HAND_OVER: "somebody said that they can't come to an interview you arrange, and whom they asked instead",
    Kind.UNANSWERED: "half of the time left before an interview you arrange had passed without an answer",
    Kind.ACCEPTED: "somebody said yes, who was asked to come to an interview you arrange instead of a colleague",
    Kind.ANSWERED: "you had said that you can't come to an interview, and asked somebody else to",
    Kind.PAUSED: "somebody's pause hides an interview you arrange from them",
    Kind.NEEDED: "something in the interviews you arrange needs you that did not before",
    Kind.PASSED_ON: "interviews that somebody else arranged before are yours to arrange",
    Kind.AFTERWARDS: "an interview of yours was over",
    Kind.CORRECTION: "something changed in an interview that I had told you of",
    Kind.REPLY: "you had typed something to me; I answer once a day, and keep nothing of it",
}
_WITHDRAWN: Final = {
    Withdrawn.PAUSED: "you had paused messages",
    Withdrawn.UNWANTED: "you had switched this kind off",
    Withdrawn.CALLED_OFF: "the interview was called off",
    Withdrawn.OVER: "the interview was over",
    Withdrawn.NOT_IN_IT: "you were no longer in the interview",
    Withdrawn.NOTHING_AHEAD: "you had no interviews ahead any more",
    Withdrawn.NONE_ARRANGED: "nothing that you arrange was left for then",
    Withdrawn.ERASED: "the candidate's data was erased",
    TakenOver.DIGEST: "it stood in your morning message",
    TakenOver.ADDED: "its questions came when you were added",
    TakenOver.CORRECTION: "its questions came when it was moved",
}
_REFUSED: Final = {
    "messages_tab_disabled": "messages to me are switched off in this workspace; an admin can switch them on",
    "channel_not_found": "Slack knows no conversation between you and me",
    "user_disabled": "Slack said that your account was switched off",
    "account_inactive": "Slack said that your account was switched off",
    "user_not_found": "Slack did not find you in this workspace",
    "cannot_dm_bot": "Slack does not let me write to other apps",
}


def why(
    last: Due | None,
    next_one: Due | None,
    missed: Sequence[Missed],
    theirs: Preferences,
    now: datetime,
    *,
    this: bool,
) -> Message:
    """All three, in sentences. `this`: the first is the message under which somebody asked, and not the last."""
    told = [
        _last(last, theirs, now, "This" if this else "My last message to you"),
        coming.pause(theirs, now),
        coming.next_message(next_one, theirs, now),
    ]
    lines = [_missed(each, theirs, now) for each in missed]
    title = "In the last seven days these did not come:" if lines else "In the last seven days none was left out."
    blocks: list[Block] = [section(line) for line in told if line]
    blocks += [rich(run(title)), bullets(lines)] if lines else [section(title)]
    buttons = actions(button("Settings", SETTINGS), button("Pause", PAUSE))
    return Message("\n".join(filter(None, [*told, title, *lines])), [*blocks, buttons, context("Only you see this.")])


def _last(last: Due | None, theirs: Preferences, now: datetime, subject: str) -> str:
    if last is None:
        return "I have sent you no message yet."
    kind = Kind(last.kind)
    if kind is Kind.DIGEST:
        reason = f"you had interviews ahead, and your morning message comes {coming.rhythm(theirs)}"
    elif kind is Kind.DAY:
        reason = f"you arrange interviews, and the overview of them comes {coming.rhythm(theirs)}"
    elif kind is Kind.REMINDER:
        reason = f"an interview was about to start. {_reminders(theirs)}"
    else:
        reason = _BECAUSE[kind]
    came = coming.moment(last.at, theirs, now)
    return f"{subject} was {coming.KINDS[kind]}, {came}. It came because {reason}."


def _reminders(theirs: Preferences) -> str:
    if not theirs.reminder_minutes or Kind.REMINDER in theirs.muted:
        return "You have switched reminders off since"
    return f"Reminders come {theirs.reminder_minutes} minutes before"


def _missed(missed: Missed, theirs: Preferences, now: datetime) -> str:
    kind = coming.KINDS[Kind(missed.due.kind)]
    return f"{kind[:1].upper()}{kind[1:]}, {coming.moment(missed.due.at, theirs, now)}: {_reason(missed)}."


def _reason(missed: Missed) -> str:
    if missed.refused:
        return _REFUSED.get(missed.reason, "Slack did not take it")
    withdrawn = {each.value: words for each, words in _WITHDRAWN.items()}
    return withdrawn.get(missed.reason, cut(missed.reason, 200))
