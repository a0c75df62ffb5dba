"""The questions of a part: chosen from the bank once, and the same for every candidate from then on."""

from datetime import datetime

from sqlalchemy.orm import Session

from prep.bank import Card
from prep.days import day_at
from prep.interviews import Opening, Part, PlannedQuestion
from prep.plans import make_part
from prep.weighing import weigh
from storage import bank, learned, openings


def freeze(session: Session, team_id: str, opening_id: str, position: int, now: datetime) -> Part:
    """The part with its questions fixed: chosen now from the bank if it is the first time it is used.

    The caller holds the opening. Raises `LookupError` when the opening has no such part.
    """
    part = next((each for each in openings.parts(session, team_id, opening_id) if each.position == position), None)
    opening = openings.find(session, team_id, opening_id)
    if part is None or opening is None:
        raise LookupError(f"opening {opening_id} has no part {position}")
    if not part.frozen:
        openings.freeze(session, team_id, part, _choose(session, team_id, opening, part, now), now)
    return part


def foreseen(session: Session, team_id: str, opening: Opening, part: Part, now: datetime) -> list[PlannedQuestion]:
    """The questions of a part in running order: those it has, else those it would have if it were frozen `now`.

    The opening need not have begun yet.
    """
    if part.frozen:
        return openings.questions(session, team_id, opening.id, part.position)
    return [
        PlannedQuestion(
            card.question.id,
            card.question.text,
            card.question.short,
            card.question.category,
            card.question.competency,
            card.question.minutes,
            card.probes,
        )
        for card in _choose(session, team_id, opening, part, now)
    ]


def _choose(session: Session, team_id: str, opening: Opening, part: Part, now: datetime) -> list[Card]:
    """What is said of questions counts as it stood when the day began, in UTC: so what somebody was shown is what they
    get a moment later, however many others are rating meanwhile."""
    served = learned.of_role(session, team_id, opening.role_id, day_at(now, "UTC").begins)
    weights = weigh([each.id for each in served.questions], served.known, seed=opening.id, asked=served.asked)
    taken = openings.taken(session, team_id, opening.id)
    chosen = make_part(served.questions, part, taken, opening.id, weights.scores, weights.untried)
    return [card for each in chosen if (card := bank.card(session, team_id, each.id))]
