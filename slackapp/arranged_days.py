"""The days of whoever arranged interviews, from what is stored: for the message about them, and for what is added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Self

from sqlalchemy.orm import Session

from prep import wallclock
from prep.arranging_day import Day
from prep.interviews import Interview
from slackapp import briefing
from slackapp.briefing import Reader
from storage import interviews, needs
from storage.arrangers_day import END, FIRST
from storage.sent_messages import Sent


@dataclass(frozen=True, slots=True)
class Days:
    """Local days of somebody who arranges, from the first on up to `end`, and when these two begin."""

    who: Reader
    first: date
    end: date

    @classmethod
    def of(cls, session: Session, sent: Sent) -> Self:
        """Those of a message that was sent; they begin and end by the clocks where its reader is now."""
        who = briefing.reader(session, sent.team_id, sent.member_id)
        return cls(who, date.fromisoformat(sent.content[FIRST]), date.fromisoformat(sent.content[END]))

    @property
    def begins(self) -> datetime:
        """The first moment of the first."""
        return wallclock.at(self.first, time.min, self.who.chose.rhythm.zone)

    @property
    def ends(self) -> datetime:
        """The moment after the last."""
        return wallclock.at(self.end, time.min, self.who.chose.rhythm.zone)

    def arranged(self, session: Session) -> Sequence[Interview]:
        """What they arranged that starts on these days and takes place, or did."""
        return interviews.arranged_by(session, self.who.team_id, self.who.member_id, self.begins, self.ends)

    def look(self, session: Session, arranged: Sequence[Interview], now: datetime) -> Day:
        """What of these interviews needs them at `now`, what is fine, who has not read it yet."""
        return needs.look(session, self.who.team_id, arranged, self.ends, now)
