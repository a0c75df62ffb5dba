"""The manifest: what Slack takes, in both variants."""

import io
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from slackapp import manifest
from slackapp.cli import main
from tests.slackapp.manifest_rules import SCHEMA

ROOT = Path(__file__).parents[2]
ADDRESS = "https://interviews.example.com/slack/events"


@pytest.mark.parametrize("made", [manifest.variant("socket"), manifest.variant("http", "https://x.example", "/iv")])
def test_slack_takes_it(made: dict[str, Any]) -> None:
    jsonschema.validate(made, SCHEMA)
    settings, features = made["settings"], made["features"]
    over_http = not settings["socket_mode_enabled"]
    assert ("request_url" in settings["event_subscriptions"]) == over_http
    assert ("request_url" in settings["interactivity"]) == over_http
    assert all(("url" in command) == over_http for command in features["slash_commands"])
    assert "commands" in made["oauth_config"]["scopes"]["bot"], "Slack wants it for slash commands"
    assert settings["interactivity"]["is_enabled"]
    assert not settings["token_rotation_enabled"], "it cannot be turned off again"


@pytest.mark.parametrize("unlike", [{"display_information": {}}, {"surprise": 1}])
def test_the_rules_do_refuse(unlike: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(manifest.written() | unlike, SCHEMA)


def test_people_may_write_to_the_app_and_find_no_empty_home() -> None:
    home = manifest.written()["features"]["app_home"]
    assert home == {
        "home_tab_enabled": False,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_mentions_arrive_with_ids() -> None:
    [command] = manifest.written()["features"]["slash_commands"]
    assert command["should_escape"] is True
    assert command["usage_hint"] == "[role] · schedule · mine · digest · settings · help"


@pytest.mark.parametrize(
    "url",
    [
        "https://interviews.example.com",
        "https://interviews.example.com/",
        " https://interviews.example.com/slack/events ",
        "https://interviews.example.com/slack/events/",
    ],
)
def test_the_address_may_be_short_or_long(url: str) -> None:
    assert manifest.variant("http", url)["settings"]["interactivity"]["request_url"] == ADDRESS


@pytest.mark.parametrize("url", [None, "", "http://x.example", "x.example", "https://", "https://x.example/?a=1"])
def test_an_address_that_slack_cannot_use_is_refused(url: str | None) -> None:
    with pytest.raises(ValueError, match="https"):
        manifest.variant("http", url)


def test_what_is_printed_can_be_pasted() -> None:
    printed = CliRunner().invoke(main, ["manifest", "--mode", "http", "--url", ADDRESS, "--command", "/prep"])
    assert printed.exit_code == 0
    assert YAML(typ="safe").load(io.StringIO(printed.stdout)) == manifest.variant("http", ADDRESS, "/prep")
    printed = CliRunner().invoke(main, ["manifest"], env={"SLACK_COMMAND": ""})
    assert YAML(typ="safe").load(io.StringIO(printed.stdout)) == manifest.written()


@pytest.mark.parametrize("arguments", [["--mode", "http"], ["--command", "prep"], ["--mode", "carrier-pigeon"]])
def test_wrong_use_is_exit_code_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, ["manifest", *arguments]).exit_code == 2


def test_the_file_is_the_one_at_the_top() -> None:
    assert YAML(typ="safe").load(ROOT / "manifest.yml") == manifest.written()
