"""When somebody cannot be reached, whoever arranged their interviews hears of it."""

from datetime import time, timedelta

from structlog.testing import capture_logs

from prep.messages import Kind
from sandbox.client import Message, Person
from storage import agenda, preferences, unreached
from storage.deliveries import State
from tests.slackapp.booking import booked
from tests.slackapp.jobs.postroom import Postroom
from tests.slackapp.mail import states
from tests.slackapp.office import Office, until


def told(postroom: Postroom) -> list[Message]:
    """What Priya has in her messages with the app."""
    return [each for each in postroom.office.priya.dm() if not each.ephemeral]


def test_whoever_arranged_it_is_told_once(postroom: Postroom) -> None:
    """Once an interview and person, however many messages fail: "added", then the morning message."""
    office = postroom.office
    [ana] = postroom.people(["Ana Costa"])
    booked(office, [ana], office.clock() + timedelta(days=1, hours=6))
    _wants_no_overview(office)
    for times, pause in enumerate((timedelta(minutes=11), timedelta(days=1)), 1):
        office.desk.fault("chat.postMessage", "error", times=1, error="messages_tab_disabled")
        office.clock.at += pause
        postroom.later(1)
        _failed(postroom, ana, times)
        postroom.later(1)
        until(lambda: states(office, Kind.UNREACHED) == [(State.SENT, None)])
    [message] = told(postroom)
    assert "Ana Costa" in message.text
    assert postroom.posted(ana) == 0


def test_who_arranged_it_and_cannot_be_reached_is_not_told_of_themselves(postroom: Postroom) -> None:
    office = postroom.office
    booked(office, [office.priya], office.clock() + timedelta(minutes=20))
    office.desk.fault("chat.postMessage", "error", times=1, error="messages_tab_disabled")
    office.clock.forward(minutes=6)
    postroom.tick()
    until(lambda: (State.FAILED, "messages_tab_disabled") in postroom.rows(office.priya))
    assert states(office, Kind.UNREACHED) == []


def test_a_message_that_has_nothing_to_do_with_an_interview_tells_nobody(postroom: Postroom) -> None:
    [ana] = postroom.people(["Ana Costa"])
    postroom.office.desk.fault("chat.postMessage", "error", times=1, error="messages_tab_disabled")
    postroom.send(ana)
    postroom.becomes(ana, (State.FAILED, "messages_tab_disabled"))
    assert [row for row in postroom.rows() if row[0] != State.FAILED] == []


def _wants_no_overview(office: Office) -> None:
    """Priya's day message would come on the next morning, before Ana's."""
    with office.db.begin() as session:
        preferences.keep(
            session, office.acme.id, office.priya.id, at=time(8, 30), days=[1], reminder_minutes=15, muted=[Kind.DAY]
        )
        agenda.member_changed(session, office.acme.id, office.priya.id, office.clock())


def _failed(postroom: Postroom, person: Person, times: int) -> None:
    until(lambda: postroom.rows(person).count((State.FAILED, "messages_tab_disabled")) == times)


def test_a_mistake_of_ours_is_told_once_for_all_interviews_and_as_what_it_is(postroom: Postroom) -> None:
    """Slack does not take the message itself: the person can be reached, and is not said not to be."""
    office = postroom.office
    [ana] = postroom.people(["Ana Costa"])
    for hours, candidate in enumerate(("Jane Smith", "Mo Khan", "Uma Rao")):
        booked(office, [ana], office.clock() + timedelta(days=1, hours=hours), candidate=candidate)
    office.desk.fault("chat.postMessage", "error", times=1, error="invalid_blocks")
    office.clock.forward(minutes=11)
    with capture_logs() as logs:
        postroom.tick()
        postroom.becomes(ana, (State.FAILED, "invalid_blocks"), *postroom.rows(ana)[1:])
        until(lambda: [each for each in logs if each["event"] == "something failed"])
    [logged] = [each for each in logs if each["event"] == "something failed"]
    postroom.later(1)
    until(lambda: (State.SENT, None) in states(office, Kind.UNREACHED))
    [message] = told(postroom)
    reading = message.reading()
    assert reading.startswith("I couldn't send Ana Costa a message")
    assert [each in reading for each in ("J.S.", "M.K.", "U.R.")] == [True] * 3
    assert (
        "Please tell them about these interviews yourself. Something went wrong on my side, not on theirs. "
        f"Please tell whoever runs this app: {logged['id']}."
    ) in reading
    with office.db.read() as session:
        assert unreached.among(session, office.acme.id, [ana.id]) == frozenset()
    failed = {"kind": "added", "state": "failed"}
    assert office.assembled.metrics.registry.get_sample_value("interview_prep_deliveries_total", failed) == 1


def test_a_mistake_of_ours_leaves_whoever_cannot_be_reached_as_they_are(postroom: Postroom) -> None:
    office = postroom.office
    [ana] = postroom.people(["Ana Costa"])
    for error in ("user_disabled", "msg_too_long"):
        office.desk.fault("chat.postMessage", "error", times=1, error=error)
        postroom.send(ana)
        postroom.becomes(ana, *postroom.rows(ana)[:-1], (State.FAILED, error))
        postroom.later(1)
    with office.db.read() as session:
        assert unreached.among(session, office.acme.id, [ana.id]) == {ana.id}
