"""Settings: read once, from the environment and `.env`, checked, frozen, handed down.

What each one is for stands in docs/running.md. No sentence here ever repeats a value that may be a secret.
"""

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal, Self, TypeVar

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

COMMAND = re.compile(r"/[a-z0-9_-]{1,31}")
"""What Slack takes for the name of a command."""
_PORT = "should be a whole number from 0 to 65535 (0: any free one)."
_MISTAKES = {
    "PORT": f"PORT {_PORT}",
    "METRICS_PORT": f"METRICS_PORT {_PORT} Leave it empty for no metrics.",
    "LOG_FORMAT": "LOG_FORMAT should be console or json.",
    "LOG_LEVEL": "LOG_LEVEL should be DEBUG, INFO, WARNING or ERROR.",
    "TICK_SECONDS": "TICK_SECONDS should be a number of seconds from 0.1 to 300.",
}
Read = TypeVar("Read")
_LONGER_NAMES = {"postgres", "postgresql"}


class SettingsMistake(Exception):
    """One sentence that names the variable and says what to do."""


def default_database_url() -> str:
    """SQLite in the user's data folder. The folder is made when the database is first opened."""
    return f"sqlite:///{user_data_path('interview-prep', appauthor=False) / 'interview-prep.sqlite3'}"


class DatabaseSettings(BaseModel):
    """What a command needs that only looks into the database. Field names are the variables' names."""

    model_config = ConfigDict(frozen=True)

    database_url: str = Field(default_factory=default_database_url, repr=False)
    log_format: Literal["console", "json"] = "console"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @model_validator(mode="before")
    @classmethod
    def _trimmed(cls, values: dict[str, Any]) -> dict[str, Any]:
        trimmed = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
        return {name: value for name, value in trimmed.items() if value != ""}

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, url: str) -> str:
        try:
            parsed = make_url(url)
        except (ArgumentError, ValueError):  # ValueError: a port that is no number
            parsed = None
        if parsed is not None and parsed.drivername in _LONGER_NAMES:
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed is None or parsed.drivername not in {"sqlite", "postgresql+psycopg"}:
            raise ValueError(
                "DATABASE_URL should look like sqlite:////path/to/file.sqlite3 or "
                "postgresql://user:password@host/name. Without it, a file in your data folder is used."
            )
        if parsed.drivername == "sqlite" and parsed.database in {None, "", ":memory:"}:
            raise ValueError("DATABASE_URL names no file: SQLite in memory would forget everything at the next start.")
        return parsed.render_as_string(hide_password=False)


class Settings(DatabaseSettings):
    """Everything the process can be told from outside."""

    slack_bot_token: str = Field(default="", repr=False)
    slack_app_token: str = Field(default="", repr=False)
    slack_signing_secret: str = Field(default="", repr=False)
    slack_api_url: str = "https://slack.com/api/"
    slack_command: str = "/interview"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 3000
    metrics_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    tick_seconds: Annotated[float, Field(ge=0.1, le=300)] = 5.0

    @property
    def socket_mode(self) -> bool:
        """Whether requests come through Socket Mode; else over HTTP."""
        return bool(self.slack_app_token)

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, token: str) -> str:
        if token.startswith("xapp-"):
            raise ValueError(
                "SLACK_BOT_TOKEN holds an app-level token (xapp-…): that one belongs in SLACK_APP_TOKEN. "
                "The bot token (xoxb-…) stands under OAuth & Permissions."
            )
        if not token.startswith("xoxb-"):
            raise ValueError(
                "SLACK_BOT_TOKEN should start with xoxb-: copy the Bot User OAuth Token from OAuth & Permissions."
            )
        return token

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, token: str) -> str:
        if token.startswith("xoxb-"):
            raise ValueError(
                "SLACK_APP_TOKEN holds a bot token (xoxb-…): that one belongs in SLACK_BOT_TOKEN. "
                "App-level tokens (xapp-…) are made under Basic Information."
            )
        if not token.startswith("xapp-"):
            raise ValueError(
                "SLACK_APP_TOKEN should start with xapp-: make an app-level token with the scope "
                "connections:write under Basic Information."
            )
        return token

    @field_validator("slack_signing_secret")
    @classmethod
    def _signing_secret(cls, secret: str) -> str:
        if secret.startswith(("xoxb-", "xapp-")):
            raise ValueError(
                "SLACK_SIGNING_SECRET holds a token: the signing secret stands under Basic Information, "
                "App Credentials."
            )
        return secret

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, url: str) -> str:
        if not re.match(r"https?://[^/\s]+", url):
            raise ValueError("SLACK_API_URL should be an address such as https://slack.com/api/, or be left out.")
        return url if url.endswith("/") else f"{url}/"

    @field_validator("slack_command")
    @classmethod
    def _command(cls, command: str) -> str:
        if not COMMAND.fullmatch(command):
            raise ValueError(
                "SLACK_COMMAND should be a slash and then 1 to 31 small letters, digits, hyphens or underscores, "
                "such as /interview."
            )
        return command

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if not self.slack_bot_token:
            raise ValueError(
                "SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions."
            )
        if not self.slack_app_token and not self.slack_signing_secret:
            raise ValueError(
                "SLACK_APP_TOKEN is missing: set it (xapp-…) for Socket Mode, or set SLACK_SIGNING_SECRET to be "
                "reached over HTTP."
            )
        return self


_CONFIG = SettingsConfigDict(
    env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, validate_default=False
)
"""Read from the environment and `.env`; what is there for others is passed over."""


class _Environment(Settings, BaseSettings):
    model_config = _CONFIG


class _DatabaseEnvironment(DatabaseSettings, BaseSettings):
    model_config = _CONFIG


def load() -> Settings:
    """Reads the environment, and `.env` in the working directory.

    Raises `SettingsMistake` with one sentence about the first thing that is wrong.
    """
    return _read(_Environment)


def load_database() -> DatabaseSettings:
    """The same for a command that needs no Slack: no token has to be there."""
    return _read(_DatabaseEnvironment)


def database_at(url: str) -> str:
    """The address of a database, as a setting holds it. Raises `SettingsMistake` where it would be a wrong one."""
    return _read(lambda: DatabaseSettings(database_url=url)).database_url


def _read(environment: Callable[[], Read]) -> Read:
    try:
        return environment()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
    except UnicodeDecodeError:
        raise SettingsMistake(".env is not UTF-8 text: save it as UTF-8.") from None
    raised = first.get("ctx", {}).get("error")
    variable = "_".join(str(part) for part in first["loc"][:1]).upper()
    raise SettingsMistake(str(raised) if raised else _MISTAKES[variable])
