"""A message whose answer was lost and that is found in Slack: what was said on it meanwhile is not lost."""

from sandbox.client import Message
from slackapp.jobs.delivering import LEASE
from storage.deliveries import State
from tests.slackapp.jobs.postroom import Postroom
from tests.slackapp.office import until
from tests.slackapp.rating import after_all, noted, now, remembered, said


def lost(postroom: Postroom) -> Message:
    """A set of three in Priya's messages, of which the app does not know whether Slack has it."""
    office = postroom.office
    office.desk.fault("chat.postMessage", "drop_after", times=1)
    office.priya.press(office.ask("trust-safety 3"), "set.send")
    return office.priya.wait_message(office.priya.dm_channel(), containing="asked me to keep")


def test_the_reactions_of_a_message_that_was_found_are_read_once(postroom: Postroom) -> None:
    message, priya = lost(postroom), postroom.office.priya
    postroom.office.desk.fault("event:reaction_added", "drop_before", times=None)
    priya.react(message, "one")
    priya.react(message, "three")
    after_all(postroom.office)
    postroom.later(LEASE.total_seconds())
    remembered(postroom.office, message)
    noted(priya, message, "Noted: 1, 3")
    assert said(postroom.office, message) == {(priya.id, 1, "helped"), (priya.id, 3, "helped")}
    assert postroom.calls("reactions.get") == 1


def test_what_an_event_told_is_later_than_what_is_read(postroom: Postroom) -> None:
    message, priya = lost(postroom), postroom.office.priya
    priya.react(message, "one")
    priya.react(message, "two")
    after_all(postroom.office)
    postroom.office.desk.fault("reactions.get", "slow", times=1, seconds=1)
    postroom.later(LEASE.total_seconds())
    remembered(postroom.office, message)
    priya.unreact(message, "two")
    after_all(postroom.office)
    until(lambda: postroom.calls("reactions.get") == 1)
    postroom.passing(lambda: now(priya, message).text.endswith("\nNoted: 1"))
    assert said(postroom.office, message) == {(priya.id, 1, "helped")}


def test_a_message_is_settled_though_slack_does_not_say_its_reactions(postroom: Postroom) -> None:
    message, priya = lost(postroom), postroom.office.priya
    postroom.office.desk.fault("reactions.get", "error", times=1, error="missing_scope")
    postroom.later(LEASE.total_seconds())
    remembered(postroom.office, message)
    until(lambda: postroom.calls("reactions.get") == 1)
    assert postroom.rows(priya) == [(State.SENT, None)]
    priya.react(message, "two")
    noted(priya, message, "Noted: 2")
