"""`interview-prep doctor`"""

import click

from slackapp import doctor as examination
from slackapp.cli.settled import settled


@click.command
@click.pass_context
def doctor(context: click.Context) -> None:
    """Check tokens, scopes, command, database and clock. Each line says ok, or what to do next."""
    settings = settled()
    failed = False
    for finding in examination.examine(settings):
        failed |= not finding.fine
        mark = click.style("ok ", fg="green") if finding.fine else click.style("FIX", fg="red")
        click.echo(f"{mark}  {finding.about}: {finding.sentence}")
    context.exit(1 if failed else 0)
