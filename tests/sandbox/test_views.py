"""views.*: triggers, the stack, hashes and external ids; and the Home tab."""

import time
from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Person, View, Workspace
from tests.sandbox import apps
from tests.sandbox.apps import Ear, refused
from tests.sandbox.views import field, modal, plain, trigger

Json = dict[str, Any]


def test_a_modal_opens_for_the_one_who_acted(client: WebClient, ear: Ear, priya: Person, ben: Person) -> None:
    told = client.views_open(trigger_id=trigger(ear, priya), view=modal("Ask"))["view"]
    [view] = priya.modals()
    assert (view.id, view.hash, view.title, view.callback_id) == (told["id"], told["hash"], "Ask", "Ask")
    assert told["root_view_id"] == told["id"]
    assert told["blocks"][0]["block_id"]
    assert ben.modals() == []


def test_a_trigger_works_once(client: WebClient, ear: Ear, priya: Person) -> None:
    given = trigger(ear, priya)
    client.views_open(trigger_id=given, view=modal("One"))
    assert refused(client, "views.open", trigger_id=given, view=modal("Two")) == "exchanged_trigger_id"
    assert refused(client, "views.open", trigger_id="1.2.3", view=modal("Two")) == "invalid_trigger_id"
    assert refused(client, "views.open", trigger_id=given) == "invalid_arguments"


def test_a_trigger_lives_three_seconds(client: WebClient, ear: Ear, priya: Person) -> None:
    early, late = trigger(ear, priya), trigger(ear, priya)
    time.sleep(2.7)  # Slack's own three seconds, which no argument of this server has changed
    client.views_open(trigger_id=early, view=modal("In time"))
    time.sleep(0.5)
    assert refused(client, "views.open", trigger_id=late, view=modal("Too late")) == "expired_trigger_id"


def test_a_trigger_is_the_apps_own(slack: Sandbox, acme: Workspace, ear: Ear, priya: Person) -> None:
    given = trigger(ear, priya)
    other = apps.client(slack, acme.install(apps.manifest()))
    assert refused(other, "views.open", trigger_id=given, view=modal("Theirs")) == "invalid_trigger_id"


def test_three_views_and_no_more(client: WebClient, ear: Ear, priya: Person) -> None:
    client.views_open(trigger_id=trigger(ear, priya), view=modal("1"))
    for title in ("2", "3"):
        told = client.views_push(trigger_id=trigger(ear, priya), view=modal(title))["view"]
    assert [v.title for v in priya.modals()] == ["1", "2", "3"]
    assert told["root_view_id"] == priya.modals()[0].id
    assert told["previous_view_id"] == priya.modals()[1].id
    assert refused(client, "views.push", trigger_id=trigger(ear, priya), view=modal("4")) == "push_limit_reached"
    priya.close(priya.modals()[-1])
    assert [v.title for v in priya.modals()] == ["1", "2"]
    client.views_open(trigger_id=trigger(ear, priya), view=modal("New"))
    assert [v.title for v in priya.modals()] == ["New"]


def test_a_view_against_the_rules_does_not_spend_the_trigger(
    slack: Sandbox, client: WebClient, ear: Ear, priya: Person
) -> None:
    given = trigger(ear, priya)
    wrong = modal("x" * 25)
    assert refused(client, "views.open", trigger_id=given, view=wrong) == "invalid_arguments"
    assert slack.desk.breaches()[0].place == "views.open"
    client.views_open(trigger_id=given, view=modal("Right"))


def test_update_with_a_hash_that_is_old(client: WebClient, opened: View, priya: Person) -> None:
    told = client.views_update(view_id=opened.id, hash=opened.hash, view=modal("Second"))["view"]
    assert told["id"] == opened.id
    assert told["hash"] != opened.hash
    asked: Json = {"view_id": opened.id, "hash": opened.hash, "view": modal("Third")}
    assert refused(client, "views.update", **asked) == "hash_conflict"
    assert priya.modals()[-1].title == "Second"
    assert refused(client, "views.update", view_id="V0", view=modal("x")) == "not_found"


def test_external_ids(client: WebClient, ear: Ear, opened: View, priya: Person) -> None:
    again = modal("Again", external_id="e1")
    client.views_update(external_id="e1", view=modal("By name", external_id="e1"))
    assert priya.modals()[-1].title == "By name"
    assert refused(client, "views.push", trigger_id=trigger(ear, priya), view=again) == "duplicate_external_id"
    priya.close(priya.modals()[-1])
    client.views_open(trigger_id=trigger(ear, priya), view=again)


def test_what_was_typed_outlives_an_update(client: WebClient, opened: View, priya: Person) -> None:
    priya.choose(opened, "name", "Ana")
    other = {"type": "section", "text": plain("New")}
    client.views_update(view_id=opened.id, view=modal("Ask", other, field("name"), submit=plain("Tell")))
    assert priya.modals()[-1].values == {"name": {"name": {"type": "plain_text_input", "value": "Ana"}}}


def test_waiting_says_what_is_there(client: WebClient, opened: View, priya: Person) -> None:
    with pytest.raises(TimeoutError, match="ASK"):
        priya.wait_modal(since=opened, timeout=0.05)


def test_the_home_tab(slack: Sandbox, client: WebClient, ear: Ear, acme: Workspace, priya: Person) -> None:
    home = {"type": "home", "blocks": [{"type": "section", "text": plain("Home")}]}
    assert priya.open_home() is None
    first = client.views_publish(user_id=priya.id, view=home)["view"]
    second = client.views_publish(user_id=priya.id, view=home, hash=first["hash"])["view"]
    assert (second["id"], second["hash"] != first["hash"]) == (first["id"], True)
    asked: Json = {"user_id": priya.id, "view": home, "hash": first["hash"]}
    assert refused(client, "views.publish", **asked) == "hash_conflict"
    assert refused(client, "views.publish", user_id=priya.id, view=modal("x")) == "invalid_arguments"
    view = priya.open_home()
    assert view is not None
    assert view.reading() == "Home"
    assert slack.desk.settled()
    opened = [(h.payload["event"]["tab"], "view" in h.payload["event"]) for h in ear.heard]
    assert sorted(opened) == [("home", False), ("home", True)]
    closed = apps.manifest()
    closed["features"]["app_home"]["home_tab_enabled"] = False
    other = apps.client(slack, acme.install(closed))
    assert refused(other, "views.publish", user_id=priya.id, view=home) == "not_enabled"
