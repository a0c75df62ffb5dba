"""The record, waiting, and the local Slack as a process of its own."""

import json
import signal
import subprocess
import sys
import threading

import pytest
from slack_sdk import WebClient

from sandbox import Desk, Sandbox
from sandbox.client import Channel, Installation, Person, Workspace
from tests.sandbox import apps
from tests.sandbox.apps import Ear


def test_every_exchange_is_on_record(
    slack: Sandbox, acme: Workspace, app: Installation, client: WebClient, ear: Ear, priya: Person
) -> None:
    client.chat_postMessage(channel=priya.id, text="x")
    client.auth_test()
    priya.command("/hello", "there")
    post, test = slack.desk.calls()
    assert (post.name, post.app_id, post.team_id, post.status) == ("chat.postMessage", app.app_id, acme.id, 200)
    assert (post.sent["text"], post.answer["ok"], post.error) == ("x", True, None)
    assert "token" not in post.sent
    assert test.number > post.number
    [command] = slack.desk.deliveries("command")
    assert (command.name, command.sent["text"], command.status) == ("command", "there", 200)
    assert command.seconds is not None
    assert command.seconds > 0
    assert slack.desk.calls("auth.test") == [test]
    slack.desk.clear_record()
    assert slack.desk.calls() + slack.desk.deliveries() == []


def test_waiting_for_a_message(client: WebClient, room: Channel, priya: Person) -> None:
    first = priya.messages(room)
    assert first == []
    later = threading.Timer(0.1, lambda: client.chat_postMessage(channel=room.id, text="Found <https://a.example|it>"))
    later.start()
    seen = priya.wait_message(room, containing="Found it")
    later.join()
    client.chat_postMessage(channel=room.id, text="Second")
    assert priya.wait_message(room, count=2).text == "Second"
    assert priya.wait_message(room, after=seen).text == "Second"
    with pytest.raises(TimeoutError, match="Found it"):
        priya.wait_message(room, containing="Third", timeout=0.05)


def test_names_for_reading(acme: Workspace, app: Installation, priya: Person, ben: Person, room: Channel) -> None:
    assert acme.names() == {
        priya.id: "Priya Nair",
        ben.id: "Ben Okoro",
        app.bot_user_id: "hello",
        room.id: "hiring",
    }


def test_a_port_that_is_taken(slack: Sandbox) -> None:
    port = int(slack.url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        Sandbox.start(port)


def test_without_rules_what_slack_would_refuse_is_taken() -> None:
    long = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    with Sandbox.start(rules=False) as lax:
        acme = lax.desk.workspace("Acme")
        client = apps.client(lax, acme.install(apps.manifest()))
        assert client.chat_postMessage(channel=acme.person("Priya").id, text="x", blocks=[long])["ok"]
        assert lax.desk.breaches() == []


def test_an_address_that_is_none() -> None:
    with pytest.raises(ValueError, match="no address"):
        Desk("nowhere")


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGINT])
def test_as_a_process_of_its_own(end: signal.Signals) -> None:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--retry-delays", "0,0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        assert told["api_url"] == f"{told['url']}/api/"
        with Desk(told["url"]) as desk, apps.listening() as (ear, url):
            acme = desk.workspace("Acme")
            app = acme.install(apps.manifest(), request_url=url)
            ear.says(text="Hi")
            answer = acme.person("Priya").command("/hello")
            assert answer.message is not None
            assert answer.message.text == "Hi"
            assert WebClient(token=app.bot_token, base_url=told["api_url"]).auth_test()["team"] == "Acme"
        process.send_signal(end)
        assert process.wait(10) == 0
