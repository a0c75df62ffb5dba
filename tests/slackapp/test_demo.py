"""`interview-prep demo` without a browser."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from slackapp import logs
from slackapp.cli import main


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
