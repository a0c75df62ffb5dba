"""One budget for all, nobody kept waiting by another: pacing, isolation, the end of the process."""

from datetime import timedelta

from prep.messages import Kind, NotShared
from slackapp.jobs.delivering import LEASE
from storage import claims, members, settling
from storage.claims import Claimed
from storage.deliveries import State
from storage.pacing import HISTORY, POST
from tests.slackapp.jobs.postroom import Postroom
from tests.slackapp.mail import states
from tests.slackapp.office import until
from tests.slackapp.test_share import offered


def taken_by_another(postroom: Postroom, *, lost: bool = False) -> list[Claimed]:
    """Another process claims what is there: what is due, or what was lost."""
    team_id, now, at = postroom.office.acme.id, postroom.office.clock(), postroom.machine()
    with postroom.office.db.begin() as session:
        if lost:
            return claims.claim_lost(session, team_id, at, lease=LEASE, most=5)
        return claims.claim(session, team_id, POST, now, at, lease=LEASE, most=5)


def test_a_recipient_who_fails_and_one_who_is_slow_delay_no_other(postroom: Postroom) -> None:
    people = postroom.people([f"Person {number}" for number in range(12)])
    slow, gone = people[:2]
    gone.update(kind="deactivated")
    postroom.office.desk.fault("chat.postMessage", "slow", times=1, seconds=3)
    postroom.send(slow)
    until(lambda: postroom.rows(slow) == [(State.SENDING, None)])
    for each in people[1:]:
        postroom.machine.forward(1)
        postroom.send(each)
    # What comes at one moment goes in one round, and the last of it is beyond the budget of that moment.
    postroom.becomes(people[2], (State.SENT, None))
    postroom.later(1)
    for each in people[2:]:
        postroom.becomes(each, (State.SENT, None))
    postroom.becomes(gone, (State.FAILED, "user_disabled"))
    assert postroom.rows(slow) == [(State.SENDING, None)], "and it is not through yet"
    postroom.becomes(slow, (State.SENT, None))


def _tick(postroom: Postroom) -> bool:
    postroom.later(1)
    return postroom.all_sent()


def test_somebody_whose_messages_were_never_opened_is_opened_first(postroom: Postroom) -> None:
    [ana] = postroom.people(["Ana Costa"])
    with postroom.office.db.begin() as session:
        members.forget_dm(session, postroom.office.acme.id, ana.id)
    postroom.office.desk.fault("conversations.open", "rate_limited", times=1, seconds=20)
    postroom.send(ana)
    postroom.becomes(ana, (State.PLANNED, "ratelimited"))
    assert postroom.calls("chat.postMessage") == 0
    postroom.later(20)
    postroom.becomes(ana, (State.SENT, None))
    with postroom.office.db.read() as session:
        assert members.dm_channel(session, postroom.office.acme.id, ana.id) == ana.dm_channel().id


def test_a_claim_that_was_taken_over_is_not_sent_by_its_first_owner(postroom: Postroom) -> None:
    """The process stood still before it checked its claim; meanwhile somebody else looked the message up."""
    [ana] = postroom.people(["Ana Costa"])
    postroom.plan(ana)
    [stale] = taken_by_another(postroom)
    postroom.machine.forward(LEASE.total_seconds())
    [newer] = taken_by_another(postroom, lost=True)
    with postroom.office.db.begin() as session:
        until_then = postroom.machine() + LEASE
        assert not settling.renew(session, stale, until_then, stale.content)
        assert settling.renew(session, newer, until_then, newer.content)
        assert settling.later(session, newer, postroom.machine(), "not found in Slack")
    postroom.tick()
    postroom.becomes(ana, (State.SENT, None))
    assert postroom.posted(ana) == 1


def test_what_was_shared_and_lost_is_given_up(postroom: Postroom) -> None:
    """A channel is not ours to read, so nobody knows whether it is there."""
    office = postroom.office
    room = office.acme.channel("hiring", [office.priya])
    room.add(office.installation)
    _, view = offered(office, room)
    office.desk.fault("chat.postMessage", "drop_after", times=1)
    office.priya.submit(view, {})
    until(lambda: postroom.calls("chat.postMessage") == 1)
    postroom.later(LEASE.total_seconds())
    until(lambda: states(office, Kind.SHARED) == [(State.FAILED, NotShared.LOST)])
    assert postroom.calls("conversations.history") == 0


def test_a_process_that_ends_gives_back_what_it_did_not_begin(postroom: Postroom) -> None:
    people = postroom.people([f"Person {number}" for number in range(3)])
    assert postroom.office.assembled.metronome.stop(5)
    postroom.plan(*people)
    postroom.tick()
    assert {state for state, _ in postroom.rows()} == {State.PLANNED}


def test_a_lost_claim_waits_for_its_turn_in_slacks_budget(postroom: Postroom) -> None:
    people = postroom.people([f"Person {number}" for number in range(8)])
    postroom.plan(*people)
    postroom.machine.forward(2)
    assert taken_by_another(postroom)
    postroom.machine.forward(LEASE.total_seconds())
    with postroom.office.db.read() as session:
        waiting = claims.waiting(session, postroom.office.clock() - timedelta(days=1), postroom.machine())
    assert [each.method for each in waiting] == [HISTORY]
    until(lambda: _tick(postroom))
    assert [postroom.posted(each) for each in people] == [1] * 8
