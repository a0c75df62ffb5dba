"""The set of questions that somebody gets for a role today, as the message that shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from prep.asking import Wish
from prep.bank import RoleSummary
from prep.days import day_at
from prep.people import Member
from prep.sets import draw
from prep.tallies import Said
from prep.weighing import weigh
from slackapp.errors import Sorry
from slackapp.people import People
from slackapp.views import finding, notes, sets
from slackapp.views.blocks import Message
from slackapp.views.refs import RoleRef
from storage import bank, learned, roles, workspaces
from storage.bank import Asker
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws sets. `now` is the product's clock (aware); `command` is what people type."""

    db: Database
    people: People
    now: Callable[[], datetime]
    command: str

    def show(self, team_id: str, member_id: str, ref: RoleRef) -> Message:
        """The person's set for a role named by a button.

        Raises `Sorry` when they may not see questions, or when the role is no longer there.
        """
        member = self.people.member(team_id, member_id)
        with self.db.read() as session:
            role = self.role(session, team_id, ref)
            return self.message(session, self.asker(team_id, member, role.id), role, ref.wish)

    def role(self, session: Session, team_id: str, ref: RoleRef) -> RoleSummary:
        """The role a button names. Raises `Sorry` when it is no longer there."""
        role = roles.title(session, team_id, ref.role_id)
        if role is None:
            raise Sorry(notes.role_gone(self.command))
        return role

    def asker(self, team_id: str, member: Member, role_id: str) -> Asker:
        """Who asks, today in their zone."""
        day = day_at(self.now(), member.zone)
        return Asker(team_id, member.id, role_id, day, rated=member.rated_at is not None)

    def message(
        self, session: Session, asker: Asker, role: RoleSummary, wish: Wish, remarks: Sequence[str] = ()
    ) -> Message:
        """Their set: the same until midnight in their zone, or until they asked for different questions, or said
        something of a question of the role.

        What others say of questions chooses from the next midnight on; the figures beside them are as they are now.
        """
        seed = f"{asker.member_id}:{asker.role_id}:{asker.day.date.isoformat()}"
        served = learned.of_role(session, asker.team_id, asker.role_id, asker.day.begins)
        own = learned.own(session, asker)
        weights = weigh([question.id for question in served.questions], served.known, seed, own, served.asked)
        turn = bank.turn(session, asker)
        drawn = draw(served.questions, wish, seed, turn, weights.scores, weights.untried)
        who = "" if drawn else finding.caretakers(workspaces.caretakers(session, asker.team_id))
        return sets.question_set(role, drawn, wish, remarks, who, Said(served.tallies, own))
