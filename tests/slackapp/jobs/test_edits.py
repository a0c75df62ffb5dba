"""Deliveries that change a message which was sent."""

import pytest
from sqlalchemy import select

from sandbox.state.faults import Trouble
from storage import edits
from storage.deliveries import State
from storage.tables import Delivery
from tests.slackapp.jobs.postroom import Postroom, Row
from tests.slackapp.office import until


def sent(postroom: Postroom) -> tuple[str, str]:
    """Priya has a message: its channel and timestamp."""
    postroom.send(*postroom.people(["Ana Costa"]))
    until(postroom.all_sent)
    [posted] = postroom.office.desk.posted(postroom.office.acme)
    return posted.channel, posted.ts


def change(postroom: Postroom, channel: str, ts: str) -> None:
    """The message there is to say no more than that it was erased."""
    office = postroom.office
    with office.db.begin() as session:
        [row] = session.scalars(select(Delivery).filter_by(team_id=office.acme.id, channel_id=channel, ts=ts))
        edits.keep(session, office.acme.id, row.delivery_id, {**row.content, edits.ERASED: True})
        assert edits.plan(session, office.acme.id, row.delivery_id, office.clock())
    postroom.later(1)


def changed(postroom: Postroom) -> list[Row]:
    """What became of the changes."""
    return postroom.rows()[1:]


def test_a_change_replaces_the_message_and_is_no_new_one(postroom: Postroom) -> None:
    channel, ts = sent(postroom)
    change(postroom, channel, ts)
    until(lambda: changed(postroom) == [(State.SENT, None)])
    assert len(postroom.office.desk.posted(postroom.office.acme)) == 1
    assert [call.sent["ts"] for call in postroom.office.desk.calls("chat.update")] == [ts]


@pytest.mark.parametrize("trouble", ["drop_after", "drop_before", "http_500"])
def test_a_change_whose_answer_is_lost_is_made_again_without_looking(postroom: Postroom, trouble: Trouble) -> None:
    channel, ts = sent(postroom)
    postroom.office.desk.fault("chat.update", trouble, times=1)
    change(postroom, channel, ts)
    until(lambda: [state for state, why in changed(postroom) if why] == [State.PLANNED])
    postroom.later(5)
    until(lambda: changed(postroom) == [(State.SENT, None)])
    assert (postroom.calls("chat.update"), postroom.calls("conversations.history")) == (2, 0)


def test_a_change_that_a_killed_process_began_is_made_again(postroom: Postroom) -> None:
    channel, ts = sent(postroom)
    postroom.office.desk.fault("chat.update", "slow", times=1, seconds=2)
    change(postroom, channel, ts)
    until(lambda: [state for state, _ in changed(postroom)] == [State.SENDING])
    # Which of the two Slack has last is not known to the one that was overtaken: it has one more made.
    postroom.passing(lambda: postroom.calls("chat.update") >= 2 and set(changed(postroom)) == {(State.SENT, None)}, 1)
    assert postroom.calls("conversations.history") == 0


def test_patience_with_changes_keeps_no_new_message_waiting(postroom: Postroom) -> None:
    channel, ts = sent(postroom)
    postroom.office.desk.fault("chat.update", "rate_limited", times=1, seconds=30)
    change(postroom, channel, ts)
    until(lambda: changed(postroom) == [(State.PLANNED, "ratelimited")])
    [ben] = postroom.people(["Ben Okoro"])
    postroom.send(ben)
    postroom.becomes(ben, (State.SENT, None))
    postroom.later(30)
    until(lambda: (State.SENT, None) in changed(postroom)[:1])


@pytest.mark.parametrize("error", ["message_not_found", "cant_update_message"])
def test_a_message_that_cannot_be_changed_is_left(postroom: Postroom, error: str) -> None:
    channel, ts = sent(postroom)
    postroom.office.desk.fault("chat.update", "error", times=1, error=error)
    change(postroom, channel, ts)
    until(lambda: changed(postroom) == [(State.FAILED, error)])
    postroom.later(60)
    assert postroom.calls("chat.update") == 1
