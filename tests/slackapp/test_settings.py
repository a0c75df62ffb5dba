"""Settings: what is understood, and the sentence for what is not."""

from pathlib import Path

import pytest

from slackapp.settings import Settings, SettingsMistake, default_database_url, load

SECRET = "hunter2"


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No `.env`, and none of our variables."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")


def test_little_is_needed(enough: None) -> None:
    settings = load()
    assert settings.socket_mode
    assert settings.slack_api_url == "https://slack.com/api/"
    assert (settings.slack_command, settings.host, settings.port) == ("/interview", "127.0.0.1", 3000)
    assert (settings.metrics_port, settings.tick_seconds) == (None, 5.0)
    assert settings.database_url == default_database_url()
    assert settings.database_url.startswith("sqlite:////")


def test_a_signing_secret_means_http(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "abc")
    assert not load().socket_mode


def test_env_files_are_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("SLACK_BOT_TOKEN=xoxb-file\nSLACK_SIGNING_SECRET='s'\nPORT=4000\nUNKNOWN=1\n", "utf-8")
    monkeypatch.setenv("PORT", "5000")
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("ENCRYPTION_KEYS", "later")
    settings = load()
    assert (settings.slack_bot_token, settings.port) == ("xoxb-file", 5000)


@pytest.mark.parametrize("name", [name.upper() for name in Settings.model_fields if "token" not in name])
@pytest.mark.parametrize("value", ["", "  "])
def test_empty_is_unset(enough: None, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    expected = load()
    monkeypatch.setenv(name, value)
    assert load() == expected


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ("postgres://u:p%40@h/d", "postgresql+psycopg://u:p%40@h/d"),
        ("postgresql://h/d?sslmode=require", "postgresql+psycopg://h/d?sslmode=require"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
        ("sqlite:////tmp/x.sqlite3", "sqlite:////tmp/x.sqlite3"),
    ],
)
def test_database_addresses(enough: None, monkeypatch: pytest.MonkeyPatch, given: str, understood: str) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    assert load().database_url == understood


def test_the_final_slash_is_optional(enough: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:8080/api")
    assert load().slack_api_url == "http://127.0.0.1:8080/api/"


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("SLACK_BOT_TOKEN", f"xapp-{SECRET}", "SLACK_APP_TOKEN"),
        ("SLACK_BOT_TOKEN", SECRET, "xoxb-"),
        ("SLACK_APP_TOKEN", f"xoxb-{SECRET}", "SLACK_BOT_TOKEN"),
        ("SLACK_APP_TOKEN", SECRET, "connections:write"),
        ("SLACK_SIGNING_SECRET", f"xoxb-{SECRET}", "App Credentials"),
        ("SLACK_API_URL", f"slack.com/{SECRET}", "https://slack.com/api/"),
        ("SLACK_COMMAND", "interview", "/interview"),
        ("SLACK_COMMAND", "/Interview", "small letters"),
        ("SLACK_COMMAND", "/" + "a" * 32, "31"),
        ("DATABASE_URL", f"mysql://u:{SECRET}@h/d", "postgresql://"),
        ("DATABASE_URL", f"postgres://u:{SECRET}@h:port/d", "postgresql://"),
        ("DATABASE_URL", f"//{SECRET}", "sqlite:///"),
        ("DATABASE_URL", "sqlite://", "names no file"),
        ("DATABASE_URL", "sqlite:///:memory:", "names no file"),
        ("PORT", "65536", "65535"),
        ("PORT", "three", "65535"),
        ("METRICS_PORT", "-1", "65535"),
        ("LOG_FORMAT", "xml", "json"),
        ("LOG_LEVEL", "LOUD", "INFO"),
        ("TICK_SECONDS", "0", "0.1"),
        ("TICK_SECONDS", "nan", "0.1"),
    ],
)
def test_a_mistake_gets_a_sentence(
    enough: None, monkeypatch: pytest.MonkeyPatch, name: str, value: str, hint: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsMistake) as raised:
        load()
    sentence = str(raised.value)
    assert sentence.startswith(name)
    assert hint in sentence
    assert SECRET not in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsMistake, match="SLACK_BOT_TOKEN is missing"):
        load()
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    with pytest.raises(SettingsMistake, match=r"SLACK_APP_TOKEN is missing.*SLACK_SIGNING_SECRET"):
        load()


def test_an_env_file_that_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_bytes(b"SLACK_BOT_TOKEN=\xff\xfe")
    with pytest.raises(SettingsMistake, match="UTF-8"):
        load()


def test_secrets_are_not_shown(enough: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_SIGNING_SECRET", SECRET)
    monkeypatch.setenv("DATABASE_URL", f"postgres://u:{SECRET}@h/d")
    shown = repr(load())
    for secret in (SECRET, "xoxb-1", "xapp-1"):
        assert secret not in shown
