"""Submitting, closing and acting in modals: what the app gets, and what its answers do."""

from typing import Any

import pytest
from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Person, SandboxError, View, Workspace
from tests.sandbox.apps import Ear
from tests.sandbox.views import field, modal, plain, trigger

Json = dict[str, Any]


def test_the_client_itself_checks_the_fields(ear: Ear, opened: View, priya: Person) -> None:
    before = len(ear.heard)
    assert priya.submit(opened).errors == {"name": "Please complete this required field."}
    assert priya.submit(opened, {"name": "x", "note": "123456"}).errors == {"note": "Must be at most 5 characters."}
    assert len(ear.heard) == before
    with pytest.raises(SandboxError, match=r"no field 'age'.* name, note"):
        priya.submit(opened, {"age": 3})


def test_what_a_submission_holds(ear: Ear, opened: View, priya: Person) -> None:
    ear.says()
    answer = priya.submit(opened, {"name": "Ana"})
    payload = ear.heard[-1].payload
    assert (answer.ok, answer.modals) == (True, [])
    assert payload["type"] == "view_submission"
    assert payload["view"]["id"] == opened.id
    assert payload["view"]["private_metadata"] == "kept"
    assert payload["view"]["hash"] == opened.hash
    assert payload["view"]["state"]["values"]["name"]["name"] == {"type": "plain_text_input", "value": "Ana"}
    assert payload["view"]["state"]["values"]["note"]["note"]["value"] is None
    assert payload["response_urls"] == []
    assert payload["trigger_id"]
    with pytest.raises(SandboxError, match="no such view"):
        priya.submit(opened, {"name": "Ana"})


def test_each_response_action(ear: Ear, opened: View, priya: Person) -> None:
    filled = {"name": "Ana"}
    ear.says(response_action="errors", errors={"name": "Too short"})
    assert priya.submit(opened, filled).errors == {"name": "Too short"}
    ear.says(response_action="push", view=modal("Pushed", submit=plain("Go")))
    assert [v.title for v in priya.submit(opened, filled).modals] == ["Ask", "Pushed"]
    ear.says(response_action="update", view=modal("Updated", submit=plain("Go")))
    assert [v.title for v in priya.submit(priya.modals()[-1]).modals] == ["Ask", "Updated"]
    ear.says()
    assert [v.title for v in priya.submit(priya.modals()[-1]).modals] == ["Ask"]
    ear.says(response_action="push", view=modal("Pushed", submit=plain("Go")))
    priya.submit(opened, filled)
    ear.says(response_action="clear")
    assert priya.submit(priya.modals()[-1]).modals == []


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "push", "view": {"type": "home", "blocks": []}},
        {"response_action": "jump"},
    ],
)
def test_an_answer_slack_does_not_take(slack: Sandbox, ear: Ear, opened: View, priya: Person, answer: Json) -> None:
    ear.says(**answer)
    told = priya.submit(opened, {"name": "Ana"})
    assert (told.ok, told.error) == (False, "invalid_arguments")
    assert [v.title for v in told.modals] == ["Ask"]
    assert slack.desk.breaches()[0].place == "answer to view_submission"


def test_a_submission_that_fails_leaves_the_modal(ear: Ear, opened: View, priya: Person) -> None:
    ear.says(500)
    told = priya.submit(opened, {"name": "Ana"})
    assert (told.ok, told.error, len(told.modals)) == (False, "dispatch_failed", 1)


def test_closing_tells_who_asked_to_know(client: WebClient, ear: Ear, opened: View, priya: Person) -> None:
    client.views_push(trigger_id=trigger(ear, priya), view=modal("Silent"))
    heard = len(ear.heard)
    priya.close(priya.modals()[-1])
    assert len(ear.heard) == heard
    priya.close(opened)
    payload = ear.heard[-1].payload
    assert (payload["type"], payload["view"]["id"], payload["is_cleared"]) == ("view_closed", opened.id, False)
    assert priya.modals() == []


def test_the_cross_clears_the_stack(client: WebClient, ear: Ear, opened: View, priya: Person) -> None:
    client.views_push(trigger_id=trigger(ear, priya), view=modal("Top", notify_on_close=True))
    priya.close(priya.modals()[-1], everything=True)
    closed = [(h.payload["view"]["callback_id"], h.payload["is_cleared"]) for h in ear.heard[-2:]]
    assert closed == [("Top", True), ("Ask", True)]
    assert priya.modals() == []


def test_clear_on_close_takes_those_below_too(client: WebClient, ear: Ear, opened: View, priya: Person) -> None:
    client.views_push(trigger_id=trigger(ear, priya), view=modal("Top", clear_on_close=True))
    priya.close(priya.modals()[-1])
    assert priya.modals() == []


def test_actions_in_a_modal(client: WebClient, ear: Ear, priya: Person) -> None:
    button = {"type": "button", "action_id": "more", "text": plain("More")}
    quick = field("quick") | {"dispatch_action": True}
    body = modal("Ask", {"type": "actions", "elements": [button]}, field("slow"), quick, submit=plain("Go"))
    client.views_open(trigger_id=trigger(ear, priya), view=body)
    view, heard = priya.modals()[-1], len(ear.heard)
    priya.choose(view, "slow", "typed")
    assert len(ear.heard) == heard
    priya.choose(view, "quick", "sent")
    payload = ear.heard[-1].payload
    assert payload["container"] == {"type": "view", "view_id": view.id}
    assert payload["actions"][0]["value"] == "sent"
    assert payload["view"]["state"]["values"]["slow"]["slow"]["value"] == "typed"
    assert not {"channel", "message", "response_url"} & set(payload)
    priya.press(view, "more")
    client.views_push(trigger_id=ear.heard[-1].payload["trigger_id"], view=modal("Below"))
    assert priya.wait_modal(since=view).title == "Below"


def test_a_conversation_select_with_a_response_url(client: WebClient, ear: Ear, priya: Person, ben: Person) -> None:
    where = {"type": "conversations_select", "action_id": "where", "response_url_enabled": True}
    block = {"type": "input", "block_id": "where", "label": plain("Where"), "element": where}
    client.views_open(trigger_id=trigger(ear, priya), view=modal("Share", block, submit=plain("Go")))
    direct = priya.dm_channel()
    priya.submit(priya.modals()[-1], {"where": direct})
    [route] = ear.heard[-1].payload["response_urls"]
    assert (route["block_id"], route["action_id"], route["channel_id"]) == ("where", "where", direct.id)


def test_somebody_of_another_company_acts_from_their_own_workspace(
    acme: Workspace, client: WebClient, ear: Ear
) -> None:
    zed = acme.person("Zed", kind="external", company="T0GLOBEX")
    client.views_open(trigger_id=trigger(ear, zed), view=modal("Ask", submit=plain("Go")))
    zed.submit(zed.modals()[-1])
    payload = ear.heard[-1].payload
    assert (payload["team"]["id"], payload["user"]["team_id"]) == ("T0GLOBEX", "T0GLOBEX")
    assert payload["view"]["app_installed_team_id"] == acme.id
