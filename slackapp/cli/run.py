"""`interview-prep run`"""

import gc
from functools import partial

import click
import structlog

from slackapp.cli.settled import settled


@click.command
@click.option("--migrate", is_flag=True, help="Apply pending migrations first (SQLite: always done).")
def run(migrate: bool) -> None:
    """Run the app until SIGTERM or Ctrl-C: Socket Mode when SLACK_APP_TOKEN is set, else HTTP."""
    settings = settled()
    gc.disable()  # what is imported now stays: looking through it again and again while it grows costs a fifth
    # Imported after the settings were read: a mistake there need not wait for all of this.
    from slackapp.assembly import assemble  # noqa: PLC0415
    from slackapp.entry import run as entry  # noqa: PLC0415
    from slackapp.entry.http_server import CannotListen  # noqa: PLC0415
    from slackapp.entry.preparing import NotReady, describe, prepare  # noqa: PLC0415
    from slackapp.entry.socket_mode import CannotConnect  # noqa: PLC0415
    from slackapp.installations import TokenRefused  # noqa: PLC0415
    from storage.database import Unavailable  # noqa: PLC0415

    gc.freeze()
    gc.enable()

    try:
        prepare(settings.database_url, may_migrate=migrate)
        structlog.get_logger(__name__).info("database", at=describe(settings.database_url))
        entry.run(settings, partial(assemble, settings))
    except (NotReady, CannotListen, CannotConnect, TokenRefused) as error:
        raise click.ClickException(str(error)) from None
    except Unavailable as error:
        raise click.ClickException(f"The database went away while starting ({error}): check DATABASE_URL.") from None
