"""Reactions on messages that are still being sent: nobody knows yet whose they are."""

from datetime import timedelta

from storage import arranging
from tests.slackapp.booking import booked, seats
from tests.slackapp.mail import at, mail, numbers
from tests.slackapp.office import Office, until
from tests.slackapp.rating import after_all, noted, now, remembered, said


def test_a_reaction_on_a_message_that_is_still_being_sent_counts_once_it_is(office: Office) -> None:
    set_ = office.ask("trust-safety 3")
    office.desk.latency(1500)
    office.priya.press(set_, "set.send")
    message = office.priya.wait_message(office.priya.dm_channel(), containing="asked me to keep")
    office.priya.react(message, "one")
    office.priya.react(message, "two")
    office.priya.unreact(message, "one")
    after_all(office)
    assert said(office, message) == set(), "it is not settled yet"
    office.desk.latency(0)
    remembered(office, message)
    assert said(office, message) == {(office.priya.id, 2, "helped")}
    noted(office.priya, message, "Noted: 2")


def test_a_reaction_on_a_shared_set_that_is_still_being_sent_counts_too(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    room = office.acme.channel("hiring", [office.priya, ana])
    room.add(office.installation)
    office.priya.press(office.ask("trust-safety 3", where=room), "set.share")
    view = office.priya.wait_modal(containing="Share")
    office.desk.latency(700)
    office.priya.submit(view, {})
    message = ana.wait_message(room, containing="Shared by")
    ana.react(message, "three")
    after_all(office)
    office.desk.latency(0)
    remembered(office, message)
    until(lambda: said(office, message) == {(ana.id, 3, "helped")})


def test_a_number_that_a_change_adds_counts_once_the_change_is_settled(office: Office) -> None:
    ana, ben = (office.acme.person(name, "Europe/Berlin") for name in ("Ana Costa", "Ben Okoro"))
    interview = booked(office, [ana, ben], office.clock() + timedelta(days=1))
    at(office, interview.starts_at - timedelta(hours=1))
    message = remembered(office, mail(ana, "Tuesday 24 November"))
    office.rest()
    assert "4. " not in now(ana, message).reading()
    office.desk.latency(1500)
    with office.db.begin() as session:
        arranging.restaff(session, office.acme.id, interview.id, seats([ana]), office.priya.id, office.clock())
    office.assembled.metronome.nudge()
    until(lambda: "4. " in now(ana, message).reading())
    ana.react(message, "four")
    after_all(office)
    assert 4 not in numbers(office, message).values(), "it is not settled yet"
    office.desk.latency(0)
    until(lambda: 4 in numbers(office, message).values())
    assert said(office, message) == {(ana.id, 4, "helped")}
    noted(ana, message, "Noted: 4")
