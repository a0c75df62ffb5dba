"""Keeping a set in one's messages with the app."""

import pytest

from sandbox.client import Message
from sandbox.state.faults import Trouble
from storage import claims
from storage.deliveries import State
from storage.tables import Delivery
from tests.slackapp.mail import numbers
from tests.slackapp.office import Office, until
from tests.slackapp.test_ask import numbered


def kept(office: Office) -> list[Message]:
    """What is in Priya's messages with the app and stays there."""
    return [each for each in office.priya.dm() if not each.ephemeral]


def states(office: Office) -> list[tuple[str, str | None]]:
    """Every delivery's state and reason."""
    with office.db.read() as session:
        return [(row.state, row.reason) for row in session.query(Delivery)]


def test_send_to_me_keeps_the_very_questions_that_were_shown(office: Office) -> None:
    message = office.ask("trust-safety")
    office.clock.forward(days=1)  # the set would be another one by now
    office.priya.press(message, "set.send")
    sent = office.priya.wait_message(office.priya.dm_channel(), containing="asked me to keep")
    assert numbered(sent.text) == numbered(message.text)
    assert not sent.ephemeral
    until(lambda: states(office) == [(State.SENT, None)])
    assert sorted(filter(None, numbers(office, sent).values())) == list(range(1, 9))


def test_the_person_is_told_where_to_look(office: Office) -> None:
    room = office.acme.channel("hiring", [office.priya])
    message = office.ask("trust-safety", where=room)
    office.priya.press(message, "set.send")
    office.priya.wait_message(room, containing="On its way")


def test_a_press_that_slack_delivers_twice_sends_once(office: Office) -> None:
    message = office.ask("trust-safety")
    office.desk.fault("block_actions", "twice", times=1)
    office.priya.press(message, "set.send")
    office.priya.wait_message(office.priya.dm_channel(), containing="asked me to keep")
    until(lambda: states(office) == [(State.SENT, None)])
    assert len(kept(office)) == 1


def test_what_slack_refuses_for_now_is_sent_later(office: Office) -> None:
    message = office.ask("trust-safety")
    office.desk.fault("chat.postMessage", "rate_limited", times=1, seconds=30)
    office.priya.press(message, "set.send")
    until(lambda: states(office) == [(State.PLANNED, "ratelimited")])
    assert kept(office) == []


def test_what_slack_never_takes_is_marked_failed(office: Office) -> None:
    message = office.ask("trust-safety")
    office.desk.fault("chat.postMessage", "error", times=1, error="messages_tab_disabled")
    office.priya.press(message, "set.send")
    until(lambda: states(office) == [(State.FAILED, "messages_tab_disabled")])


@pytest.mark.parametrize("kind", ["drop_after", "http_500"])
def test_what_slack_may_have_taken_is_not_sent_again(office: Office, kind: Trouble) -> None:
    message = office.ask("trust-safety")
    office.desk.fault("chat.postMessage", kind, times=1)
    office.priya.press(message, "set.send")
    office.priya.wait_message(office.priya.dm_channel(), containing="On its way")
    until(lambda: office.desk.calls("chat.postMessage"))
    assert [state for state, _ in states(office)] == [State.SENDING]
    assert len(kept(office)) == (1 if kind == "drop_after" else 0)


def test_a_workspace_that_took_the_app_out_gets_nothing_more(office: Office) -> None:
    office.acme.emit(office.installation, {"type": "app_uninstalled"})
    office.desk.settled()
    message = office.ask("trust-safety")
    office.priya.press(message, "set.send")
    office.priya.wait_message(office.priya.dm_channel(), containing="On its way")
    assert [state for state, _ in states(office)] == [State.PLANNED]
    with office.db.read() as session:
        assert claims.waiting(session, office.clock(), office.clock()) == []
