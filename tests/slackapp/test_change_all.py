"""All of a candidate's interviews that are still to come: moved by days, or called off, together."""

from datetime import UTC, datetime, timedelta

import pytest

from prep.interviews import Interview, State
from sandbox.client import Person
from storage import arranging
from tests.slackapp.booking import booked
from tests.slackapp.changer import Changer, changes, now, planned
from tests.slackapp.office import Office

pytestmark = pytest.mark.in_turn

DAY = timedelta(days=1)


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return office.acme.person("Ana Costa", "Europe/Berlin")


@pytest.fixture
def three(office: Office, ana: Person) -> list[Interview]:
    """Jane's interviews, from Tuesday to Thursday at 10 in Berlin."""
    first = booked(office, [ana], office.clock() + DAY)
    others = [
        booked(
            office, [ana], office.clock() + day * DAY, candidate=first.candidate, position=day, minutes=first.minutes
        )
        for day in (2, 3)
    ]
    return [first, *others]


@pytest.fixture
def changer(office: Office) -> Changer:
    """Priya, who arranged them, at the modal."""
    return Changer(office, office.priya)


def test_all_move_by_days_at_the_same_times(office: Office, changer: Changer, three: list[Interview]) -> None:
    assert "All of J.S.'s 3 interviews ahead" in changer.open(three[1]).reading()
    step = changer.press("move_all").reading()
    assert "Tue 24 Nov, 2:30 pm" in step
    assert "by the clocks in Kolkata time" in step
    changer.submit(days="7")
    done = changer.view.reading()
    assert "Moved." in done
    for day in ("Tue 1 Dec", "Wed 2 Dec", "Thu 3 Dec"):
        assert f"{day}, 2:30 pm" in done
    assert [now(office, each).starts_at - each.starts_at for each in three] == [7 * DAY] * 3
    assert len(planned(office, "reminder")) == 3


def test_the_time_of_day_stays_when_the_clocks_change(office: Office, ana: Person) -> None:
    booked_by_ana = booked(office, ["Ben Okoro"], datetime(2027, 3, 26, 9, 0, tzinfo=UTC), by=ana)
    booked(office, ["Ben Okoro"], datetime(2027, 3, 26, 1, 30, tzinfo=UTC), by=ana, candidate=booked_by_ana.candidate)
    changer = Changer(office, ana)
    changer.open(booked_by_ana)
    changer.press("move_all")
    assert "clocks leave out on that day" in changer.submit(days="2").errors["days"]
    changer.submit(days="3")
    assert "outside 8 to 19" not in changer.view.reading(), "nobody of whom a zone is known is in the room"
    assert now(office, booked_by_ana).starts_at == datetime(2027, 3, 29, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "sentence"), [("0", "whole number of days"), ("-2", "in the past"), ("999", "at most")]
)
def test_days_that_cannot_be_are_said(
    office: Office, changer: Changer, three: list[Interview], days: str, sentence: str
) -> None:
    changer.open(three[0])
    changer.press("move_all")
    assert sentence in changer.submit(days=days).errors["days"]
    assert [now(office, each) for each in three] == three


def test_what_is_worth_a_look_is_shown_before(
    office: Office, changer: Changer, three: list[Interview], ana: Person
) -> None:
    booked(office, [ana], office.clock() + 8 * DAY, candidate="Li Wei", minutes=three[0].minutes)
    changer.open(three[0])
    changer.press("move_all")
    changer.submit(days="7")
    assert "Tue 1 Dec, 2:30 pm–3:15 pm: Ana Costa has another interview" in changer.view.reading()
    assert [now(office, each) for each in three] == three
    changer.submit()
    assert "Moved." in changer.view.reading()
    assert now(office, three[0]).starts_at == three[0].starts_at + 7 * DAY


def test_those_that_move_along_are_in_nobody_s_way(office: Office, changer: Changer, three: list[Interview]) -> None:
    """Each comes to where the next one was."""
    changer.open(three[0])
    changer.press("move_all")
    changer.submit(days="1")
    assert "Moved." in changer.view.reading()
    assert [now(office, each).starts_at - each.starts_at for each in three] == [DAY] * 3


def test_all_are_cancelled(office: Office, changer: Changer, three: list[Interview]) -> None:
    changer.open(three[0])
    changer.press("cancel_all")
    office.desk.fault("view_submission", "twice", times=1)
    changer.submit(reason="Withdrew")
    assert "Cancelled." in changer.view.reading()
    office.desk.settled()
    assert {now(office, each).state for each in three} == {State.CANCELLED}
    assert len(changes(office, "interview.cancelled")) == 3
    assert planned(office, "reminder") == planned(office, "digest") == []


def test_what_changed_meanwhile_is_shown_first(office: Office, changer: Changer, three: list[Interview]) -> None:
    for step, fields in (("move_all", {"days": "7"}), ("cancel_all", {})):
        changer.open(three[0])
        changer.press(step)
        with office.db.begin() as session:
            by, moment = office.priya.id, office.clock()
            later = now(office, three[2]).starts_at + timedelta(minutes=15)
            arranging.move(session, office.acme.id, three[2].id, later, 45, by, moment)
        changer.submit(**fields)
        assert "while you had it open" in changer.view.reading()
        booked(office, ["Ben Okoro"], office.clock() + 5 * DAY, candidate=three[0].candidate)
        changer.submit(**fields)
        assert "while you had it open" in changer.view.reading(), "there is one more now"
        assert now(office, three[0]).starts_at == three[0].starts_at
        assert now(office, three[0]).state is State.PLANNED
        changer.person.close(changer.view, everything=True)


def test_those_of_somebody_else_are_not_changed_along(
    office: Office, changer: Changer, three: list[Interview], ana: Person
) -> None:
    changer.open(three[0])
    changer.press("cancel_all")
    booked(office, ["Ben Okoro"], office.clock() + 5 * DAY, candidate=three[0].candidate, by=ana)
    assert "Somebody else arranged some of these" in changer.submit().errors["reason"]
    assert {now(office, each).state for each in three} == {State.PLANNED}
    changer.person.close(changer.view, everything=True)
    assert "All of" not in changer.open(three[0]).reading()
