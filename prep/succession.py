"""Who arranges an interview from now on, when whoever arranged it has left or asks somebody else to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from prep.handing_over import Proposed, Request, Unfit, stands, unfit_person
from prep.interviews import Interview
from prep.people import Member, refusal


class Why(StrEnum):
    """Why somebody arranges what another one arranged before; the words are stored."""

    MOVER = "mover"
    """The workspace lets them move anyone's interviews."""
    ADMIN = "admin"
    ASKED = "asked"
    """Whoever arranged it until then asked them to."""


@dataclass(frozen=True, slots=True)
class Heir:
    """Somebody to whom interviews pass."""

    member_id: str
    why: Why


def heirs(movers: Sequence[str], known: Collection[Member]) -> Sequence[Heir]:
    """Those to whom interviews pass of which whoever arranged them has left, the first choice first: people whom the
    workspace lets move interviews, in its order; where there are none, its admins. Nobody who has left themselves."""
    fit = {each.id: each for each in known if refusal(each) is None}
    may_move = [Heir(each, Why.MOVER) for each in movers if each in fit]
    return may_move or [Heir(each, Why.ADMIN) for each in sorted(fit) if fit[each].admin]


def heir(interview: Interview, among: Sequence[Heir], requests: Sequence[Request]) -> Heir:
    """Who of these, at least one, arranges the interview from now on: the first who is neither in it nor asked to come
    to it, so that somebody else hears when they can't; where all are, the first. `requests` are its own."""
    asked = {each.to_member for each in requests if each.step.is_open and stands(each, interview)}
    free = (each for each in among if not interview.seat_of(each.member_id) and each.member_id not in asked)
    return next(free, among[0])


def unfit(proposed: Proposed, by: str) -> Unfit | None:
    """Why somebody cannot arrange what the member `by` arranges; None when they can. A pause is no reason: what needs
    them is told in time."""
    return Unfit.ONESELF if proposed.id == by else unfit_person(proposed)
