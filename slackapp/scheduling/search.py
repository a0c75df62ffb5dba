"""What an interview is added to: a search under way, or one that begins with it."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from prep.drafting import NEW, Filled
from prep.interviews import Opening, Part
from prep.mistakes import Mistake, wrong_when
from prep.plans import first_plan, proposed_position
from slackapp.errors import Sorry
from slackapp.views import schedule
from storage import candidates, openings, preferences, roles
from storage.ids import new_id


@dataclass(frozen=True, slots=True)
class Search:
    """A search and its plan; where it has not `begun`, as it would begin."""

    opening: Opening
    parts: tuple[Part, ...]
    begun: bool

    def part(self, filled: Filled) -> Part:
        """The part that is filled in, or the nearest there is."""
        return self.parts[min(max(filled.position or 1, 1), len(self.parts)) - 1]


def hire_for(filled: Filled, hiring: str) -> Filled:
    """With another search, and without what belongs to the one before. Its id is settled now: questions are chosen
    by it, so that those shown before it begins are those that it will have."""
    if hiring == filled.hiring:
        return filled
    kind, _, id_ = hiring.partition("|")
    opening_id = id_ if kind == "opening" else new_id()
    return replace(filled, hiring=hiring, opening_id=opening_id, candidate="", part="", minutes="", leads="")


def search(session: Session, team_id: str, filled: Filled, command: str) -> Search:
    """The search that is filled in. One that is to begin for a role, and that somebody else has begun meanwhile, is
    theirs. Raises `Sorry` when it, or the role, is not there any more."""
    kind, _, id_ = filled.hiring.partition("|")
    look = openings.find if kind == "opening" else openings.of_role
    if opening := look(session, team_id, id_):
        return Search(opening, tuple(openings.parts(session, team_id, opening.id)), begun=True)
    role = roles.find(session, team_id, id_) if kind == "role" else None
    if role is None:
        raise Sorry(schedule.search_gone(command))
    return Search(Opening(filled.opening_id, role.id, role.title), first_plan(filled.opening_id, role), begun=False)


def mistakes(session: Session, team_id: str, found: Search, filled: Filled, now: datetime) -> dict[str, Mistake]:
    """What is wrong with who and when, by field."""
    known = candidates.find(session, team_id, filled.candidate) if filled.candidate not in {"", NEW} else None
    there = [known] if known and known.opening_id == found.opening.id else []
    keeps_names = preferences.of_workspace(session, team_id).shows_names
    return wrong_when(filled, there, now, keeps_names=keeps_names)


def propose(session: Session, team_id: str, found: Search, filled: Filled, zone: str) -> Filled:
    """With a proposal where nothing is filled in: a new candidate, the part that is next for the candidate, its
    minutes, and `zone`."""
    candidate = filled.candidate or NEW
    held = 0 if candidate == NEW else candidates.held(session, team_id, candidate)
    part = filled.part or str(proposed_position(held, len(found.parts)))
    filled = replace(filled, candidate=candidate, part=part, zone=filled.zone or zone)
    return replace(filled, minutes=filled.minutes or str(found.part(filled).minutes))


def propose_anew(session: Session, team_id: str, found: Search, before: Filled, filled: Filled) -> Filled:
    """After another candidate or part was chosen: what was proposed `before` for the old one is proposed for the new.
    Minutes that somebody typed stay."""
    typed = filled.minutes != str(found.part(before).minutes)
    part = filled.part if filled.candidate == before.candidate else ""
    filled = replace(filled, part=part, minutes=filled.minutes if typed else "", turn=before.turn + 1)
    return propose(session, team_id, found, filled, before.zone)
