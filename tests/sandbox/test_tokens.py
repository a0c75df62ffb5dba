"""Tokens, scopes, and what is no method."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from sandbox.client import Installation, Person, Workspace
from tests.sandbox import apps


def refused(error: pytest.ExceptionInfo[SlackApiError]) -> str:
    return str(error.value.response["error"])


def test_auth_test_says_who_and_where(client: WebClient, app: Installation, acme: Workspace) -> None:
    told = client.auth_test()
    assert told["team_id"] == acme.id
    assert told["team"] == "Acme"
    assert told["user_id"] == app.bot_user_id
    assert told["bot_id"] == app.bot_id
    assert told["is_enterprise_install"] is False
    assert told["url"] == "https://acme.slack.com/"
    assert set(told.headers["x-oauth-scopes"].split(",")) == set(apps.SCOPES)


def test_a_scope_that_was_not_granted_is_named(slack: Sandbox, acme: Workspace, priya: Person) -> None:
    small = acme.install(apps.manifest(scopes=("commands", "users:read")))
    with pytest.raises(SlackApiError) as raised:
        apps.client(slack, small).chat_postMessage(channel=priya.id, text="hi")
    assert refused(raised) == "missing_scope"
    assert raised.value.response["needed"] == "chat:write"
    assert raised.value.response["provided"] == "commands,users:read"


def test_a_revoked_token_and_one_of_a_removed_app(client: WebClient, acme: Workspace, app: Installation) -> None:
    acme.revoke(app)
    with pytest.raises(SlackApiError) as raised:
        client.auth_test()
    assert refused(raised) == "token_revoked"
    acme.uninstall(app)
    with pytest.raises(SlackApiError) as raised:
        client.auth_test()
    assert refused(raised) == "account_inactive"


def test_form_json_and_token_as_an_argument_are_all_understood(
    slack: Sandbox, app: Installation, priya: Person
) -> None:
    client = WebClient(base_url=slack.api_url)
    told = client.api_call("users.info", http_verb="GET", params={"token": app.bot_token, "user": priya.id})
    assert told["user"]["id"] == priya.id
    told = client.api_call("users.info", data={"token": app.bot_token, "user": priya.id})
    assert told["user"]["id"] == priya.id
    told = client.api_call("users.info", json={"user": priya.id}, headers={"Authorization": f"Bearer {app.bot_token}"})
    assert told["user"]["id"] == priya.id


def test_one_app_in_two_workspaces(slack: Sandbox, app: Installation, client: WebClient, priya: Person) -> None:
    globex = slack.desk.workspace("Globex")
    there = globex.install(app_of=app)
    assert there.app_id == app.app_id
    assert there.app_token == app.app_token
    assert there.bot_token != app.bot_token
    assert apps.client(slack, there).team_info()["team"]["name"] == "Globex"
    assert client.team_info()["team"]["name"] == "Acme"
    with pytest.raises(SlackApiError) as raised:
        apps.client(slack, there).users_info(user=priya.id)
    assert refused(raised) == "user_not_found"


def test_bots_info(client: WebClient, app: Installation) -> None:
    assert client.bots_info(bot=app.bot_id)["bot"]["user_id"] == app.bot_user_id
    with pytest.raises(SlackApiError) as raised:
        client.bots_info(bot="B0")
    assert refused(raised) == "bot_not_found"
