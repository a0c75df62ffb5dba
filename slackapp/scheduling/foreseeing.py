"""An interview as it will be if it is added now: what the check shows."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from prep.checking import Person, check
from prep.drafting import NEW, Filled, Guest, room
from prep.initials import shown_as
from prep.interviews import PlannedQuestion
from prep.running_order import share_out
from slackapp.scheduling.search import Search
from slackapp.views.schedule_check import Foreseen, Present
from storage import candidates, interviews, members, preferences, unreached

_Times = Mapping[str, Sequence[tuple[datetime, datetime]]]


def foresee(
    session: Session,
    team_id: str,
    found: Search,
    filled: Filled,
    questions: Sequence[PlannedQuestion],
    locale: str,
    *,
    moves: Collection[str] = (),
) -> Foreseen:
    """The interview that is filled in, without mistakes, with these questions of its part.

    `moves` are the ids of those that are changed, it among them: they do not stand in their own way.
    """
    starts_at, minutes, part = filled.starts_at, filled.length, found.part(filled)
    if starts_at is None or minutes is None:
        raise ValueError("what has mistakes cannot be foreseen")
    guests = room(filled)
    busy = _busy(session, team_id, guests, starts_at, starts_at + timedelta(minutes=minutes), moves)
    people = [_person(session, team_id, guest, busy) for guest in guests]
    shares = share_out(questions, [(guest.key, guest.seat) for guest in guests])
    by_id = {question.id: question for question in questions}
    candidate, twin = _candidate(session, team_id, found, filled)
    return Foreseen(
        title=found.opening.title,
        part=part,
        candidate=candidate,
        twin=twin,
        starts_at=starts_at,
        minutes=minutes,
        zone=filled.zone,
        locale=locale,
        people=[
            Present(guest, person.name, person.zone, [by_id[each] for each in shares.get(guest.key, ())])
            for guest, person in zip(guests, people, strict=True)
        ],
        findings=check(starts_at, minutes, people, part.minutes, [question.minutes for question in questions]),
    )


def _person(session: Session, team_id: str, guest: Guest, busy: _Times) -> Person:
    member = members.find(session, team_id, guest.member_id) if guest.member_id else None
    if member is None:
        return Person(None, guest.name, guest.seat)
    theirs = preferences.of_member(session, team_id, member.id)
    return Person(
        member.id,
        member.name,
        guest.seat,
        zone=member.zone if theirs.zone_known else None,
        paused_until=theirs.rhythm.paused_until,
        deactivated=member.deactivated,
        reachable=member.id not in unreached.refused(session, team_id, [member.id]),
        others=tuple(busy.get(member.id, ())),
    )


def _busy(
    session: Session, team_id: str, guests: Sequence[Guest], start: datetime, end: datetime, moves: Collection[str]
) -> _Times:
    """When each member in the room has other interviews at that time."""
    ids = [guest.member_id for guest in guests if guest.member_id]
    there = [each for each in interviews.overlapping(session, team_id, ids, start, end) if each.id not in moves]
    return {
        member_id: [
            (each.starts_at, each.ends_at)
            for each in there
            if (seat := each.seat_of(member_id)) and seat.declined_at is None
        ]
        for member_id in ids
    }


def _candidate(session: Session, team_id: str, found: Search, filled: Filled) -> tuple[str, str]:
    """What the candidate is shown as, and, where that is not what a first of the name would be, as what instead."""
    if filled.candidate != NEW:
        known = candidates.find(session, team_id, filled.candidate)
        return (known.shown_as, "") if known else ("–", "")
    keeps_names = preferences.of_workspace(session, team_id).shows_names
    shown = candidates.shown(session, team_id, found.opening.id, filled.name, keeps_names=keeps_names)
    alone = shown_as(filled.name, (), keeps_names)
    return shown, "" if shown == alone else alone
