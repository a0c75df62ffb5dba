"""Many at once: everyone is answered, or told to try again, before Slack's three seconds are over."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import monotonic
from typing import Any

import pytest
from slack_bolt import Ack, App

from slackapp.entry.seats import EVENT_SEATS, PATIENCE, SEATS, SPARE_THREADS, Seats, arrival, stamped
from tests.slackapp.entry.front import (
    Desk,
    Http,
    a_press,
    a_slack,
    a_submission,
    a_view,
    bolt,
    desk,
    http_front,
)

ANSWERED_WITHIN = 2.9


def test_a_seat_is_had_while_there_is_one() -> None:
    seats = Seats(2, patience=0.05)
    assert seats.take(monotonic())
    assert seats.take(monotonic())
    before = monotonic()
    assert not seats.take(monotonic())
    assert 0.04 < monotonic() - before < 1
    seats.give_back()
    assert seats.take(monotonic())


def test_patience_counts_from_arrival() -> None:
    seats = Seats(1, patience=30)
    before = monotonic()
    assert not seats.take(before - 30), "too late even for a free seat: the answer might be too late as well"
    assert seats.take(before - 29)
    assert monotonic() - before < 1


def test_a_seat_given_back_is_passed_on() -> None:
    seats = Seats(1, patience=30)
    assert seats.take(monotonic())
    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(seats.take, monotonic())
        assert not seats.wait_empty(0.01)
        seats.give_back()
        assert waiting.result(5)
    seats.give_back()
    assert seats.wait_empty(0)


def test_the_stamp_is_the_time_of_arrival() -> None:
    seen: list[float] = []
    before = monotonic()
    job = stamped(lambda: seen.append(arrival()))
    after = monotonic()
    Event().wait(0.02)
    job()
    assert before <= seen[0] <= after
    assert arrival() > after, "and it is gone afterwards"


@pytest.fixture
def gate() -> Iterator[Event]:
    """Opens for commands that hang."""
    gate = Event()
    yield gate
    gate.set()


@pytest.fixture
def opened(gate: Event) -> Iterator[Desk]:
    app: App = bolt()
    two_seconds = Event()

    @app.command("/interview")
    def work(ack: Ack, command: dict[str, Any]) -> None:
        match command["text"]:
            case "slow":
                two_seconds.wait(2)
            case "hung":
                gate.wait(10)
        ack("done")

    @app.event("user_change")
    def hear() -> None:
        two_seconds.wait(2)

    @app.event("team_join")
    def hang() -> None:
        gate.wait(10)

    with desk(app) as opened:
        yield opened


@pytest.fixture
def front(opened: Desk) -> Iterator[Http]:
    with http_front(opened) as front:
        yield front


def timed(do: Callable[[], tuple[int, str]]) -> tuple[float, int, str]:
    """How long it took, and what came back."""
    before = monotonic()
    status, body = do()
    return monotonic() - before, status, body


@pytest.mark.parametrize("many", [SEATS + 1, SEATS + SPARE_THREADS + 1, 100])
def test_a_rush_of_commands_that_take_two_seconds(front: Http, opened: Desk, many: int) -> None:
    with ThreadPoolExecutor(many) as people:
        answers = list(people.map(lambda _: timed(lambda: front.command("slow")), range(many)))
    assert max(took for took, _, _ in answers) < ANSWERED_WITHIN
    assert {status for _, status, _ in answers} == {200}
    done = [body for _, _, body in answers if body == "done"]
    told = [body for _, _, body in answers if "try again" in body]
    assert len(done) == SEATS
    assert len(done) + len(told) == many
    assert opened.counted("requests", kind="command", outcome="busy") == len(told)


def test_a_rush_of_events_is_left_to_slack_to_send_again(front: Http) -> None:
    many = EVENT_SEATS + 12
    with ThreadPoolExecutor(many) as slack:
        answers = list(slack.map(lambda _: timed(lambda: front.event({"type": "user_change"})), range(many)))
    assert max(took for took, _, _ in answers) < ANSWERED_WITHIN
    assert sorted(status for _, status, _ in answers) == [200] * EVENT_SEATS + [503] * 12


def test_events_that_hang_keep_no_command_waiting(front: Http, gate: Event) -> None:
    with ThreadPoolExecutor(EVENT_SEATS) as slack:
        hung = [slack.submit(front.event, {"type": "team_join"}) for _ in range(EVENT_SEATS)]
        Event().wait(0.3)
        took, _, body = timed(lambda: front.command("quick"))
        assert body == "done"
        assert took < PATIENCE
        gate.set()
        assert [each.result(5)[0] for each in hung] == [200] * EVENT_SEATS


def test_seats_held_by_a_hung_database_keep_nobody_waiting(front: Http, gate: Event) -> None:
    with ThreadPoolExecutor(SEATS + 20) as people:
        hung = [people.submit(front.command, "hung") for _ in range(SEATS)]
        Event().wait(0.3)
        answers = list(people.map(lambda _: timed(lambda: front.command("quick")), range(20)))
        assert all("try again" in body for _, _, body in answers)
        assert max(took for took, _, _ in answers) < PATIENCE + 0.6
        gate.set()
        assert {one.result(5) for one in hung} == {(200, "done")}
        assert front.command("quick") == (200, "done")


def test_everyone_who_is_told_to_try_again_reads_it_where_they_are(opened: Desk) -> None:
    for _ in range(SEATS):
        assert opened.seats.take(monotonic())
    field = {"type": "input", "block_id": "text", "element": {"type": "plain_text_input"}}
    with a_slack() as slack:
        beside = opened.door.answer(a_press(response_url=slack.response_url), {})
        assert (beside.status, beside.body) == (200, "")
        assert "try again" in slack.wait()[0][1]["text"]
    form = json.loads(opened.door.answer(a_submission(a_view(field)), {}).body)
    assert "try again" in form["errors"]["text"]
    view = json.loads(opened.door.answer(a_submission(a_view()), {}).body)
    assert view["response_action"] == "push"
    # There is nothing to say it with: Slack's own warning shows at the button.
    assert opened.door.answer(a_press(view=a_view()), {}).status == 503
    assert opened.counted("requests", kind="action", outcome="busy") == 2
