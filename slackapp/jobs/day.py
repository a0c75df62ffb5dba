"""The day of whoever arranged interviews: one message that is drawn anew whenever something in it changes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy.orm import Session

from prep.arranging_day import Day, added_needs, told_on, untold
from prep.digests import is_paused, latest_digest
from prep.interviews import Interview
from prep.messages import Kind, Withdrawn
from prep.people import local_day, refusal
from prep.wallclock import local
from slackapp import briefing
from slackapp.arranged_days import Days
from slackapp.briefing import Reader
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import day as words
from slackapp.views.day import Arranged
from storage import arrangers, arrangers_day, edits, members, sent_messages
from storage.arrangers_day import END, FIRST, INTERVIEWS, UNTIL
from storage.claims import Claimed
from storage.sent_messages import Sent

_NEEDS: Final = "needs"
"""In the content of what was sent: the keys of what needs them."""
_MARKS: Final = "marks"
"""The same for as long as it reads the same."""


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """The interviews that they arranged for the days of the message; nothing when none of these is ahead."""
    who = briefing.reader(session, claimed.team_id, str(claimed.member_id))
    rhythm = who.chose.rhythm
    if Kind.DAY in who.chose.muted:
        return Nothing(Withdrawn.UNWANTED)
    if is_paused(rhythm, now):
        return Nothing(Withdrawn.PAUSED)
    member = members.find(session, who.team_id, who.member_id)
    if member is None or refusal(member):
        return Nothing("you were no member of this workspace any more")
    last = latest_digest(rhythm, claimed.due_at, now)
    days = _early(who, claimed) or Days(who, *told_on(rhythm, local_day(last, rhythm.zone)))
    arranged = days.arranged(session)
    found = days.look(session, arranged, now)
    if not found.rooms:
        return Nothing(Withdrawn.NONE_ARRANGED)
    return Composed(words.day(_told(days, arranged, found, now), claimed.id), content=_kept(days, found))


def _early(who: Reader, claimed: Claimed) -> Days | None:
    """The days of one that comes at another time than its own: because something needs them, or it was overtaken."""
    kept = claimed.content
    return Days(who, date.fromisoformat(kept[FIRST]), date.fromisoformat(kept[END])) if FIRST in kept else None


def sent(session: Session, claimed: Claimed, now: datetime) -> None:
    """Their next one is planned. What changed while this one was on its way is put right; and once its days are over,
    it no longer says who has not read what."""
    original = sent_messages.find(session, claimed.team_id, claimed.id)
    if original:
        days = Days.of(session, original)
        edits.plan_at(session, claimed.team_id, original, days.ends, now)
        found = days.look(session, days.arranged(session), now)
        if _kept(days, found)[_MARKS] != original.content[_MARKS]:
            edits.plan(session, claimed.team_id, claimed.id, now)
    arrangers_day.plan(session, claimed.team_id, str(claimed.member_id), now)


def redraw(session: Session, sent: Sent, now: datetime) -> Composed | Nothing:
    """The same days as they are now. What is added to what needs them is told in a message of its own."""
    content = arrangers_day.hold(session, sent.team_id, sent.id)
    days = Days.of(session, sent)
    arranged = days.arranged(session)
    if now >= days.ends:
        return Composed(words.over(_told(days, arranged, Day((), (), (), ()), now), sent.id))
    edits.plan_at(session, sent.team_id, sent, days.ends, now)
    found = days.look(session, arranged, now)
    if new := untold(added_needs(content[_NEEDS], found.needs_you), found.needs_you):
        arrangers.tell_needed(session, sent.team_id, sent.id, new, now)
    edits.keep(session, sent.team_id, sent.id, {**content, **_kept(days, found)})
    return Composed(words.day(_told(days, arranged, found, now), sent.id))


def _told(days: Days, arranged: Sequence[Interview], found: Day, now: datetime) -> Arranged:
    over = sum(each.ends_at <= now for each in arranged)
    return Arranged(days.who.chose, found, _dates(days, arranged), len(arranged), over, now)


def _dates(days: Days, arranged: Sequence[Interview]) -> Sequence[date]:
    """The days on which there are some; the first where there are none."""
    zone = days.who.chose.rhythm.zone
    return list(dict.fromkeys(local(each.starts_at, zone).date() for each in arranged)) or [days.first]


def _kept(days: Days, found: Day) -> Mapping[str, Any]:
    return {
        **arrangers_day.days(days.first, days.end),
        UNTIL: days.ends.isoformat(),
        INTERVIEWS: list(found.rooms),
        _NEEDS: [each.key for each in found.needs_you],
        _MARKS: sha256("\n".join(found.marks).encode()).hexdigest(),
    }
