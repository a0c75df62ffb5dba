"""Slash commands: what is sent, signed how, and what a person sees of each kind of answer."""

import hashlib
import hmac
import threading
import time

import pytest

from sandbox import Sandbox
from sandbox.client import Channel, Installation, Person, SandboxError, Workspace
from sandbox.outbound import signed_headers
from sandbox.state.apps import App
from tests.sandbox import apps
from tests.sandbox.apps import Ear


def test_what_the_app_gets(ear: Ear, app: Installation, acme: Workspace, priya: Person, room: Channel) -> None:
    assert priya.command("/hello", "there", where=room).ok
    [heard] = ear.heard
    form = heard.payload
    assert heard.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert (form["command"], form["text"]) == ("/hello", "there")
    assert (form["team_id"], form["team_domain"]) == (acme.id, "acme")
    assert (form["channel_id"], form["channel_name"]) == (room.id, "hiring")
    assert (form["user_id"], form["user_name"]) == (priya.id, "priya.nair")
    assert (form["api_app_id"], form["token"]) == (app.app_id, app.verification_token)
    assert form["is_enterprise_install"] == "false"
    assert form["response_url"].startswith("http://127.0.0.1:")
    assert form["trigger_id"]


def test_the_signature_is_slacks(ear: Ear, app: Installation, priya: Person) -> None:
    priya.command("/hello")
    [heard] = ear.heard
    moment = heard.headers["X-Slack-Request-Timestamp"]
    base = f"v0:{moment}:".encode() + heard.body
    expected = hmac.new(app.signing_secret.encode(), base, hashlib.sha256).hexdigest()
    assert heard.headers["X-Slack-Signature"] == f"v0={expected}"
    assert abs(int(moment) - time.time()) < 5


def test_the_signature_of_slacks_own_example() -> None:
    # docs.slack.dev/authentication/verifying-requests-from-slack
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    app = App({}, signing_secret="8f742231b10e8888abcd99yyyzzz85a5")
    expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert signed_headers(app, body, timestamp=1531420618)["X-Slack-Signature"] == expected


def test_escaping(ear: Ear, acme: Workspace, priya: Person, ben: Person, room: Channel) -> None:
    secret = acme.channel("secret", [priya], private=True)
    typed = "T&S <b> @ben.okoro @nobody #hiring #secret @here https://a.example/?b=1&c=2 a@b.example"
    priya.command("/hello", typed)
    priya.command("/raw", typed)
    escaped, raw = (heard.payload["text"] for heard in ear.heard)
    assert escaped == (
        f"T&amp;S &lt;b&gt; <@{ben.id}|ben.okoro> @nobody <#{room.id}|hiring> <#{secret.id}|> <!here> "
        "<https://a.example/?b=1&amp;c=2> a@b.example"
    )
    assert raw == typed


def test_names_of_places(ear: Ear, acme: Workspace, priya: Person, ben: Person) -> None:
    secret = acme.channel("secret", [priya], private=True)
    for where in (None, secret, acme.dm(priya, ben), acme.dm(priya, ben, acme.person("Ana Costa"))):
        priya.command("/hello", where=where)
    names = [heard.payload["channel_name"] for heard in ear.heard]
    assert names == ["directmessage", "privategroup", "directmessage", "mpdm-priya.nair--ben.okoro--ana.costa-1"]


def test_an_empty_answer_shows_nothing(ear: Ear, priya: Person, room: Channel) -> None:
    answer = priya.command("/hello", where=room)
    assert (answer.ok, answer.message, answer.status) == (True, None, 200)
    assert priya.messages(room) == []


def test_plain_text_is_an_ephemeral_message(ear: Ear, priya: Person, ben: Person, room: Channel) -> None:
    ear.answer = lambda _: (200, {"Content-Type": "text/plain"}, "Just words")
    answer = priya.command("/hello", where=room)
    assert answer.message is not None
    assert (answer.message.text, answer.message.ephemeral) == ("Just words", True)
    assert ben.messages(room) == []


def test_an_answer_in_the_channel_shows_the_command_too(ear: Ear, priya: Person, ben: Person, room: Channel) -> None:
    ear.says(response_type="in_channel", text="Everyone")
    priya.command("/hello", "all", where=room)
    assert [(m.user == priya.id, m.text) for m in ben.messages(room)] == [(True, "/hello all"), (False, "Everyone")]


def test_the_app_installed_last_gets_the_command(slack: Sandbox, acme: Workspace, ear: Ear, priya: Person) -> None:
    with apps.listening() as (later, url):
        acme.install(apps.manifest(), request_url=url)
        later.says(text="mine")
        answer = priya.command("/hello")
    assert answer.message is not None
    assert answer.message.text == "mine"
    assert ear.heard == []
    assert priya.command("/nobodys").error == "unknown_command"


@pytest.mark.parametrize("status", [301, 404, 500])
def test_any_other_status_is_an_error(ear: Ear, priya: Person, status: int) -> None:
    ear.says(status)
    answer = priya.command("/hello")
    assert (answer.ok, answer.error, answer.status) == (False, "dispatch_failed", status)


def test_nobody_there(app: Installation, priya: Person) -> None:
    assert priya.command("/hello").error == "dispatch_failed"
    app.request_url = "http://127.0.0.1:9/slack/events"
    assert priya.command("/hello").error == "dispatch_failed"


def test_silence_is_a_timeout(slack: Sandbox, ear: Ear, priya: Person) -> None:
    release = threading.Event()
    ear.answer = lambda _: (200, {}, "" if release.wait(5) else "late")
    answer = priya.command("/hello")
    release.set()
    assert (answer.ok, answer.error, answer.status) == (False, "operation_timeout", None)
    assert answer.seconds == pytest.approx(1.0, abs=0.3)
    assert slack.desk.deliveries("command")[0].error == "http_timeout"


def test_an_answer_that_breaks_a_rule_is_an_error_and_on_record(slack: Sandbox, ear: Ear, priya: Person) -> None:
    ear.says(blocks=[{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}])
    answer = priya.command("/hello")
    assert (answer.ok, answer.error, answer.message) == (False, "invalid_blocks", None)
    [breach] = slack.desk.breaches()
    assert (breach.place, breach.pointer) == ("answer to /hello", "/blocks/0/text/text")
    assert priya.dm() == []


def test_many_at_once(ear: Ear, priya: Person) -> None:
    ear.says(text="Hi")
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(priya.command("/hello"))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.ok for answer in answers] == [True] * 20
    assert len(priya.dm()) == 20


def test_who_cannot_type_there(acme: Workspace, ear: Ear, room: Channel) -> None:
    with pytest.raises(SandboxError, match="is not in hiring"):
        acme.person("Outsider").command("/hello", where=room)
    with pytest.raises(SandboxError, match="cannot sign in"):
        acme.person("Gone", kind="deactivated").command("/hello")
    assert ear.heard == []


def test_ssl_check(app: Installation, ear: Ear) -> None:
    assert app.check_ssl()
    assert ear.heard[0].payload["ssl_check"] == "1"
