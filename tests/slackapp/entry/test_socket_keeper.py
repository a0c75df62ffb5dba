"""Keeping a connection, against a Slack whose every word a test chooses."""

import json
import logging
from collections.abc import Iterator
from http import HTTPStatus
from queue import Empty, Queue
from threading import Event, Thread
from time import monotonic

import pytest
from slack_sdk import WebClient
from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

from slackapp.entry.http_server import HttpServer
from slackapp.entry.site import Environ, Reply, Site
from slackapp.entry.socket_keeper import Keeper, NotOpened
from slackapp.entry.socket_line import Line, Message

HELLO = {"type": "hello", "num_connections": 1}


class Slack:
    """`opened` are the connections that stand; `answers` what `apps.connections.open` says first."""

    def __init__(self) -> None:
        self.opened: Queue[ServerConnection] = Queue()
        self.received: Queue[str] = Queue()
        self.answers: list[Reply] = []
        self.asked = 0
        self.greeting: list[Message] = []
        """What is said instead of hello, to one connection each."""
        self.port = 0

    def give_address(self, _: Environ) -> Reply:
        """The Web API's only method here."""
        self.asked += 1
        if self.answers:
            return self.answers.pop(0)
        return _json({"ok": True, "url": f"ws://127.0.0.1:{self.port}/"})

    def meet(self, connection: ServerConnection) -> None:
        """One connection, from beginning to end."""
        if self.greeting:
            say(connection, self.greeting.pop(0))
            return
        say(connection, HELLO)
        self.opened.put(connection)
        try:
            for text in connection:
                self.received.put(str(text))
        except ConnectionClosed:
            pass

    def next(self, within: float = 5) -> ServerConnection:
        """The next connection that was greeted."""
        return self.opened.get(timeout=within)


def say(connection: ServerConnection, message: Message) -> None:
    """Sends one message to the app."""
    connection.send(json.dumps(message))


def _json(body: Message, status: HTTPStatus = HTTPStatus.OK, **headers: str) -> Reply:
    return Reply(status, json.dumps(body), "application/json", headers)


class Ours:
    """A keeper, and what it heard."""

    def __init__(self, api_url: str) -> None:
        self.heard: Queue[tuple[Line, Message]] = Queue()
        client = WebClient(base_url=api_url, timeout=5, retry_handlers=[])
        self.keeper = Keeper(app_token="xapp-1", web_client=client, hear=lambda *what: self.heard.put(what))

    def next(self) -> tuple[Line, Message]:
        """What was heard next, and over which line."""
        return self.heard.get(timeout=5)


@pytest.fixture
def slack() -> Iterator[Slack]:
    slack = Slack()
    with serve(slack.meet, "127.0.0.1", 0, compression=None, close_timeout=0.2) as server:
        slack.port = server.socket.getsockname()[1]
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield slack
        server.shutdown()
        thread.join(5)


@pytest.fixture
def ours(slack: Slack) -> Iterator[Ours]:
    site = Site({"/api/apps.connections.open": {"POST": slack.give_address}})
    api = HttpServer(site, "127.0.0.1", 0, threads=2, variable="PORT")
    api.start()
    ours = Ours(f"http://127.0.0.1:{api.port}/api/")
    yield ours
    ours.keeper.close(5)
    api.stop(5)


def test_what_slack_may_say_one_day_is_passed_over(slack: Slack, ours: Ours) -> None:
    ours.keeper.start()
    connection = slack.next()
    for text in ("", "ping", "[1]", "[" * 100_000, b"\xff\xfe", '{"type": null}'):
        connection.send(text)
    say(connection, {"type": "events_api", "envelope_id": "1"})
    assert ours.next()[1] == {}
    while not (heard := ours.next()[1]).get("envelope_id"):
        pass
    assert heard == {"type": "events_api", "envelope_id": "1"}
    assert ours.keeper.is_connected()
    assert slack.asked == 1


def test_messages_of_any_length_pass_both_ways(slack: Slack, ours: Ours) -> None:
    ours.keeper.start()
    say(slack.next(), {"long": "x" * 2_000_000})
    line, message = ours.next()
    assert len(message["long"]) == 2_000_000
    assert ours.keeper.send(line, "ü" * 200_000)
    assert slack.received.get(timeout=5) == "ü" * 200_000


def test_nothing_that_passes_is_logged(slack: Slack, ours: Ours, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ours.keeper.start()
    say(slack.next(), {"type": "new", "hush": "what a person wrote"})
    line, _ = ours.next()
    assert ours.keeper.send(line, "what a person wrote")
    assert slack.received.get(timeout=5) == "what a person wrote"
    on_our_side = [record.getMessage() for record in caplog.records if record.name != "websockets.server"]
    assert not [text for text in on_our_side if "a person" in text]


def test_a_new_connection_stands_before_slack_takes_the_old_one(slack: Slack, ours: Ours) -> None:
    ours.keeper.start()
    old = slack.next()
    say(old, {"type": "disconnect", "reason": "warning"})
    new = slack.next(1)
    say(old, {"type": "disconnect", "reason": "refresh_requested"})
    say(old, {"still": "heard"})
    line, _ = ours.next()
    assert ours.keeper.send(line, "answered where it was asked")
    assert slack.received.get(timeout=5) == "answered where it was asked"
    old.close()
    assert ours.keeper.send(line, "over the new one")
    assert slack.received.get(timeout=5) == "over the new one"
    say(new, {"new": "heard"})
    assert ours.next()[1] == {"new": "heard"}
    assert slack.asked == 2


def test_a_connection_that_slack_forgets_to_close_is_closed_one_later(slack: Slack, ours: Ours) -> None:
    ours.keeper.start()
    first = slack.next()
    say(first, {"type": "disconnect", "reason": "warning"})
    second = slack.next()
    say(second, {"type": "disconnect", "reason": "warning"})
    slack.next()
    assert first.wait_closed(5)
    assert not second.wait_closed(0.2)


def test_two_losses_in_a_row_are_made_good_within_a_second_and_a_half(slack: Slack, ours: Ours) -> None:
    ours.keeper.start()
    before = monotonic()
    slack.next().close()
    slack.next().close()
    slack.next()
    assert monotonic() - before < 1.5
    assert slack.asked == 3


def test_an_answer_whose_connection_is_lost_waits_for_the_next(slack: Slack, ours: Ours) -> None:
    ours.keeper.start()
    connection = slack.next()
    say(connection, {"a": "question"})
    line, _ = ours.next()
    connection.close()
    assert ours.keeper.send(line, "an answer")
    assert slack.received.get(timeout=5) == "an answer"


def test_a_network_that_died_in_silence_is_noticed(slack: Slack, ours: Ours) -> None:
    ours.keeper.start()
    connection, silence = slack.next(), Event()

    def hold() -> None:
        with connection.protocol_mutex:  # nothing is read or sent here now, and no packet says so
            silence.wait(10)

    thread = Thread(target=hold)
    thread.start()
    try:
        slack.next(within=7)
    finally:
        silence.set()
        thread.join()


@pytest.mark.parametrize(
    ("reason", "told"), [("too_many_websockets", "ten connections"), ("link_disabled", "switch it on"), ("odd", "odd")]
)
def test_who_is_turned_away_at_the_start_is_told_why(slack: Slack, ours: Ours, reason: str, told: str) -> None:
    slack.greeting = [{"type": "disconnect", "reason": reason}]
    with pytest.raises(NotOpened, match=told):
        ours.keeper.start()
    assert not ours.keeper.is_connected()


def test_slack_must_say_hello(slack: Slack, ours: Ours, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("slackapp.entry.socket_keeper._HELLO_SECONDS", 0.2)
    slack.greeting = [{"type": "something else"}]
    with pytest.raises(NotOpened):
        ours.keeper.start()


def test_when_socket_mode_is_switched_off_it_is_tried_again_ever_more_rarely(slack: Slack, ours: Ours) -> None:
    ours.keeper.start()
    connection = slack.next()
    slack.answers = [_json({"ok": False, "error": "forbidden_team"})] * 2
    say(connection, {"type": "disconnect", "reason": "link_disabled"})
    connection.close()
    before = monotonic()
    slack.next()
    assert 0.7 < monotonic() - before < 2.5
    assert slack.asked == 4


def test_a_limit_is_kept_to_even_at_the_start(slack: Slack, ours: Ours) -> None:
    limited = {"ok": False, "error": "ratelimited"}
    slack.answers = [_json(limited, HTTPStatus.TOO_MANY_REQUESTS, **{"Retry-After": "1"})]
    before = monotonic()
    ours.keeper.start()
    assert not ours.keeper.is_connected()
    slack.next()
    assert monotonic() - before >= 1


@pytest.mark.parametrize("status", [HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.OK])
def test_an_answer_that_is_no_json_is_a_refusal(slack: Slack, ours: Ours, status: HTTPStatus) -> None:
    slack.answers = [Reply(status, "<html>")]
    with pytest.raises(NotOpened):
        ours.keeper.start()


def test_closing_waits_for_no_pause(slack: Slack, ours: Ours) -> None:
    ours.keeper.start()
    connection = slack.next()
    slack.answers = [_json({}, HTTPStatus.TOO_MANY_REQUESTS, **{"Retry-After": "60"})]
    connection.close()
    with pytest.raises(Empty):
        slack.next(within=0.3)
    before = monotonic()
    ours.keeper.close(5)
    assert monotonic() - before < 0.5
    assert not ours.keeper.is_connected()
