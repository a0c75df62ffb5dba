"""`/interview mine`, `today`, `week` of those who may change anyone's interviews: those that others arrange."""

from datetime import timedelta

import pytest

from prep.interviews import State
from sandbox.client import Person
from storage.tables import Workspace
from tests.slackapp.booking import booked, known
from tests.slackapp.changer import Changer, now
from tests.slackapp.mail import mail
from tests.slackapp.office import Office
from tests.slackapp.settings_modal import admin
from tests.slackapp.test_mine import buttons

pytestmark = pytest.mark.in_turn

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WORDS = ("mine", "today", "week")


def lets_move(office: Office, *people: Person) -> None:
    """The workspace lets these people move anyone's interviews."""
    known(office, *people)
    with office.db.begin() as session:
        row = session.get(Workspace, office.acme.id)
        assert row
        row.movers = [each.id for each in people]


@pytest.mark.parametrize("who", ["admin", "mover"])
def test_who_may_change_all_finds_what_others_arranged(office: Office, who: str) -> None:
    boss = admin(office, locale="de-DE") if who == "admin" else office.acme.person("Mo Mover", "Europe/Berlin")
    lets_move(office, *([boss] if who == "mover" else []))
    interview = booked(office, ["Dana Fox"], office.clock() + HOUR)
    booked(office, ["Dana Fox"], office.clock() + 3 * DAY, candidate="Li Wei")
    booked(office, ["Dana Fox"], office.clock() + 9 * DAY, candidate="Maria Kowalski")
    for word, lead, hidden in (
        ("mine", "Others arrange 3 interviews that you may change", []),
        ("week", "The next seven days: 2 interviews that others arrange", ["M.K."]),
        ("today", "Today: 1 interview that others arrange", ["M.K.", "L.W."]),
    ):
        message = office.ask(word, by=boss)
        read = message.reading()
        assert lead in read
        assert "Arranged by Priya Nair." in read
        assert not any(each in read for each in hidden)
        assert buttons(message) == ["Change"] * (3 - len(hidden))
        assert "Priya" not in message.text[:80]
    changer = Changer(office, boss)
    assert changer.does(interview, "cancel").title == "Done"
    assert now(office, interview).state is State.CANCELLED
    assert "J.S." not in office.ask("mine", by=boss).reading()


def test_others_come_after_ones_own_and_what_is_over_does_not(office: Office) -> None:
    ada = admin(office, locale="de-DE")
    booked(office, ["Dana Fox"], office.clock() + HOUR, candidate="Over Already")
    office.clock.forward(hours=2)
    booked(office, [ada], office.clock() + DAY, candidate="Hedy Lamarr")
    booked(office, ["Dana Fox"], office.clock() + 2 * HOUR, candidate="Li Wei", by=ada)
    booked(office, ["Dana Fox"], office.clock() + HOUR, candidate="Maria Kowalski")
    read = office.ask("mine", by=ada).reading()
    assert "You hold 1 interview, you arrange 1 other and others arrange 1 that you may change" in read
    places = [read.rindex(each) for each in ("You hold", "H.L.", "You arrange", "L.W.", "Arranged by others", "M.K.")]
    assert places == sorted(places)
    assert read.count("H.L.") == 1
    read = office.ask("week", by=ada).reading()
    assert "The next seven days: 1 interview that you arrange, 2 that others do" in read
    assert read.index("You arrange") < read.index("Arranged by others")
    assert "O.A." not in read


def test_nobody_else_finds_them(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    guest = office.acme.person("Gus Guest", "Europe/Berlin", kind="guest")
    lets_move(office, guest)
    booked(office, ["Dana Fox"], office.clock() + HOUR)
    for word in WORDS:
        read = office.ask(word, by=ana).reading()
        assert "J.S." not in read
        assert "others" not in read
        refused = office.ask(word, by=guest).reading()
        assert "for members of this workspace" in refused
        assert "J.S." not in refused


def test_whoever_may_change_them_no_longer_is_refused_at_the_press(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    lets_move(office, ana)
    booked(office, ["Dana Fox"], office.clock() + HOUR)
    message = office.ask("today", by=ana)
    lets_move(office)
    ana.press(message, "change.open")
    assert "isn't yours to change" in mail(ana, "arranged by Priya Nair").reading()
    assert ana.modals() == []


def test_where_nobody_arranged_anything_that_is_said(office: Office) -> None:
    ada = admin(office)
    assert "you are in none, and nobody arranged any" in office.ask("mine", by=ada).text
    assert "none ahead that others do. Neither have the next seven days." in office.ask("today", by=ada).text
    assert "no interviews that you arrange, and none ahead that others do." in office.ask("week", by=ada).text
    booked(office, ["Dana Fox"], office.clock() + 2 * DAY)
    message = office.ask("today", by=ada)
    assert "The next seven days have 1 interview." in message.text
    assert "The next seven days" in buttons(message)


def test_many_are_shown_a_page_at_a_time_and_each_page_fits(office: Office) -> None:
    ada, ana = admin(office), office.acme.person("Ana Costa", "Europe/Berlin")
    people: list[Person | None] = [ada, None, ana]
    first = booked(office, [ada], office.clock() + HOUR)
    for number in range(1, 40):
        who: list[Person | str] = [ada] if number % 4 == 0 else ["Dana Fox"]
        at = office.clock() + number * DAY
        booked(office, who, at, candidate=first.candidate, by=people[number % 3])
    message = office.ask("mine", by=ada)
    changes = 0
    for page in (1, 2, 3, 4):
        assert f"page {page} of 4" in message.text
        assert len(message.blocks) <= 50
        changes += buttons(message).count("Change")
        if page < 4:
            ada.press(message, "mine.page.next")
            message = ada.wait_message(ada.dm_channel(), containing=f"page {page + 1} of 4")
    assert changes == 40
