"""Which message comes next, and when: the sentences that settings, pause, resume and “why” have in common."""

from datetime import datetime
from typing import Final

from prep.digests import is_paused, next_digest
from prep.messages import Due, Kind
from prep.preferences import Preferences
from slackapp.views import times

KINDS: Final = {
    Kind.SET: "questions that you asked to keep",
    Kind.SHARED: "questions that somebody shared",
    Kind.NOT_SHARED: "a note that questions you shared did not come where you wanted them",
    Kind.ADDED: "a note that you were added to an interview",
    Kind.DIGEST: "your morning message",
    Kind.REMINDER: "a reminder before an interview",
    Kind.CANNOT: "a note that somebody can't come to an interview you arrange",
    Kind.UNREACHED: "a note that a message didn't get through to somebody in an interview you arrange",
    Kind.SUBSTITUTE: "a question whether you can come to an interview instead of a colleague",
    Kind.HAND_OVER: "a note that somebody can't come to an interview you arrange, and asked somebody else",
    Kind.UNANSWERED: "a note that whoever was asked to come to an interview you arrange has not answered",
    Kind.ACCEPTED: "a note that whoever was asked to come to an interview you arrange said yes",
    Kind.ANSWERED: "a note on what became of an interview that you asked somebody else to come to",
    Kind.PAUSED: "a note that somebody in an interview you arrange has paused",
    Kind.DAY: "your overview of the interviews you arrange",
    Kind.NEEDED: "a note that an interview you arrange needs you",
    Kind.PASSED_ON: "a note that interviews are yours to arrange now",
    Kind.AFTERWARDS: "a question after an interview: which of yours helped",
    Kind.CORRECTION: "a note that something changed in an interview of yours",
    Kind.REPLY: "my answer to what you typed here",
}


def moment(at: datetime, theirs: Preferences, now: datetime) -> str:
    """`tomorrow at 08:30, Berlin time`."""
    zone = theirs.rhythm.zone
    day = times.near(at, now, zone)
    on = day if day in {"today", "tomorrow"} else f"on {day}"
    return f"{on} at {times.clock(at, zone, theirs.locale)}, {times.where(zone, known=theirs.zone_known)}"


def next_message(coming: Due | None, theirs: Preferences, now: datetime) -> str:
    """The next message to somebody; where none is planned, when there could be one."""
    if coming is None:
        return f"No message to you is planned now. {_once_there_is_an_interview(theirs, now)}"
    kind = KINDS[Kind(coming.kind)]
    if coming.at <= now:
        return f"Your next message is on its way: {kind}."
    return f"Your next message comes {moment(coming.at, theirs, now)}: {kind}."


def pause(theirs: Preferences, now: datetime) -> str:
    """Until when somebody paused; empty when they did not."""
    until = theirs.rhythm.paused_until
    if until is None or not is_paused(theirs.rhythm, now):
        return ""
    return f"You have paused messages until {times.calendar_day(until)}."


def rhythm(theirs: Preferences) -> str:
    """`at 08:30, Monday to Friday, Berlin time`."""
    at = times.wall_clock(theirs.rhythm.at, theirs.locale)
    zone = times.where(theirs.rhythm.zone, known=theirs.zone_known)
    return f"at {at}, {times.weekdays(sorted(theirs.rhythm.days))}, {zone}"


def _once_there_is_an_interview(theirs: Preferences, now: datetime) -> str:
    if Kind.DIGEST in theirs.muted:
        return "You have switched the morning message off."
    possible = times.near(next_digest(theirs.rhythm, now).due, now, theirs.rhythm.zone)
    return f"When you have interviews, your morning message comes {rhythm(theirs)}; the earliest is {possible}."
