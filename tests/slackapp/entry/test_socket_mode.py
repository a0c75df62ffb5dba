"""Socket Mode against a local Slack: answered as over HTTP, and through everything a connection goes through."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from time import monotonic
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Installation, Person
from sandbox.state.faults import Trouble
from slackapp.entry.seats import EVENT_SEATS, SEATS, SPARE_THREADS
from slackapp.entry.socket_mode import CannotConnect, SocketMode
from tests.slackapp.entry.front import Desk, bolt, desk

MANIFEST = {
    "display_information": {"name": "Try"},
    "features": {"bot_user": {"display_name": "try"}, "slash_commands": [{"command": "/try", "description": "Try"}]},
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write", "users:read"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["user_change"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}
BUTTON = {"type": "button", "action_id": "try.press", "text": {"type": "plain_text", "text": "Press"}}


class Place:
    """A workspace with someone in it and a small app connected."""

    def __init__(self, slack: Sandbox, app: App, opened: Desk) -> None:
        self.slack = slack
        self.opened = opened
        acme = slack.desk.workspace("Acme")
        self.acme = acme
        self.installed: Installation = acme.install(MANIFEST)
        self.priya: Person = acme.person("Priya Nair")
        self.socket = SocketMode(
            opened.door,
            app_token=self.installed.app_token,
            web_client=WebClient(base_url=slack.api_url, timeout=5),
            threads=SEATS + EVENT_SEATS + SPARE_THREADS,
        )

    def until_connected(self) -> float:
        """Waits for a connection that stays; how long it took."""
        before = monotonic()
        assert self.slack.desk.sockets(self.installed, at_least=1, timeout=15)
        return monotonic() - before


@pytest.fixture(scope="module")
def slack() -> Iterator[Sandbox]:
    with Sandbox.start(retry_delays=(0, 0.2, 0.5)) as slack:
        yield slack


@pytest.fixture
def app(slack: Sandbox) -> App:
    app = bolt(slack.api_url)
    two_seconds = Event()
    failures = iter([RuntimeError("first"), RuntimeError("second")])

    @app.command("/try")
    def work(ack: Ack, command: dict[str, Any]) -> None:
        if command["text"] == "slow":
            two_seconds.wait(2)
        if command["text"] == "fail":
            raise RuntimeError("a mistake")
        if command["text"].startswith("x"):
            ack(f"{len(command['text'])} characters")
        elif command["text"] == "long":
            ack(text="long", blocks=[SECTION | {"block_id": str(n)} for n in range(30)])
        elif command["text"] == "press":
            ack(text="press", blocks=[{"type": "actions", "elements": [BUTTON]}])
        else:
            ack(f"heard: {command['text']}")

    @app.action("try.press")
    def press(ack: Ack) -> None:
        ack()

    @app.event("user_change")
    def changed() -> None:
        for failure in failures:
            raise failure

    return app


SECTION = {"type": "section", "text": {"type": "plain_text", "text": "x" * 2900}}


@contextmanager
def _place(slack: Sandbox, app: App) -> Iterator[Place]:
    with desk(app) as opened:
        place = Place(slack, app, opened)
        place.socket.start()
        try:
            yield place
        finally:
            assert opened.door.close(5)
            assert place.socket.stop(5)


@pytest.fixture
def place(slack: Sandbox, app: App) -> Iterator[Place]:
    with _place(slack, app) as place:
        place.until_connected()
        yield place


def test_a_command_a_button_and_a_failure_are_answered(place: Place) -> None:
    answer = place.priya.command("/try", "payload design")
    assert answer.message
    assert answer.message.text == "heard: payload design"
    pressable = place.priya.command("/try", "press").message
    assert pressable
    assert place.priya.press(pressable, "try.press").ok
    failed = place.priya.command("/try", "fail")
    assert failed.ok
    assert failed.message
    assert "Something went wrong" in failed.message.text


def test_an_answer_of_any_length_arrives_whole(place: Place) -> None:
    answer = place.priya.command("/try", "long")
    assert answer.message
    assert len(answer.message.blocks) == 30


def test_a_payload_of_any_length_is_heard_whole(place: Place) -> None:
    answer = place.priya.command("/try", "x" * 200_000)
    assert answer.message
    assert answer.message.text == "200000 characters"


def test_an_event_whose_listener_raises_is_sent_again_until_it_is_heard(place: Place) -> None:
    place.priya.update(name="Priya N.")
    assert place.slack.desk.settled(timeout=15)
    tries = [one for one in place.slack.desk.deliveries("event") if one.app_id == place.installed.app_id]
    assert len(tries) == 3, "two failed, the third was acknowledged"


def test_slack_holding_events_back_is_acknowledged_and_counted(place: Place) -> None:
    assert place.acme.rate_limited(place.installed).ok
    assert place.opened.counted("app_rate_limited") == 1


@pytest.mark.parametrize("many", [SEATS + 1, 100])
def test_a_rush_of_commands_that_take_two_seconds(place: Place, many: int) -> None:
    with ThreadPoolExecutor(many) as people:
        answers = list(people.map(lambda _: place.priya.command("/try", "slow"), range(many)))
    texts = [answer.message.text if answer.message else f"lost: {answer.error}" for answer in answers]
    assert max(answer.seconds for answer in answers) < 3
    assert texts.count("heard: slow") == SEATS
    assert sum("try again" in text for text in texts) == many - SEATS


@pytest.mark.parametrize(
    ("disturb", "within"),
    [
        (lambda place: place.slack.desk.refresh_sockets(place.installed, warning=1), 0.5),
        (lambda place: place.slack.desk.drop_sockets(place.installed), 0.5),
        (lambda place: place.slack.desk.cut_sockets(place.installed), 0.5),
    ],
    ids=["refreshed", "dropped", "cut"],
)
def test_a_connection_that_ends_is_replaced(place: Place, disturb: Callable[[Place], None], within: float) -> None:
    disturb(place)
    assert place.until_connected() < within
    answer = place.priya.command("/try", "still there")
    assert answer.message, answer.error
    assert answer.message.text == "heard: still there"


def test_a_connection_that_keeps_ending_is_not_hammered(place: Place) -> None:
    opened = len(place.slack.desk.calls("apps.connections.open"))
    for _ in range(3):
        place.slack.desk.drop_sockets(place.installed)
        place.until_connected()
    assert len(place.slack.desk.calls("apps.connections.open")) == opened + 3
    assert place.priya.command("/try", "hello").message


@pytest.mark.parametrize("trouble", ["error", "http_500", "drop_before"])
def test_a_connection_comes_back_when_slack_does(place: Place, trouble: Trouble) -> None:
    place.slack.desk.fault("apps.connections.open", trouble, times=2)
    place.slack.desk.drop_sockets(place.installed)
    place.until_connected()
    assert place.priya.command("/try", "hello").message


def test_two_losses_within_a_second_are_made_good(place: Place) -> None:
    place.slack.desk.cut_sockets(place.installed)
    assert place.until_connected() < 0.5
    place.slack.desk.cut_sockets(place.installed)
    assert place.until_connected() < 1
    assert place.priya.command("/try", "hello").message


def test_what_is_in_hand_while_the_connection_is_refreshed_is_answered(place: Place) -> None:
    with ThreadPoolExecutor(6) as people:
        asked = [people.submit(place.priya.command, "/try", "slow") for _ in range(3)]
        Event().wait(0.5)
        refreshed = people.submit(place.slack.desk.refresh_sockets, place.installed, warning=0.5)
        quick = place.priya.command("/try", "quick")
        assert quick.message
        assert quick.seconds < 1
        refreshed.result(5)  # the old connection is gone before the slow ones are done
        assert not any(one.done() for one in asked)
        answers = [one.result(10) for one in asked]
    assert [answer.message and answer.message.text for answer in answers] == ["heard: slow"] * 3


def test_stopping_finishes_what_is_in_hand(slack: Sandbox, app: App) -> None:
    with ThreadPoolExecutor(2) as people, _place(slack, app) as place:
        place.until_connected()
        asked = people.submit(place.priya.command, "/try", "slow")
        Event().wait(0.5)
        closing = people.submit(place.opened.door.close, 5)
        Event().wait(0.2)
        refused = place.priya.command("/try", "too late")
        assert refused.message
        assert "try again" in refused.message.text
        assert closing.result(10)
        before = monotonic()
        assert place.socket.stop(5)
        assert monotonic() - before < 2
        answer = asked.result(10)
        assert answer.message
        assert answer.message.text == "heard: slow"


def test_a_wrong_token_is_said_at_the_start(slack: Sandbox, app: App) -> None:
    with desk(app) as opened:
        client = WebClient(base_url=slack.api_url, timeout=5)
        socket = SocketMode(opened.door, app_token="xapp-wrong", web_client=client, threads=2)
        with pytest.raises(CannotConnect, match="SLACK_APP_TOKEN"):
            socket.start()
        assert socket.stop(5)
