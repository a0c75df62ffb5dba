"""Something in the day of whoever arranged it needs them that did not before: said once, in a few words."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from prep.arranging_day import Need
from prep.messages import Withdrawn
from slackapp.arranged_days import Days
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import day as words
from storage import audit, edits, sent_messages
from storage.claims import Claimed

_LOOKS_BACK: Final = timedelta(days=1)
"""What came about was caused by what was done last, and that is told at once, or after a pause of theirs."""


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """What still needs them of what was added; nothing of what they brought about themselves, and saw doing so."""
    original = sent_messages.find(session, claimed.team_id, claimed.content["day"])
    if original is None or edits.ERASED in original.content:
        return Nothing(Withdrawn.ERASED)
    days = Days.of(session, original)
    found = days.look(session, days.arranged(session), now)
    left = [each for each in found.needs_you if each.key in claimed.content["needs"]]
    if not left:
        return Nothing("somebody has seen to it already")
    needs = [each for each in left if not _is_their_own(session, days, each, now)]
    if not needs:
        return Nothing("you had brought it about yourself")
    return Composed(words.needed(needs, days.who.chose, now, claimed.id))


def _is_their_own(session: Session, days: Days, need: Need, now: datetime) -> bool:
    """Whether whoever is told changed one of these interviews last."""
    rooms: Sequence[str] = [room.id for room in (need.interview, need.other) if room]
    changes = audit.changes(session, days.who.team_id, rooms, now - _LOOKS_BACK)
    return bool(changes) and changes[-1].actor == days.who.member_id
