"""Promises that no compiler sees: what is heard, what Slack is told of it, and what each listener asks for."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from slack_bolt.kwargs_injection.args import Args

import slackapp
from slackapp import manifest
from slackapp.settings import Settings
from tests.slackapp.office import Office

SOURCE = Path(inspect.getfile(slackapp)).parent
DOCS = SOURCE.parent / "docs"

# https://docs.slack.dev/reference/methods: a call needs one of these.
SCOPES = {
    "auth_test": set[str](),
    "apps_connections_open": set[str](),
    "views_open": set[str](),
    "views_push": set[str](),
    "views_update": set[str](),
    "chat_postMessage": {"chat:write"},
    "conversations_history": {"im:history"},  # of direct messages only
    "conversations_info": {"channels:read", "groups:read"},  # public and private channels: both are looked into
    "conversations_open": {"im:write"},
    "reactions_get": {"reactions:read"},
    "users_info": {"users:read"},
}
# https://docs.slack.dev/reference/events
EVENT_SCOPES = {
    "app_uninstalled": set[str](),
    "message": {"im:history"},  # those of direct messages are asked for, no others
    "tokens_revoked": set[str](),
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "user_change": {"users:read"},
}


def calls(*folders: str) -> Iterator[ast.Call]:
    """Every call of a method in the app's source."""
    for path in SOURCE.rglob("*.py"):
        if not folders or path.relative_to(SOURCE).parts[0] in folders:
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    yield node


def heard(kind: str) -> set[Any]:
    """The names that listeners register for, of a kind of Bolt's (`event`, `shortcut`)."""
    return {
        node.args[0].value
        for node in calls("listeners")
        if isinstance(node.func, ast.Attribute) and node.func.attr == kind and isinstance(node.args[0], ast.Constant)
    }


def test_the_manifest_names_exactly_what_is_heard(office: Office) -> None:
    written = manifest.written()
    events = written["settings"]["event_subscriptions"]["bot_events"]
    assert {each.partition(".")[0] for each in events} == heard("event")  # `message.im` arrives as a `message`
    assert [each for each in events if each.startswith("message")] == ["message.im"]
    assert heard("shortcut") == set()
    assert "shortcuts" not in written["features"]
    default = Settings.model_fields["slack_command"].default
    assert [each["command"] for each in written["features"]["slash_commands"]] == [default]


def test_the_scopes_are_exactly_those_that_are_used() -> None:
    used = {"commands"}
    for node in calls():
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        used |= SCOPES.get(name, set())
    referred = {
        node.attr
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in SCOPES
    }
    for name in referred:
        used |= SCOPES[name]
    for event in heard("event"):
        used |= EVENT_SCOPES[event]
    assert set(manifest.written()["oauth_config"]["scopes"]["bot"]) == used


def test_bolt_knows_every_argument_of_every_listener(office: Office) -> None:
    """Bolt passes None for a name it does not know, and only logs."""
    known = set(inspect.signature(Args.__init__).parameters)  # `self` among them: bound methods are listeners too
    listeners = office.assembled.app._listeners  # noqa: SLF001 - Bolt has no public list of them
    assert len(listeners) > 10
    for listener in listeners:
        asked = set(listener.arg_names)  # type: ignore[attr-defined]
        assert asked <= known, f"{listener} asks for {asked - known}"


def test_every_setting_stands_in_the_documentation() -> None:
    running = (DOCS / "running.md").read_text()
    for name in Settings.model_fields:
        assert f"`{name.upper()}`" in running
