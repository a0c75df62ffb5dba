"""Slack in trouble: what was surely not taken is sent later, what may have been taken is looked up first."""

from datetime import time, timedelta
from time import time as seconds

import pytest

from prep.messages import Kind
from sandbox.state.faults import Trouble
from slackapp.jobs import answers
from slackapp.jobs.delivering import LEASE
from slackapp.jobs.doubles import RECOUNT
from storage import preferences
from storage.deliveries import State
from tests.slackapp.booking import booked
from tests.slackapp.jobs.postroom import Postroom
from tests.slackapp.mail import states
from tests.slackapp.office import until

LEASE_SECONDS = LEASE.total_seconds()


def test_retry_after_is_obeyed_by_the_whole_workspace(postroom: Postroom) -> None:
    ana, ben = postroom.people(["Ana Costa", "Ben Okoro"])
    postroom.office.desk.fault("chat.postMessage", "rate_limited", times=1, seconds=40)
    postroom.send(ana)
    postroom.becomes(ana, (State.PLANNED, "ratelimited"))
    postroom.machine.forward(39)
    postroom.send(ben)
    postroom.tick()
    until(lambda: postroom.calls("chat.postMessage") == 1, 1)
    assert postroom.rows(ben) == [(State.PLANNED, None)]
    postroom.later(1)
    postroom.becomes(ana, (State.SENT, None))
    postroom.later(1)
    postroom.becomes(ben, (State.SENT, None))
    assert (postroom.posted(ana), postroom.posted(ben)) == (1, 1)


@pytest.mark.parametrize(("trouble", "taken"), [("drop_after", 1), ("drop_before", 0), ("http_500", 0), ("error", 0)])
def test_what_may_have_been_taken_is_looked_up_before_it_is_sent_again(
    postroom: Postroom, trouble: Trouble, taken: int
) -> None:
    [ana] = postroom.people(["Ana Costa"])
    postroom.office.desk.fault("chat.postMessage", trouble, times=1, error="fatal_error")
    postroom.send(ana)
    until(lambda: postroom.calls("chat.postMessage"))
    postroom.later(LEASE_SECONDS - 1)
    postroom.becomes(ana, (State.SENDING, None))
    assert (postroom.posted(ana), postroom.calls("conversations.history")) == (taken, 0)
    postroom.later(1)
    until(lambda: postroom.calls("conversations.history") == 1)
    postroom.becomes(ana, (State.SENT, None))
    assert postroom.posted(ana) == 1
    postroom.later(RECOUNT.total_seconds())
    until(lambda: postroom.calls("conversations.history") == 2 - taken)
    assert postroom.doubled("shown late") == 0


def test_a_history_that_lags_for_less_than_a_lease_hides_nothing(postroom: Postroom) -> None:
    """Slack's history runs by real time here: nothing of this test waits for it but the lag itself."""
    [ana] = postroom.people(["Ana Costa"])
    postroom.office.desk.lag_history(1)
    postroom.office.desk.fault("chat.postMessage", "drop_after", times=1)
    postroom.send(ana)
    until(lambda: postroom.posted(ana) == 1)
    [posted] = [each for each in postroom.office.desk.posted(postroom.office.acme) if each.person == ana.id]
    until(lambda: seconds() > posted.at + 1)
    postroom.later(LEASE_SECONDS)
    postroom.becomes(ana, (State.SENT, None))
    assert postroom.posted(ana) == 1


def test_a_history_that_lags_for_longer_doubles_and_the_double_is_counted(postroom: Postroom) -> None:
    [ana] = postroom.people(["Ana Costa"])
    postroom.office.desk.lag_history(3600)
    postroom.office.desk.fault("chat.postMessage", "drop_after", times=1)
    postroom.send(ana)
    until(lambda: postroom.posted(ana) == 1)
    postroom.later(LEASE_SECONDS)
    postroom.becomes(ana, (State.SENT, None))
    assert postroom.posted(ana) == 2
    postroom.office.desk.lag_history(0)
    postroom.later(RECOUNT.total_seconds())
    until(lambda: postroom.doubled("shown late") == 1)


def test_a_look_up_that_is_not_answered_is_made_again(postroom: Postroom) -> None:
    [ana] = postroom.people(["Ana Costa"])
    postroom.office.desk.fault("chat.postMessage", "drop_after", times=1)
    postroom.office.desk.fault("conversations.history", "http_500", times=1)
    postroom.send(ana)
    until(lambda: postroom.posted(ana) == 1)
    for looked in (1, 2):
        postroom.later(LEASE_SECONDS)
        postroom.called("conversations.history", looked)
    postroom.becomes(ana, (State.SENT, None))
    assert postroom.posted(ana) == 1


def test_a_look_up_that_is_refused_for_good_keeps_no_later_morning_message_back(postroom: Postroom) -> None:
    office = postroom.office
    [ana] = postroom.people(["Ana Costa"])
    for days in (1, 2):
        booked(office, [ana], office.clock() + timedelta(days=days, hours=6), by=ana)
    with office.db.begin() as session:
        preferences.keep(
            session, office.acme.id, ana.id, at=time(8, 30), days=range(1, 8), reminder_minutes=0, muted=[Kind.DAY]
        )
    office.desk.fault("chat.postMessage", "drop_after", times=1)
    office.desk.fault("conversations.history", "error", times=None, error="missing_scope")
    office.clock.forward(hours=23)
    postroom.tick()
    until(lambda: postroom.posted(ana) == 1)
    postroom.later(LEASE_SECONDS)
    until(lambda: states(office, Kind.DIGEST) == [(State.SENDING, None), (State.PLANNED, None)])
    office.clock.forward(days=1)
    postroom.passing(lambda: states(office, Kind.DIGEST) == [(State.SENDING, None), (State.SENT, None)], 1)
    office.desk.lift()
    # A look-up that was on its way may be refused only now, and waits from now on.
    postroom.passing(lambda: states(office, Kind.DIGEST) == [(State.SENT, None)] * 2, answers.LONGEST_SECONDS / 10)


def test_a_message_with_many_before_it_is_found_on_a_later_page(postroom: Postroom) -> None:
    [ana] = postroom.people(["Ana Costa"])
    postroom.office.desk.fault("chat.postMessage", "drop_after", times=1)
    postroom.send(ana)
    until(lambda: postroom.posted(ana) == 1)
    for number in range(205):
        ana.say(ana.dm_channel(), f"note {number}")
    postroom.later(LEASE_SECONDS)
    answered = (State.SENT, None)  # the one answer a day to whoever types
    postroom.becomes(ana, (State.SENT, None), answered)
    assert (postroom.posted(ana), postroom.calls("conversations.history")) == (2, 2)


@pytest.mark.parametrize("error", ["service_unavailable", "org_login_required"])
def test_a_slack_that_refuses_connections_is_asked_less_and_less(postroom: Postroom, error: str) -> None:
    """`service_unavailable` says as surely that nothing was taken; so does a workspace that is being moved."""
    [ana] = postroom.people(["Ana Costa"])
    postroom.office.desk.fault("chat.postMessage", "error", times=None, error=error)
    postroom.send(ana)
    for tries, pause in enumerate((5, 10, 20, 40), 1):
        postroom.called("chat.postMessage", tries)
        postroom.becomes(ana, (State.PLANNED, error))
        postroom.later(pause - 1)
        postroom.later(1)
    postroom.office.desk.lift()
    postroom.later(80)
    postroom.becomes(ana, (State.SENT, None))


def test_messages_whose_channel_is_gone_are_opened_anew_once(postroom: Postroom) -> None:
    [ana, ben] = postroom.people(["Ana Costa", "Ben Okoro"])
    gone = "channel_not_found"
    postroom.office.desk.fault("chat.postMessage", "error", times=1, error=gone)
    postroom.send(ana)
    postroom.becomes(ana, (State.PLANNED, gone))
    postroom.later(1)
    postroom.becomes(ana, (State.SENT, None))
    assert postroom.calls("conversations.open") == 1
    postroom.office.desk.fault("chat.postMessage", "error", times=2, error=gone)
    postroom.send(ben)
    postroom.becomes(ben, (State.PLANNED, gone))
    postroom.later(2)
    postroom.becomes(ben, (State.FAILED, gone))
    assert postroom.calls("conversations.open") == 2


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive"])
def test_a_workspace_that_revoked_its_token_is_left_alone(postroom: Postroom, error: str) -> None:
    people = postroom.people([f"Person {number}" for number in range(30)])
    postroom.office.acme.revoke(postroom.office.installation, error)
    postroom.send(*people)
    until(lambda: (State.PLANNED, error) in postroom.rows())
    for _ in range(20):
        postroom.later(60)
    until(lambda: {state for state, _ in postroom.rows()} == {State.PLANNED})
    assert postroom.calls("chat.postMessage") <= 8, "those that were under way at once"
