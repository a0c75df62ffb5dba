"""The plan grows and freezes, the room changes, the questions stay: on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from prep.interviews import Asked, Interview, Links, Seat, State
from storage import arranging, audit, interviews, openings, panels
from storage.database import Database, Unavailable
from storage.tables import Interview as InterviewRow
from storage.tables import Question
from tests.storage.search import MONDAY, Search, at, begin, seated


@pytest.fixture
def search(session: Session) -> Search:
    """A search, with Ana, Ben and Chloé to interview for it."""
    return begin(session, "UANA", "UBEN", "UCHLOE")


def plan(session: Session, search: Search, position: int) -> list[str]:
    """The questions of a part, in running order."""
    return [each.id for each in openings.questions(session, search.team_id, search.opening.id, position)]


def asked(interview: Interview) -> dict[str, list[str]]:
    """Who asks what: by member's id, or name."""
    return {each.member_id or each.name: [one.question_id for one in each.asks] for each in interview.panel}


def test_the_first_interview_freezes_its_part_and_no_other(session: Session, search: Search) -> None:
    assert plan(session, search, 1) == []
    search.book(session, seated("UANA"), at(1))
    parts = openings.parts(session, search.team_id, search.opening.id)
    session.expire_all()
    assert [each.frozen for each in openings.parts(session, search.team_id, search.opening.id)] == [
        True,
        *[False] * (len(parts) - 1),
    ]
    assert plan(session, search, 1)
    assert plan(session, search, 2) == []


def test_later_candidates_are_asked_the_same_whatever_the_bank_holds_by_then(session: Session, search: Search) -> None:
    first = search.book(session, seated("UANA"), at(1))
    session.execute(update(Question).where(Question.team_id == search.team_id).values(text="Other", status="retired"))
    later = search.book(session, seated("UBEN", "UCHLOE"), at(40))
    everything = plan(session, search, 1)
    assert asked(first) == {"UANA": everything}
    assert asked(later)["UBEN"] + asked(later)["UCHLOE"] == everything
    texts = {each.text for each in openings.questions(session, search.team_id, search.opening.id, 1)}
    assert "Other" not in texts


def test_no_question_is_in_two_interviews_of_a_plan(session: Session, search: Search) -> None:
    jane = search.candidate(session)
    parts = openings.parts(session, search.team_id, search.opening.id)
    for part in parts:
        search.book(session, seated("UANA"), at(part.position), candidate=jane, position=part.position)
    questions = [each for part in parts for each in plan(session, search, part.position)]
    assert len(questions) == len(set(questions))


def test_an_interview_of_an_unknown_part_is_refused(session: Session, search: Search) -> None:
    with pytest.raises(LookupError):
        search.book(session, seated("UANA"), at(1), position=9)


def test_the_same_booking_twice_is_one_interview(session: Session, search: Search) -> None:
    jane = search.candidate(session)
    first = search.book(session, seated("UANA"), at(1), candidate=jane, once="draft 1")
    again = search.book(session, seated("UANA"), at(1), candidate=jane, once="draft 1")
    assert again == first
    assert session.scalar(select(func.count()).select_from(InterviewRow)) == 1


def test_two_who_book_the_first_interviews_at_once_get_one_plan(db: Database) -> None:
    with db.begin() as session:
        search = begin(session, "UANA", "UBEN")

    def book(who: str) -> Interview:
        with db.begin() as session:
            openings.lock(session, search.team_id, search.opening.id)
            return search.book(session, seated(who), at(1), candidate=search.candidate(session))

    def patiently(who: str) -> Interview:
        while True:
            try:
                return book(who)
            except Unavailable:  # where the machine is busy, the other took longer than a writer waits
                continue

    with ThreadPoolExecutor(2) as both:
        ana, ben = both.map(patiently, ["UANA", "UBEN"])
    assert asked(ana)["UANA"] == asked(ben)["UBEN"] != []
    assert {ana.candidate.shown_as, ben.candidate.shown_as} == {"J.S.", "J.S. 2"}


def test_a_change_of_people_changes_who_asks_and_never_what(session: Session, search: Search) -> None:
    booked = search.book(session, seated("UANA", "UBEN"), at(1))
    everything = plan(session, search, 1)
    changed = arranging.restaff(
        session, search.team_id, booked.id, seated("UANA", "Dana Fox", listening=["UCHLOE"]), search.by, MONDAY
    )
    asks = asked(changed)
    assert asks["UANA"] + asks["Dana Fox"] == everything
    assert asks["UCHLOE"] == []
    assert "UBEN" not in asks
    assert plan(session, search, 1) == everything
    assert changed.sequence == booked.sequence + 1


def test_who_stays_keeps_their_place_and_the_numbers_of_their_questions(session: Session, search: Search) -> None:
    booked = search.book(session, seated("UANA", "UBEN"), at(1))
    ana = booked.panel[0]
    numbered = [Asked(each.question_id, number) for number, each in enumerate(ana.asks, 4)]
    panels.number(session, search.team_id, booked, ana.id, numbered)
    changed = arranging.restaff(session, search.team_id, booked.id, seated("UANA"), search.by, MONDAY)
    kept = {each.question_id: each.number for each in changed.panel[0].asks}
    assert changed.panel[0].id == ana.id
    assert {each.question_id: each.number for each in numbered}.items() <= kept.items()


def test_another_seat_for_who_stays(session: Session, search: Search) -> None:
    booked = search.book(session, seated("UANA", "UBEN"), at(1))
    changed = arranging.restaff(
        session, search.team_id, booked.id, seated("UBEN", listening=["UANA"]), search.by, MONDAY
    )
    assert {each.member_id: each.seat for each in changed.panel} == {"UANA": Seat.LISTENING, "UBEN": Seat.LEADS}
    assert asked(changed)["UBEN"] == plan(session, search, 1)


def test_what_somebody_who_cannot_come_would_have_asked_goes_to_the_others(session: Session, search: Search) -> None:
    booked = search.book(session, seated("UANA", "UBEN"), at(1))
    after = arranging.decline(session, search.team_id, booked.id, "UBEN", MONDAY)
    assert after
    assert asked(after) == {"UANA": plan(session, search, 1), "UBEN": []}
    assert [each.member_id for each in after.in_room] == ["UANA"]
    assert arranging.decline(session, search.team_id, booked.id, "UBEN", MONDAY) is None
    assert arranging.decline(session, search.team_id, booked.id, "UCHLOE", MONDAY) is None


def test_somebody_who_could_not_come_is_in_it_anew_when_asked_again(session: Session, search: Search) -> None:
    booked = search.book(session, seated("UANA", "UBEN"), at(1))
    arranging.decline(session, search.team_id, booked.id, "UBEN", MONDAY)
    changed = arranging.restaff(session, search.team_id, booked.id, seated("UANA", "UBEN"), search.by, MONDAY)
    assert [each.member_id for each in changed.in_room] == ["UANA", "UBEN"]
    assert asked(changed)["UBEN"]
    assert search.planned(session, "reminder", member_id="UBEN")


def test_a_cancelled_interview_is_none_that_takes_place(session: Session, search: Search) -> None:
    booked = search.book(session, seated("UANA"), at(1))
    cancelled = arranging.cancel(session, search.team_id, booked.id, search.by, MONDAY, "they withdrew")
    assert cancelled.state is State.CANCELLED
    assert interviews.of_member(session, search.team_id, "UANA", MONDAY, at(400)) == []
    [added, called_off] = audit.changes(session, search.team_id, [booked.id], MONDAY)
    assert (added.action, called_off.action) == ("interview.added", "interview.cancelled")
    assert called_off.detail == {"reason": "they withdrew"}


def test_edits_leave_people_and_questions_alone(session: Session, search: Search) -> None:
    booked = search.book(session, seated("UANA", "UBEN"), at(1))
    links = Links("Room 4", "", "https://forms.example/1")
    edited = arranging.edit(session, search.team_id, booked.id, links, "Large print.", search.by, MONDAY)
    assert (edited.links, edited.note) == (links, "Large print.")
    assert asked(edited) == asked(booked)
    assert edited.sequence == booked.sequence + 1


def test_all_of_a_candidates_interviews_move_or_are_called_off_together(session: Session, search: Search) -> None:
    jane = search.candidate(session)
    booked = [search.book(session, seated("UANA"), at(day), candidate=jane, position=day, minutes=30) for day in (1, 2)]
    starts = {each.id: each.starts_at + (at(7) - MONDAY) for each in booked}
    moved = arranging.move_all(session, search.team_id, starts, search.by, MONDAY)
    assert {each.id: each.starts_at for each in moved} == starts
    assert {each.minutes for each in moved} == {30}
    arranging.cancel_all(session, search.team_id, list(starts), search.by, MONDAY)
    assert interviews.of_candidate(session, search.team_id, jane.id, MONDAY) == []
    assert search.planned(session, "reminder", "digest") == []


def test_whoever_saw_an_older_state_is_told(session: Session, search: Search) -> None:
    one, two = (search.book(session, seated("UANA"), at(day)) for day in (1, 2))
    seen = {one.id: one.sequence, two.id: two.sequence}
    assert arranging.expect(session, search.team_id, seen)
    arranging.move(session, search.team_id, two.id, at(3), 45, search.by, MONDAY)
    assert not arranging.expect(session, search.team_id, seen)
    assert arranging.expect(session, search.team_id, {one.id: one.sequence})
    assert not arranging.expect(session, search.team_id, {"0198c2b0-0000-7000-8000-000000000000": 0})


def test_of_two_who_change_an_interview_at_once_one_sees_what_the_other_did(db: Database) -> None:
    with db.begin() as session:
        search = begin(session, "UANA", "UBEN", "UCHLOE")
        booked = search.book(session, seated("UANA"), at(1))

    def change(who: str) -> bool:
        with db.begin() as session:
            interviews.find(session, search.team_id, booked.id)
            if not arranging.expect(session, search.team_id, {booked.id: booked.sequence}):
                return False
            arranging.restaff(session, search.team_id, booked.id, seated("UANA", who), search.by, MONDAY)
            return True

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(change, ["UBEN", "UCHLOE"])) == [False, True]
    with db.read() as session:
        assert len(search.find(session, booked.id).panel) == 2
