"""Sets of questions: kept by their asker, or shared in a channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from prep.asking import Wish
from prep.bank import Question, RoleSummary
from prep.messages import NotShared
from slackapp import noting
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import sets
from slackapp.views import sharing as words
from slackapp.views.refs import SetRef
from storage import bank, members, roles, sharing
from storage.claims import Claimed
from storage.sent_messages import Sent

_GONE = Nothing(NotShared.GONE)


def compose_kept(session: Session, claimed: Claimed, _: datetime) -> Composed | Nothing:
    """The set that somebody asked to keep."""
    shown = _shown(session, claimed)
    if shown is None:
        return _GONE
    return Composed(sets.kept_set(shown.role, shown.questions, shown.wish, claimed.id), shown.numbers())


def redraw(session: Session, sent: Sent, _: datetime) -> Composed | Nothing:
    """The set as it was kept, and what its keeper said of it since."""
    shown = _shown(session, sent)
    if shown is None:
        return _GONE
    return Composed(noting.noted(session, sent, sets.kept_set(shown.role, shown.questions, shown.wish, sent.id)))


def compose_shared(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """The set that somebody shared; where it is gone they are told."""
    shown = _shown(session, claimed)
    by = members.find(session, claimed.team_id, claimed.content["by"])
    if shown is None or by is None:
        sharing.tell(session, claimed, NotShared.GONE, now)
        return _GONE
    return Composed(sets.shared_set(shown.role, shown.questions, shown.wish, by), shown.numbers())


def compose_not_shared(session: Session, claimed: Claimed, _: datetime) -> Composed | Nothing:
    """To whoever shared a set: it is not in the channel, and why."""
    role = roles.title(session, claimed.team_id, SetRef.decode(claimed.content["set"]).role.role_id)
    kept = claimed.content
    return Composed(
        words.not_shared(role.title if role else "", kept["channel"], kept["reason"], kept["fault"], claimed.id)
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    role: RoleSummary
    questions: Sequence[Question]
    wish: Wish

    def numbers(self) -> dict[str, int | None]:
        return {question.id: number for number, question in enumerate(self.questions, 1)}


def _shown(session: Session, claimed: Claimed | Sent) -> _Shown | None:
    """The set that a button stood under; None when the role or all its questions are gone."""
    ref = SetRef.decode(claimed.content["set"])
    role = roles.title(session, claimed.team_id, ref.role.role_id)
    questions = bank.questions(session, claimed.team_id, ref.question_ids)
    return _Shown(role, questions, ref.role.wish) if role and questions else None
