"""Adding what was filled in and checked: all of it in the caller's transaction, and once."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from prep.drafting import NEW, Filled, room
from prep.interviews import Interview
from prep.permissions import MOST_A_DAY
from slackapp.errors import Sorry
from slackapp.scheduling.search import Search, mistakes, search
from slackapp.views import schedule, schedule_mistakes
from storage import arranging, candidates, drafts, freezing, interviews, openings, preferences, roles
from storage.arranging import Booking
from storage.panels import Seated

SOURCE = "person"
_DAY = timedelta(days=1)


def allow(session: Session, team_id: str, member_id: str, now: datetime) -> None:
    """Raises `Sorry` when the member has added as many interviews as one may in a day."""
    if interviews.added_since(session, team_id, member_id, now - _DAY) >= MOST_A_DAY:
        raise Sorry(schedule.enough_for_today(MOST_A_DAY))


def added_before(session: Session, team_id: str, draft_id: str) -> Interview | None:
    """The interview that this draft has become."""
    interview_id = interviews.from_source(session, team_id, SOURCE, draft_id)
    return interviews.find(session, team_id, interview_id) if interview_id else None


def add(
    session: Session, team_id: str, member_id: str, draft_id: str, filled: Filled, now: datetime, command: str
) -> Interview | None:
    """Adds the interview, with its search and its candidate where they are new, and lets the draft go.

    The caller holds the member's drafts, and has seen that this one was not added before. None when the questions
    would not be those that the check showed; then nothing is added. Raises `Sorry` when it can no longer be added.
    """
    allow(session, team_id, member_id, now)
    _hold(session, team_id, filled)
    found = search(session, team_id, filled, command)
    _refuse_mistakes(session, team_id, found, filled, now)
    questions = freezing.foreseen(session, team_id, found.opening, found.part(filled), now)
    if tuple(question.id for question in questions) != filled.questions:
        return None
    if not found.begun:
        _begin(session, team_id, found, now)
    booking = _booking(session, team_id, found, filled, member_id, draft_id, now)
    drafts.end(session, team_id, draft_id)
    return arranging.book(session, team_id, booking, now)


def _hold(session: Session, team_id: str, filled: Filled) -> None:
    """Of those who begin the same search, and of those who add to it, one goes after the other."""
    kind, _, id_ = filled.hiring.partition("|")
    if kind == "role":
        roles.hold(session, team_id, id_)
        begun = openings.of_role(session, team_id, id_)
        id_ = begun.id if begun else ""
    if id_:
        openings.lock(session, team_id, id_)


def _refuse_mistakes(session: Session, team_id: str, found: Search, filled: Filled, now: datetime) -> None:
    """What was right when it was typed may be wrong by now: the time is past, the candidate erased."""
    for mistake in mistakes(session, team_id, found, filled, now).values():
        raise Sorry(schedule_mistakes.sentence(mistake, filled))


def _begin(session: Session, team_id: str, found: Search, now: datetime) -> None:
    role = roles.find(session, team_id, found.opening.role_id)
    if role is None:
        raise LookupError(f"no role {found.opening.role_id}")
    openings.start(session, team_id, role, now, found.opening.id)


def _booking(
    session: Session, team_id: str, found: Search, filled: Filled, member_id: str, draft_id: str, now: datetime
) -> Booking:
    starts_at, minutes = filled.starts_at, filled.length
    if starts_at is None or minutes is None:
        raise ValueError("what has mistakes is not booked")
    return Booking(
        opening_id=found.opening.id,
        position=found.part(filled).position,
        candidate_id=_candidate(session, team_id, found, filled, now),
        starts_at=starts_at,
        minutes=minutes,
        links=filled.links,
        note=filled.note.strip(),
        arranged_by=member_id,
        seated=[Seated(guest.member_id, guest.name, guest.seat) for guest in room(filled)],
        source=SOURCE,
        once=draft_id,
    )


def _candidate(session: Session, team_id: str, found: Search, filled: Filled, now: datetime) -> str:
    if filled.candidate != NEW:
        return filled.candidate
    keeps_names = preferences.of_workspace(session, team_id).shows_names
    return candidates.add(session, team_id, found.opening.id, filled.name, now, keeps_names=keeps_names).id


def next_of(interview: Interview, zone: str) -> Filled:
    """The form of the same candidate's next interview: what will be the same is filled in."""
    return Filled(
        hiring=f"opening|{interview.opening.id}",
        opening_id=interview.opening.id,
        candidate=interview.candidate.id,
        zone=zone,
        cv=interview.links.cv,
        feedback=interview.links.feedback,
        note=interview.note,
    )
