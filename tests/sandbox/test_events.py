"""Events: who is told, the envelope, retries, and what happens when an app goes."""

import threading
from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Channel, Installation, Person, SandboxError, Workspace
from sandbox.local_slack import Timing
from tests.sandbox import apps
from tests.sandbox.apps import Ear, Heard

Json = dict[str, Any]


def inner(ear: Ear) -> list[Json]:
    return [heard.payload["event"] for heard in ear.heard]


def test_the_envelope(slack: Sandbox, acme: Workspace, app: Installation, ear: Ear, priya: Person) -> None:
    priya.update(zone="Europe/Berlin")
    assert slack.desk.settled()
    [heard] = ear.heard
    envelope = heard.payload
    assert heard.headers["Content-Type"] == "application/json"
    assert heard.headers["X-Slack-Signature"].startswith("v0=")
    assert "X-Slack-Retry-Num" not in heard.headers
    assert (envelope["type"], envelope["team_id"], envelope["api_app_id"]) == ("event_callback", acme.id, app.app_id)
    assert envelope["event_id"].startswith("Ev")
    assert isinstance(envelope["event_time"], int)
    assert envelope["is_ext_shared_channel"] is False
    assert envelope["authorizations"] == [
        {
            "enterprise_id": None,
            "team_id": acme.id,
            "user_id": app.bot_user_id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
    ]
    event = envelope["event"]
    assert (event["type"], event["user"]["id"], event["user"]["tz"]) == ("user_change", priya.id, "Europe/Berlin")


def test_every_change_of_a_person(slack: Sandbox, ear: Ear, priya: Person) -> None:
    priya.update(zone=None)
    priya.update(kind="deactivated")
    priya.update(name="Priya N.", locale="fr-FR")
    assert slack.desk.settled()
    users = [event["user"] for event in inner(ear)]
    assert any("tz" not in user for user in users)
    assert any(user["deleted"] for user in users)


def test_reactions(
    slack: Sandbox, client: WebClient, app: Installation, ear: Ear, room: Channel, priya: Person
) -> None:
    ts = client.chat_postMessage(channel=room.id, text="Rate me")["ts"]
    message = priya.messages(room)[0]
    for _ in range(2):  # the second time is no change, so no event
        priya.react(message, "+1::skin-tone-2")
    assert priya.messages(room)[0].reactions == {"+1::skin-tone-2": [priya.id]}
    assert slack.desk.settled()
    priya.unreact(message, "+1::skin-tone-2")
    priya.unreact(message, "star")
    assert slack.desk.settled()
    added, removed = inner(ear)
    assert added.pop("event_ts")
    assert added == {
        "type": "reaction_added",
        "user": priya.id,
        "reaction": "+1::skin-tone-2",
        "item_user": app.bot_user_id,
        "item": {"type": "message", "channel": room.id, "ts": ts},
    }
    assert removed["type"] == "reaction_removed"
    assert priya.messages(room)[0].reactions == {}


def test_an_app_hears_only_where_it_is(slack: Sandbox, acme: Workspace, ear: Ear, priya: Person, ben: Person) -> None:
    outside = acme.channel("outside", [priya])
    priya.react(priya.say(outside, "x"), "star")
    priya.say(acme.dm(priya, ben), "between us")
    priya.say(None, "to the app")
    assert slack.desk.settled()
    [event] = inner(ear)
    assert (event["type"], event["channel_type"], event["text"]) == ("message", "im", "to the app")


def test_an_app_hears_only_what_it_asked_for_and_may(slack: Sandbox, acme: Workspace, priya: Person) -> None:
    with apps.listening() as (ear, url):
        acme.install(apps.manifest(events=()), request_url=url)
        acme.install(apps.manifest(scopes=("commands",)), request_url=url)
        priya.update(zone="Europe/Berlin")
        assert slack.desk.settled()
        assert ear.heard == []


def test_mentions_and_new_people(slack: Sandbox, acme: Workspace, priya: Person) -> None:
    wanted = apps.manifest(scopes=("app_mentions:read", "users:read"), events=("app_mention", "team_join"))
    with apps.listening() as (ear, url):
        app = acme.install(wanted, request_url=url)
        room = acme.channel("here", [priya])
        room.add(app)
        priya.say(room, f"<@{app.bot_user_id}> hi")
        acme.person("New")
        assert slack.desk.settled()
        assert sorted(event["type"] for event in inner(ear)) == ["app_mention", "team_join"]


def test_an_unacknowledged_event_comes_again(slack: Sandbox, acme: Workspace, app: Installation, ear: Ear) -> None:
    ear.says(500)
    [receipt] = acme.emit(app, {"type": "user_change"}, event_id="Ev1")
    assert (receipt.ok, receipt.status, receipt.error) == (False, 500, "http_error")
    retries = [(h.headers.get("X-Slack-Retry-Num"), h.headers.get("X-Slack-Retry-Reason")) for h in ear.heard]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert {heard.payload["event_id"] for heard in ear.heard} == {"Ev1"}
    assert [d.attempt for d in slack.desk.deliveries("event")] == [0, 1, 2, 3]


def test_it_stops_when_it_is_acknowledged(acme: Workspace, app: Installation, ear: Ear) -> None:
    answers = iter([500, 503, 200])
    ear.answer = lambda _: (next(answers), {}, "")
    assert acme.emit(app, {"type": "user_change"})[0].ok
    assert len(ear.heard) == 3


def test_an_app_can_refuse_retries(acme: Workspace, app: Installation, ear: Ear) -> None:
    ear.answer = lambda _: (500, {"x-slack-no-retry": "1"}, "")
    assert not acme.emit(app, {"type": "user_change"})[0].ok
    assert len(ear.heard) == 1


def test_a_slow_app_hears_why(acme: Workspace, app: Installation, ear: Ear) -> None:
    release, first = threading.Event(), iter([True])

    def answer(_: Heard) -> tuple[int, dict[str, str], str]:
        if next(first, False):
            release.wait(5)
        return 200, {}, ""

    ear.answer = answer
    assert acme.emit(app, {"type": "user_change"})[0].ok
    release.set()
    assert ear.heard[1].headers["X-Slack-Retry-Reason"] == "http_timeout"


def test_slacks_own_delays() -> None:
    assert Timing().retry_delays == (0, 60, 300)
    assert (Timing().ack, Timing().trigger, Timing().response_url) == (3, 3, 1800)


def test_the_same_event_several_times(acme: Workspace, app: Installation, ear: Ear) -> None:
    assert [r.ok for r in acme.emit(app, {"type": "user_change"}, times=3)] == [True] * 3
    assert len({heard.payload["event_id"] for heard in ear.heard}) == 1


@pytest.mark.parametrize("uninstalled_first", [True, False])
def test_an_app_is_removed(
    acme: Workspace, app: Installation, ear: Ear, priya: Person, *, uninstalled_first: bool
) -> None:
    assert acme.uninstall(app, uninstalled_first=uninstalled_first) == [True, True]
    names = ["app_uninstalled", "tokens_revoked"]
    assert [event["type"] for event in inner(ear)] == (names if uninstalled_first else names[::-1])
    revoked = next(event for event in inner(ear) if event["type"] == "tokens_revoked")
    assert revoked["tokens"] == {"oauth": [], "bot": [app.bot_user_id]}
    heard = len(ear.heard)
    with pytest.raises(SandboxError, match="not installed"):
        priya.command("/hello")
    assert len(ear.heard) == heard


def test_app_rate_limited_has_no_event(acme: Workspace, app: Installation, ear: Ear) -> None:
    assert acme.rate_limited(app).ok
    payload = ear.heard[0].payload
    assert (payload["type"], payload["team_id"], "event" in payload) == ("app_rate_limited", acme.id, False)
    assert payload["minute_rate_limited"] % 60 == 0


def test_url_verification(app: Installation, ear: Ear) -> None:
    assert not app.verify_request_url()
    ear.answer = lambda heard: (200, {"Content-Type": "text/plain"}, heard.payload["challenge"])
    assert app.verify_request_url()
    assert ear.heard[-1].payload["type"] == "url_verification"


def test_a_shared_channel_is_marked(
    slack: Sandbox, acme: Workspace, app: Installation, ear: Ear, priya: Person
) -> None:
    room = acme.channel("shared", [priya], shared=True)
    room.add(app)
    priya.react(priya.say(room, "x"), "star")
    assert slack.desk.settled()
    assert ear.heard[0].payload["is_ext_shared_channel"] is True
