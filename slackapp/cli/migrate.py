"""`interview-prep migrate`"""

import click

from slackapp.cli.settled import settled_database
from slackapp.entry import preparing


@click.command
def migrate() -> None:
    """Bring the database to this version. Harmless when it is."""
    url = settled_database().database_url
    try:
        changed = preparing.migrate(url)
    except preparing.NotReady as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{'Migrated' if changed else 'Nothing to do'}: {preparing.describe(url)}")
