"""What a morning message holds, from what is stored: as it is sent, and as it is shown beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from prep.briefs import Brief
from prep.digests import covers_until, next_digest
from prep.interviews import Interview
from prep.people import local_day
from prep.telling import become_one
from slackapp import briefing, looking_back
from slackapp.briefing import Reader
from slackapp.views.digest import Morning
from slackapp.views.more_menu import MOST_INTERVIEWS
from storage import agenda, interviews, sent_messages


@dataclass(frozen=True, slots=True)
class Reach:
    """Somebody's interviews from the moment of a message on, by their start: all that are `ahead`, and which of them
    the message is about. `day` is the local day it is the message of, `due` when that day's is due."""

    day: date
    due: datetime
    ahead: Sequence[Interview]
    covered: Sequence[Interview]

    @property
    def shown(self) -> Sequence[Interview]:
        """Those that have room in it."""
        return self.covered[:MOST_INTERVIEWS]

    @property
    def left(self) -> Sequence[Interview]:
        """Those that have none."""
        return self.covered[MOST_INTERVIEWS:]


def reach(session: Session, who: Reader, day: date, due: datetime, at: datetime) -> Reach:
    """Of the message of that day, sent at the moment `at`."""
    ahead = interviews.of_member(session, who.team_id, who.member_id, at, agenda.horizon(at))
    until = covers_until(who.chose.rhythm, due)
    return Reach(day, due, ahead, [each for each in ahead if each.starts_at < until])


def made(
    session: Session, who: Reader, reached: Reach, ahead: Sequence[Brief], new: Sequence[Interview], at: datetime
) -> Morning:
    """The message that shows these briefs, of the interviews that have room in it, at the moment `at`. `new`: those
    that it names only. Nothing is changed by it."""
    return Morning(
        reader=who.chose,
        ahead=ahead,
        new=briefing.outlines(session, who, new),
        in_full=frozenset(each.id for each in reached.shown if _takes_over(session, who, each, at)),
        also=_also(session, who, reached),
        today=local_day(at, who.chose.rhythm.zone),
        after=looking_back.left_to_morning(session, who, at),
    )


def _takes_over(session: Session, who: Reader, interview: Interview, at: datetime) -> bool:
    """Whether this is the plan for the room already, because the reminder would follow within the hour."""
    due = briefing.reminded_at(session, who, interview)
    return due is not None and become_one(at, max(at, due))


def _also(session: Session, who: Reader, reached: Reach) -> dict[str, list[date]]:
    """The days of other morning messages that show an interview: those before this one, and the next."""
    before = sent_messages.mornings(session, who.team_id, who.member_id, [each.id for each in reached.shown])
    following = next_digest(who.chose.rhythm, reached.due)
    # Whoever flies west has no second one on a day because of that; who has changed its time may have had one before.
    next_day = {following.day} - {reached.day}
    return {
        each.id: sorted({*before.get(each.id, ()), *(next_day if each.starts_at >= following.due else ())})
        for each in reached.shown
    }
