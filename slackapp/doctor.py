"""What `interview-prep doctor` looks at: each check says that something is fine, or what to do about it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from time import time
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from slackapp import manifest
from slackapp.entry import preparing
from slackapp.settings import Settings
from slackapp.views.wording import count
from storage import bank, delivery_log
from storage.clocks import database_time
from storage.database import Database, Unavailable

_SECONDS = 10
_DRIFT = 60.0
"""Seconds. Slack's signatures are good for five minutes, and reminders are off by as much as the clock is."""
_LATELY = timedelta(days=7)
_LONG = timedelta(hours=1)
"""A look-up takes half a minute, or as long as Slack is in trouble."""
_OF_PEOPLE = frozenset({"user_disabled", "user_not_found"})
"""Why people cannot be reached who have left: nothing is to be mended."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, whether it is fine, and what was found or is to be done."""

    about: str
    fine: bool
    sentence: str


def examine(settings: Settings) -> Iterator[Finding]:
    """Looks at everything in turn; what depends on something that failed is left out."""
    client = WebClient(token=settings.slack_bot_token, base_url=settings.slack_api_url, timeout=_SECONDS)
    answer = _asked(client.auth_test)
    if isinstance(answer, str):
        yield Finding("bot token", False, f"{answer} Check SLACK_BOT_TOKEN, or install the app again.")
    else:
        yield Finding("bot token", True, f"{answer['team']}, as @{answer['user']}")
        yield _scopes(answer.headers)
        yield _clock(answer.headers)
    yield _transport(settings, client)
    yield _command(settings.slack_command)
    yield from _database(settings.database_url, None if isinstance(answer, str) else str(answer["team_id"]))


def _asked(call: Callable[[], Any]) -> Any:
    """What Slack answered, or a sentence why there is no answer."""
    try:
        return call()
    except SlackApiError as error:
        return f"Slack says {error.response.get('error')}."
    except (SlackClientError, OSError) as error:
        return f"Slack cannot be reached ({error})."


def _scopes(headers: Mapping[str, str]) -> Finding:
    wanted = set(manifest.written()["oauth_config"]["scopes"]["bot"])
    granted = _header(headers, "x-oauth-scopes")
    if granted is None:
        return Finding("scopes", True, "Slack did not name them; not compared")
    missing = sorted(wanted - {scope.strip() for scope in granted.split(",")})
    if missing:
        what = ", ".join(missing)
        return Finding("scopes", False, f"Missing: {what}. Add them under OAuth & Permissions and install again.")
    return Finding("scopes", True, ", ".join(sorted(wanted)))


def _clock(headers: Mapping[str, str]) -> Finding:
    date = _header(headers, "date")
    if date is None:
        return Finding("clock", True, "Slack sent no time; not compared")
    off = time() - parsedate_to_datetime(date).timestamp()
    if abs(off) > _DRIFT:
        way = "ahead of" if off > 0 else "behind"
        return Finding("clock", False, f"{abs(off):.0f} seconds {way} Slack's. Let NTP set this machine's time.")
    return Finding("clock", True, "agrees with Slack's")


def _transport(settings: Settings, client: WebClient) -> Finding:
    if not settings.socket_mode:
        address = f"{settings.host}:{settings.port}/slack/events"
        return Finding("HTTP", True, f"listening will be at {address}; the signing secret shows when Slack first calls")
    opened = _asked(partial(client.apps_connections_open, app_token=settings.slack_app_token))
    if isinstance(opened, str):
        what = "Check SLACK_APP_TOKEN, its scope connections:write, and that Socket Mode is on."
        return Finding("Socket Mode", False, f"{opened} {what}")
    return Finding("Socket Mode", True, "Slack gives a connection")


def _command(command: str) -> Finding:
    [slash] = manifest.written()["features"]["slash_commands"]
    if command == slash["command"]:
        return Finding("command", True, f"{command}, as in manifest.yml")
    return Finding("command", True, f"{command}; the Slack app must have it too: `interview-prep manifest` prints it")


def _database(url: str, team_id: str | None) -> Iterator[Finding]:
    where = preparing.describe(url)
    if preparing.is_to_be_made(url):
        yield Finding("database", True, f"{where} will be made at the first start")
        return
    try:
        behind = preparing.is_behind(url)
    except preparing.NotReady as error:
        yield Finding("database", False, str(error))
        return
    if behind:
        yield Finding("database", False, f"{where} is behind this version: run `interview-prep migrate`.")
        return
    if why := preparing.why_not_writable(url):
        yield Finding("database", False, f"{where} cannot be written to ({why}): check its rights.")
        return
    yield Finding("database", True, where)
    db = Database(url, connections=1)
    try:
        with db.read() as session:
            if team_id:
                yield _bank(bank.counts(session, team_id))
            yield _messages(delivery_log.failures(session, datetime.now(UTC) - _LATELY))
            if stuck := delivery_log.stuck(session, database_time(session) - _LONG):
                yield _look_ups(stuck)
    except Unavailable as error:
        yield Finding("database", False, f"{where} cannot be read ({error}).")
    finally:
        db.close()


def _bank(counts: Mapping[str, int]) -> Finding:
    if not counts:
        return Finding("questions", True, "none yet: the first start brings the starter bank")
    return Finding("questions", True, f"{len(counts)} roles with {sum(counts.values())} questions")


def _messages(failures: Mapping[str, int]) -> Finding:
    if not failures:
        return Finding("messages", True, "none failed for good in the last week")
    named = ", ".join(f"{reason} ({count})" for reason, count in failures.items())
    what = f"Failed for good in the last week: {named}. `interview-prep deliveries --state failed` lists them."
    return Finding("messages", failures.keys() <= _OF_PEOPLE, what)


def _look_ups(stuck: int) -> Finding:
    what = (
        f"{count(stuck, 'message')} in `sending` for over an hour: I can't find out whether Slack has them. "
        "Let `interview-prep run` run; if the app has not the scope im:history, add it under OAuth & Permissions and "
        "install again. `interview-prep deliveries --state sending` lists them."
    )
    return Finding("look-ups", False, what)


def _header(headers: Mapping[str, str], name: str) -> str | None:
    return next((value for key, value in headers.items() if key.lower() == name), None)
