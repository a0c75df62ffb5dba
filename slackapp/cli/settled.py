"""What every command that needs settings begins with."""

from collections.abc import Callable
from typing import TypeVar

import click

from slackapp import logs
from slackapp.settings import DatabaseSettings, Settings, SettingsMistake, load, load_database

_Loaded = TypeVar("_Loaded", bound=DatabaseSettings)


def settled() -> Settings:
    """The settings, with the log set up by them. A mistake ends the command with its sentence, exit code 1."""
    return _settled(load)


def settled_database() -> DatabaseSettings:
    """The same for a command that only looks into the database: it needs no token."""
    return _settled(load_database)


def _settled(read: Callable[[], _Loaded]) -> _Loaded:
    try:
        settings = read()
    except SettingsMistake as mistake:
        raise click.ClickException(str(mistake)) from None
    logs.set_up(settings.log_format, settings.log_level)
    return settings
