"""The machine's clock is put forward or back: nobody waits for as long as the step, and nothing is sent twice."""

import pytest

from slackapp.jobs.answers import LONGEST_SECONDS
from slackapp.jobs.delivering import LEASE
from storage.deliveries import State
from tests.slackapp.jobs.postroom import Postroom
from tests.slackapp.office import until

LEASE_SECONDS = LEASE.total_seconds()


def test_a_clock_put_back_an_hour_holds_up_no_next_message(postroom: Postroom) -> None:
    """Neither the workspace's budget nor the second between two messages to one person does."""
    [ana] = postroom.people(["Ana Costa"])
    postroom.send(ana)
    postroom.becomes(ana, (State.SENT, None))
    postroom.machine.put(hours=-1)
    postroom.send(ana)
    postroom.becomes(ana, (State.SENT, None), (State.SENT, None))
    assert postroom.posted(ana) == 2


@pytest.mark.parametrize("seconds", [40, 86_400])
def test_nor_does_it_hold_up_what_waits_to_be_tried_again(postroom: Postroom, seconds: float) -> None:
    """And no patience that Slack asks for is longer than a quarter of an hour."""
    [ana] = postroom.people(["Ana Costa"])
    postroom.office.desk.fault("chat.postMessage", "rate_limited", times=1, seconds=seconds)
    postroom.send(ana)
    postroom.becomes(ana, (State.PLANNED, "ratelimited"))
    postroom.later(min(seconds, LONGEST_SECONDS) - 1)
    until(lambda: postroom.calls("chat.postMessage") == 1, 1)
    postroom.machine.put(hours=-1)
    postroom.tick()
    postroom.becomes(ana, (State.SENT, None))


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_message_that_is_on_its_way_meanwhile_is_sent_once(postroom: Postroom, hours: int) -> None:
    """Its claim seems to have run out, or to last for an hour; it is being sent, and Slack has nothing yet."""
    [ana] = postroom.people(["Ana Costa"])
    postroom.office.desk.fault("chat.postMessage", "slow", times=1, seconds=2)
    postroom.send(ana)
    until(lambda: postroom.rows(ana) == [(State.SENDING, None)])
    postroom.machine.put(hours=hours)
    for _ in range(5):
        postroom.later(LEASE_SECONDS / 10)
    assert postroom.calls("conversations.history") == 0
    postroom.becomes(ana, (State.SENT, None))
    assert postroom.posted(ana) == 1


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_message_that_was_lost_is_looked_up_one_lease_later(postroom: Postroom, hours: int) -> None:
    [ana] = postroom.people(["Ana Costa"])
    postroom.office.desk.fault("chat.postMessage", "drop_after", times=1)
    postroom.send(ana)
    until(lambda: postroom.posted(ana) == 1)
    postroom.machine.put(hours=hours)
    begun = postroom.machine.passed
    postroom.passing(lambda: postroom.rows(ana) == [(State.SENT, None)], 1)
    assert LEASE_SECONDS <= postroom.machine.passed - begun < 10 * LEASE_SECONDS
    assert (postroom.posted(ana), postroom.calls("conversations.history")) == (1, 1)


def test_a_look_up_that_is_forbidden_is_made_again_in_a_quarter_of_an_hour(postroom: Postroom) -> None:
    [ana] = postroom.people(["Ana Costa"])
    postroom.office.desk.fault("chat.postMessage", "drop_after", times=1)
    postroom.office.desk.fault("conversations.history", "error", times=1, error="missing_scope")
    postroom.send(ana)
    until(lambda: postroom.posted(ana) == 1)
    begun = postroom.machine.passed
    postroom.passing(lambda: postroom.rows(ana) == [(State.SENT, None)], 5)
    assert postroom.machine.passed - begun >= LONGEST_SECONDS
    assert (postroom.posted(ana), postroom.calls("conversations.history")) == (1, 2)
