"""Where reactions are heard on messages: sent, being sent, or long forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from prep.messages import Kind
from storage import claims, deliveries, postings, reacting, settling
from storage.claims import Claimed
from storage.database import Database
from storage.deliveries import Plan
from storage.ids import new_id
from storage.pacing import POST
from storage.postings import Posted
from storage.reaction_rows import Reacted
from storage.tables import Question, Rating
from tests.storage.recount import assert_counted
from tests.storage.search import MONDAY, Search

SECOND = timedelta(seconds=1)


@dataclass
class Wall:
    """Where reactions are heard: a search with Ana, Ben and a guest, and three questions."""

    db: Database
    search: Search
    questions: Sequence[str]
    machine_now: datetime = MONDAY

    def hear(self, who: str, emoji: str, ts: str = "1.0", *, added: bool = True, later: int = 0) -> bool:
        """Now, by the product's clock; `later` orders events by Slack's."""
        reacted = Reacted("C1", ts, who, emoji, added, MONDAY + later * SECOND)
        with self.db.begin() as session:
            return reacting.hear(session, self.search.team_id, reacted, self.search.now)

    def post(self, kind: Kind, member_id: str | None, interviews: Sequence[str] = ()) -> Posted:
        """A message was sent, with three questions, and settled."""
        claimed = self.claim(kind, member_id)
        return self.settle(claimed, interviews)

    def claim(self, kind: Kind, member_id: str | None, channel_id: str | None = "C1") -> Claimed:
        """A message is being sent; each a second after the one before."""
        self.machine_now += SECOND
        with self.db.begin() as session:
            plan = Plan(kind, new_id(), member_id, channel_id, {}, self.search.now)
            deliveries.plan(session, self.search.team_id, plan, self.search.now)
        with self.db.begin() as session:
            [claimed] = claims.claim(
                session, self.search.team_id, POST, MONDAY, self.machine_now, lease=timedelta(seconds=30), most=1
            )
            return claimed

    def claimed(self, method: str) -> Sequence[Claimed]:
        """What is due of it is being sent."""
        self.machine_now += SECOND
        with self.db.begin() as session:
            lease = timedelta(seconds=30)
            return claims.claim(session, self.search.team_id, method, MONDAY, self.machine_now, lease=lease, most=9)

    def fourth(self) -> str:
        """A question more."""
        with self.db.read() as session:
            these = Question.team_id == self.search.team_id, Question.question_id.not_in(self.questions)
            return session.scalars(select(Question.question_id).where(*these).limit(1)).one()

    def settle(self, claimed: Claimed, interviews: Sequence[str] = ()) -> Posted:
        """Slack has it."""
        with self.db.begin() as session:
            return self.settle_in(session, claimed, interviews)

    def settle_in(self, session: Session, claimed: Claimed, interviews: Sequence[str] = ()) -> Posted:
        """The same in a transaction of the caller's."""
        numbers: Mapping[str, int | None] = {each: number for number, each in enumerate(self.questions, 1)}
        posted = Posted("C1", "1.0", claimed.kind, claimed.member_id, claimed.id, tuple(interviews), numbers)
        settling.sent(session, claimed, "C1", "1.0", MONDAY)
        postings.record(session, self.search.team_id, posted, self.search.now)
        reacting.settled(session, claimed, posted, self.search.now)
        return posted

    def helped(self) -> list[tuple[str, int]]:
        """Who says so of which number."""
        with self.db.read() as session:
            rows = session.scalars(
                select(Rating).where(Rating.team_id == self.search.team_id, Rating.taken_back_at.is_(None))
            )
            assert_counted(session, self.search.team_id)
            return sorted((row.member_id, self.questions.index(row.question_id) + 1) for row in rows)

    def read_by(self, interview_id: str) -> dict[str | None, datetime | None]:
        """Who has read of the interview, and when."""
        with self.db.read() as session:
            return {each.member_id: each.read_at for each in self.search.find(session, interview_id).panel}

    def edits(self) -> int:
        """How many changes are planned."""
        with self.db.read() as session:
            return len(self.search.planned(session, Kind.EDIT))
