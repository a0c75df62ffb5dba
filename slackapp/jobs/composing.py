"""What a message says, composed at the moment it is sent: one function for each kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from prep.asking import Wish
from prep.bank import Question, RoleSummary
from prep.messages import Kind
from slackapp.views import sets
from slackapp.views.blocks import Message
from slackapp.views.refs import SetRef
from storage import bank, members, roles
from storage.deliveries import Claimed


@dataclass(frozen=True, slots=True)
class Composed:
    """A message to send, and its questions with their numbers in it."""

    message: Message
    numbers: Mapping[str, int | None]


def compose(session: Session, claimed: Claimed) -> Composed | None:
    """What the delivery says now; None when there is nothing to say any more."""
    return _KINDS[Kind(claimed.kind)](session, claimed)


def _set(session: Session, claimed: Claimed) -> Composed | None:
    shown = _shown(session, claimed)
    return Composed(sets.kept_set(shown.role, shown.questions, shown.wish), shown.numbers()) if shown else None


def _shared(session: Session, claimed: Claimed) -> Composed | None:
    shown = _shown(session, claimed)
    by = members.find(session, claimed.team_id, claimed.content["by"])
    if shown is None or by is None:
        return None
    return Composed(sets.shared_set(shown.role, shown.questions, shown.wish, by), shown.numbers())


@dataclass(frozen=True, slots=True)
class _Shown:
    role: RoleSummary
    questions: Sequence[Question]
    wish: Wish

    def numbers(self) -> dict[str, int | None]:
        return {question.id: number for number, question in enumerate(self.questions, 1)}


def _shown(session: Session, claimed: Claimed) -> _Shown | None:
    """The set that a button stood under; None when the role or all its questions are gone."""
    ref = SetRef.decode(claimed.content["set"])
    role = roles.title(session, claimed.team_id, ref.role.role_id)
    questions = bank.questions(session, claimed.team_id, ref.question_ids)
    return _Shown(role, questions, ref.role.wish) if role and questions else None


_KINDS = {Kind.SET: _set, Kind.SHARED: _shared}
