"""What every command that needs settings begins with."""

import click

from slackapp import logs
from slackapp.settings import Settings, SettingsMistake, load


def settled() -> Settings:
    """The settings, with the log set up by them. A mistake ends the command with its sentence, exit code 1."""
    try:
        settings = load()
    except SettingsMistake as mistake:
        raise click.ClickException(str(mistake)) from None
    logs.set_up(settings.log_format, settings.log_level)
    return settings
