"""`interview-prep demo` without a browser."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from slackapp import logs
from slackapp.cli import main
from slackapp.cli.demo import demo as command

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is left behind, and the log of the test run stays as it is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(logs, "set_up", lambda *_: None)


def demo(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ("demo", *arguments), env=environment)


def test_the_main_jobs_are_played_whatever_proxy_is_set() -> None:
    names = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
    played = demo("--headless", **dict.fromkeys(names, "http://127.0.0.1:9"))
    assert played.exit_code == 0, played.output
    assert "Helped 3 of 3" in played.output
    assert "That was the real app" in played.output


@pytest.mark.parametrize("url", ["mysql://ana:hush@somewhere/x", "postgresql://ana:hush@host:port/x", "sqlite://"])
def test_a_database_that_cannot_be_one_is_used_wrongly(url: str) -> None:
    refused = demo("--database", url)
    assert refused.exit_code == 2
    assert "Invalid value for '--database': DATABASE_URL" in refused.output
    assert "hush" not in refused.output


@pytest.mark.parametrize("url", ["postgresql://ana:hush@127.0.0.1:9/x", "sqlite:////dev/null/x.sqlite3"])
def test_a_database_that_is_not_there_is_one_sentence(url: str) -> None:
    failed = demo("--headless", "--database", url)
    assert failed.exit_code == 1
    assert failed.output.startswith("Error: ")
    assert len(failed.output.splitlines()) == 1
    assert "hush" not in failed.output


def test_a_company_is_not_promised_to_be_there_again() -> None:
    assert "each run brings a company of its own" in " ".join(demo("--help").output.split())


def test_every_option_stands_in_the_readme() -> None:
    lines = [line for line in README.read_text().splitlines() if line.startswith("| `interview-prep demo")]
    told = " ".join(lines)
    assert f"[--port {next(each.default for each in command.params if each.name == 'port')}]" in told
    assert [each.opts[0] for each in command.params if each.opts[0] not in told] == []
