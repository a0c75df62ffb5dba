"""`interview-prep manifest`"""

import os

import click

from slackapp import manifest as manifests
from slackapp.settings import COMMAND


def _command_name(_: click.Context, __: click.Parameter, value: str) -> str:
    if not COMMAND.fullmatch(value):
        raise click.BadParameter("a slash, then 1 to 31 small letters, digits, hyphens or underscores.")
    return value


@click.command
@click.option("--mode", type=click.Choice(["socket", "http"]), default="socket", show_default=True)
@click.option("--url", help="Where Slack reaches the app, for http: https://interviews.example.com")
@click.option(
    "--command",
    default=lambda: os.environ.get("SLACK_COMMAND") or "/interview",
    callback=_command_name,
    help="The command's name.  [default: SLACK_COMMAND, else /interview]",
)
def manifest(mode: manifests.Mode, url: str | None, command: str) -> None:
    """Print the manifest: paste it at https://api.slack.com/apps > Create New App > From a manifest."""
    try:
        click.echo(manifests.as_yaml(manifests.variant(mode, url, command)), nl=False)
    except ValueError as error:
        raise click.UsageError(str(error)) from None
