"""The day message keeps up with what happens: the same message, drawn anew."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from prep.handing_over import Said
from prep.interviews import Interview, Seat
from prep.messages import Kind
from sandbox.client import Message, Person
from storage import arranging, handing_over, interviews, substitutes
from storage.panels import Seated
from tests.slackapp.arranger import HERS, Arranger
from tests.slackapp.booking import booked, known
from tests.slackapp.changer import Changer
from tests.slackapp.mail import all_told, at, mail, settled
from tests.slackapp.office import Office, until
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def read_at(office: Office, interview: Interview) -> list[datetime | None]:
    """When those in the room said that they read of it."""
    with office.db.read() as session:
        found = interviews.find(session, office.acme.id, interview.id)
        assert found
        return [each.read_at for each in found.panel]


def a_day(office: Office) -> tuple[Arranger, Message, Interview, Person, Person]:
    """Priya's day message with one interview of Ana's and Ben's."""
    ana, ben = ana_and_ben(office)
    interview = booked(office, [ana, ben], TEN_THIRTY)
    for each in (ana, ben):
        all_told(office, each)
    priya = Arranger(office, office.priya)
    return priya, priya.day(), interview, ana, ben


def test_what_is_moved_and_called_off(office: Office) -> None:
    priya, message, interview, *_ = a_day(office)
    Changer(office, office.priya).does(interview, "move", day="2026-11-24", start="16:00", minutes="45")
    reading = priya.reads(message, "4:00 pm–4:45 pm · J.S.", "Ana Costa (4:00 pm)")
    assert "3:00 pm" not in reading
    priya.does(
        lambda session, team: arranging.move(session, team, interview.id, TEN_THIRTY + DAY, 45, office.priya.id, HERS)
    )
    assert "J.S." not in priya.reads(message, "Tuesday 24 November: nothing is ahead any more of what you arrange")
    priya.does(lambda session, team: arranging.move(session, team, interview.id, TEN_THIRTY, 45, office.priya.id, HERS))
    priya.reads(message, "1 interview", "3:00 pm–3:45 pm · J.S.")
    priya.does(lambda session, team: arranging.cancel(session, team, interview.id, office.priya.id, HERS))
    priya.reads(message, "nothing is ahead any more")
    assert len(priya.got()) == 1, "they did it themselves, so nothing new has come"


def test_who_is_put_in_taken_off_or_cannot_come(office: Office) -> None:
    priya, message, interview, ana, ben = a_day(office)

    def restaff(session: Session, team: str, *people: Person) -> None:
        seats = [Seated(each.id, "", Seat.INTERVIEWER) for each in people]
        arranging.restaff(session, team, interview.id, seats, office.priya.id, HERS)

    priya.does(lambda session, team: restaff(session, team, ben))
    assert "Ana" not in priya.reads(message, "Not opened yet: Ben Okoro (3:00 pm).")
    priya.does(lambda session, team: restaff(session, team, ana, ben))
    priya.reads(message, "Ana Costa")
    at(office, MORNING)
    ben.press(mail(ben, "Tuesday 24 November"), "cannot.open")
    ben.submit(ben.wait_modal(containing="Tell them"), {})
    reading = priya.reads(
        message, "1 needs you", "Needs you\n3:00 pm–3:45 pm · J.S.", "Ben Okoro can't come.  [Change]"
    )
    assert "Fine" not in reading
    mail(office.priya, "can't make it")
    assert len(priya.got()) == 2, "one message more: the one that says so"


def test_who_handed_it_over_and_what_was_answered(office: Office) -> None:
    priya, message, interview, ana, _ = a_day(office)
    chloe = office.acme.person("Chloé Martin", "Europe/Paris")
    known(office, chloe)

    def ask(session: Session, team: str) -> None:
        held = handing_over.hold(session, team, interview.id)
        assert held
        handing_over.ask(session, team, held, ana.id, chloe.id, Said(), HERS)

    def refuse(session: Session, team: str) -> None:
        [request] = substitutes.of_interviews(session, team, [interview.id])
        held = handing_over.hold(session, team, interview.id)
        assert held
        handing_over.refuse(session, team, request, held, HERS)

    priya.does(ask)
    reading = priya.reads(message, "Somebody else was asked, and has not answered yet", "nothing needs you")
    assert "Not opened yet: Ben Okoro (3:00 pm)." in reading
    priya.does(refuse)
    priya.reads(message, "1 needs you", "Ana Costa can't come.")


def test_what_is_added_to_the_day_later(office: Office) -> None:
    priya, message, _, ana, _ = a_day(office)
    booked(office, [ana], TEN_THIRTY + 3 * HOUR, candidate="Mo Khan")
    office.assembled.metronome.nudge()
    priya.reads(message, "2 interviews", "6:00 pm–6:45 pm · M.K.")
    booked(office, [ana], TEN_THIRTY + DAY, candidate="Kim Lee")
    booked(office, [ana], TEN_THIRTY + HOUR, candidate="Lou Reed", by=ana)
    assert "K.L." not in priya.now(message)
    assert priya.deliveries(Kind.EDIT)[0][0] == "sent"
    assert len([each for each in priya.deliveries(Kind.EDIT) if each[0] == "sent"]) == 1, "not of other days or people"


def test_who_has_read_it_by_the_button(office: Office) -> None:
    priya, message, interview, ana, _ = a_day(office)
    at(office, MORNING)
    ana.press(mail(ana, "Tuesday 24 November"), "digest.read")
    assert "Ana Costa (3:00 pm)" not in priya.reads(message, "Not opened yet: Ben Okoro (3:00 pm).")
    assert read_at(office, interview) == [MORNING, None]
    assert len(priya.got()) == 1


@pytest.mark.parametrize("emoji", ["white_check_mark", "+1::skin-tone-3", "eyes"])
def test_who_has_read_it_by_a_reaction_and_takes_it_back(office: Office, emoji: str) -> None:
    priya, message, _, ana, _ = a_day(office)
    at(office, MORNING)
    digest = mail(ana, "Tuesday 24 November")
    settled(office, Kind.DIGEST, "sent", "sent")
    ana.react(digest, emoji)
    priya.reads(message, "Not opened yet: Ben Okoro (3:00 pm).")
    ana.unreact(digest, emoji)
    priya.reads(message, "Not opened yet: Ana Costa (3:00 pm) and Ben Okoro (3:00 pm).")


def test_who_cannot_be_reached_and_can_again(office: Office) -> None:
    priya, message, _, ana, ben = a_day(office)
    office.desk.fault("chat.postMessage", "error", times=2, error="messages_tab_disabled")
    at(office, MORNING)
    reading = priya.reads(message, "I can't reach Ana Costa and I can't reach Ben Okoro.")
    assert "Not opened" not in reading
    until(lambda: len(priya.got()) == 3)
    at(office, TEN_THIRTY - timedelta(minutes=15))
    mail(ana, "In 15 minutes")
    mail(ben, "In 15 minutes")
    priya.reads(message, "nothing needs you", "Not opened yet: Ana Costa (3:00 pm) and Ben Okoro (3:00 pm).")
    assert len(priya.got()) == 3


def test_many_who_read_at_once_are_few_changes(office: Office) -> None:
    people = office.acme.people([f"Somebody {number}" for number in range(8)], "Europe/Berlin")
    for each in people:
        booked(office, [each], TEN_THIRTY)
        all_told(office, each)
    priya = Arranger(office, office.priya)
    message = priya.day()
    at(office, MORNING)
    mornings = [mail(each, "Tuesday 24 November") for each in people]
    office.desk.fault("chat.update", "rate_limited", times=1, seconds=3)
    for each, morning in zip(people, mornings, strict=True):
        each.press(morning, "digest.read")
    until(lambda: "Not opened" not in priya.now(message) and office.sent())
    changes = [state for state, _ in priya.deliveries(Kind.EDIT) if state == "sent"]
    assert len(changes) < len(people) / 2, "one waits at a time"


def test_what_changes_while_it_is_on_its_way_is_in_it(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = booked(office, [ana, ben], TEN_THIRTY)
    for each in (ana, ben):
        all_told(office, each)
    office.desk.fault("chat.postMessage", "slow", times=1, seconds=2)
    at(office, HERS)
    priya = Arranger(office, office.priya)
    until(lambda: priya.deliveries(Kind.DAY)[0][0] == "sending")
    priya.does(
        lambda session, team: arranging.move(session, team, interview.id, TEN_THIRTY + HOUR, 45, office.priya.id, HERS)
    )
    message = priya.day()
    priya.reads(message, "4:00 pm–4:45 pm · J.S.")


def test_what_is_over_is_counted_and_the_day_ends_without_anybodys_name(office: Office) -> None:
    priya, message, interview, ana, _ = a_day(office)
    booked(office, [ana], TEN_THIRTY + 5 * HOUR, candidate="Mo Khan")
    priya.reads(message, "2 interviews")
    office.clock.at = TEN_THIRTY + HOUR
    priya.does(
        lambda session, team: arranging.edit(session, team, interview.id, interview.links, "x", ana.id, office.clock())
    )
    reading = priya.reads(message, "1 is over.")
    assert "J.S." not in reading
    assert "Not opened yet: Ana Costa (8:00 pm)." in reading
    at(office, HERS + DAY - 8.6 * HOUR)
    assert "Ana" in priya.now(message), "not yet midnight where Priya is"
    at(office, HERS + DAY - 8.5 * HOUR)
    reading = priya.reads(message, "Tuesday 24 November: 2 interviews that you arranged. That is over.")
    assert "Ana" not in reading
    priya.does(
        lambda session, team: arranging.edit(session, team, interview.id, interview.links, "y", ana.id, office.clock())
    )
    assert office.sent(), "it is left alone from here on"


def test_a_reader_who_flies_has_their_day_by_the_clocks_there(office: Office) -> None:
    priya, message, interview, *_ = a_day(office)
    office.priya.update(zone="America/New_York", locale="en-GB")
    office.desk.settled()
    priya.does(
        lambda session, team: arranging.move(
            session, team, interview.id, TEN_THIRTY + 15 * HOUR, 45, office.priya.id, HERS
        )
    )
    priya.reads(message, "New York time", "19:30–20:15 · J.S.")
