"""The command line: help, exit codes, `migrate`, `doctor`."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from sandbox import Sandbox
from sandbox.client import Installation
from slackapp import logs, manifest
from slackapp.cli import main
from slackapp.cli.lazy import Lazy
from slackapp.settings import Settings
from storage import claims, deliveries, workspaces
from storage.database import Database
from storage.deliveries import Plan
from storage.pacing import POST


@pytest.fixture(scope="module")
def slack() -> Iterator[Sandbox]:
    with Sandbox.start() as slack:
        yield slack


@pytest.fixture
def installed(slack: Sandbox) -> Installation:
    return slack.desk.workspace("Acme").install(manifest.written())


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is set, nothing is kept, and the log of the test run stays as it is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(logs, "set_up", lambda *_: None)


def call(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, arguments, env=environment)


def environment_of(app: Installation, slack: Sandbox, **more: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": app.bot_token,
        "SLACK_APP_TOKEN": app.app_token,
        "SLACK_API_URL": slack.api_url,
    } | more


def test_help_names_every_command_and_every_command_is_there() -> None:
    shown = call("--help")
    assert shown.exit_code == 0
    assert isinstance(main, Lazy)
    context = click.Context(main)
    for name in main.list_commands(context):
        assert name in shown.stdout
        command = main.get_command(context, name)
        assert command
        assert command.name == name
        assert call(name, "--help").exit_code == 0


def test_wrong_use_is_exit_code_2() -> None:
    assert call("dance").exit_code == 2
    assert call("run", "--fast").exit_code == 2


def test_a_wrong_setting_is_exit_code_1() -> None:
    for name in ("run", "doctor"):
        result = call(name)
        assert result.exit_code == 1
        assert "SLACK_BOT_TOKEN is missing" in result.output
    for name in ("run", "doctor", "migrate", "deliveries"):
        result = call(name, DATABASE_URL="mysql://somewhere")
        assert result.exit_code == 1
        assert "DATABASE_URL should look like" in result.output


def test_migrate(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "x.sqlite3"
    environment = {"DATABASE_URL": f"sqlite:///{path}"}
    assert call("migrate", **environment).output == f"Migrated: {path}\n", "it needs no token"
    assert call("migrate", **environment).output == f"Nothing to do: {path}\n"
    path.write_bytes(b"not a database at all, but long enough to be looked at" * 100)
    refused = call("migrate", **environment)
    assert refused.exit_code == 1
    assert "check DATABASE_URL" in refused.output


def test_doctor_finds_all_well(installed: Installation, slack: Sandbox) -> None:
    environment = environment_of(installed, slack)
    before = call("doctor", **environment)
    assert before.exit_code == 0, before.output
    assert "will be made at the first start" in before.output
    call("migrate", **environment)
    result = call("doctor", **environment)
    assert result.exit_code == 0, result.output
    abouts = [line.split(":")[0] for line in result.output.splitlines()]
    wanted = ("bot token", "scopes", "clock", "Socket Mode", "command", "database", "questions", "messages")
    assert abouts == [f"ok   {about}" for about in wanted]


def test_doctor_says_what_to_do(slack: Sandbox, tmp_path: Path) -> None:
    little = manifest.written()
    little["oauth_config"]["scopes"]["bot"] = ["commands", "chat:write"]
    app = slack.desk.workspace("Acme").install(little)
    path = tmp_path / "x.sqlite3"
    environment = environment_of(app, slack, DATABASE_URL=f"sqlite:///{path}", SLACK_COMMAND="/prep")
    path.touch()
    result = call("doctor", **environment | {"SLACK_APP_TOKEN": "xapp-wrong"})
    assert result.exit_code == 1
    missing = "channels:read, groups:read, im:history, im:write, reactions:read, users:read"
    assert f"FIX  scopes: Missing: {missing}." in result.output
    assert "FIX  Socket Mode: Slack says invalid_auth. Check SLACK_APP_TOKEN" in result.output
    assert "FIX  database:" in result.output
    assert "ok   command: /prep; the Slack app must have it too" in result.output
    wrong = call("doctor", **environment | {"SLACK_BOT_TOKEN": "xoxb-wrong"})
    assert "FIX  bot token: Slack says invalid_auth." in wrong.output
    nowhere = call("doctor", **environment | {"SLACK_API_URL": "http://127.0.0.1:9/api/"})
    assert "FIX  bot token: Slack cannot be reached" in nowhere.output


@pytest.mark.parametrize(("hours", "found"), [(2, True), (0, False)])
def test_doctor_counts_what_nobody_could_find_out_about(
    installed: Installation, slack: Sandbox, tmp_path: Path, hours: int, found: bool
) -> None:
    url = f"sqlite:///{tmp_path / 'x.sqlite3'}"
    environment = environment_of(installed, slack, DATABASE_URL=url)
    call("migrate", **environment)
    db, at = Database(url, connections=1), datetime.now(UTC) - timedelta(hours=hours)
    with db.begin() as session:
        for team_id in ("T1", "T2"):
            workspaces.install(session, team_id, team_id, "UTC", at)
            deliveries.plan(session, team_id, Plan("reply", "once", None, "C1", {}, at), at)
            assert claims.claim(session, team_id, POST, at, at, lease=timedelta(seconds=30), most=1)
        workspaces.uninstall(session, "T2", at)
    db.close()
    result = call("doctor", **environment)
    assert (result.exit_code == 1) is found
    assert ("FIX  look-ups: 1 message in `sending` for over an hour" in result.output) is found
    assert ("im:history" in result.output.partition("look-ups")[2]) is found
