"""Reactions on messages that are still being sent: nobody knows yet whose they are."""

from tests.slackapp.office import Office, until
from tests.slackapp.rating import after_all, noted, remembered, said


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
