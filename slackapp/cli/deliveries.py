"""`interview-prep deliveries`"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import click

from prep.messages import Kind
from slackapp.cli.settled import settled_database
from slackapp.entry import preparing
from storage import delivery_log
from storage.database import Database, Unavailable
from storage.deliveries import State
from storage.delivery_log import Entry, Wanted

_AGO = re.compile(r"(\d{1,4})([hd])")
_UNITS = {"h": "hours", "d": "days"}
_HEADINGS = ("DUE (UTC)", "STATE", "KIND", "TO", "WORKSPACE", "SENT (UTC)", "TRIES", "WHY")


def _since(_: click.Context, __: click.Parameter, value: str) -> datetime:
    if ago := _AGO.fullmatch(value):
        return datetime.now(UTC) - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    try:
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    except ValueError:
        raise click.BadParameter("a time ago such as 12h or 7d, or a day such as 2026-11-23 (UTC).") from None


@click.command
@click.option("--team", help="A workspace's name or id.")
@click.option("--person", help="A person's id, or part of their name.")
@click.option("--state", type=click.Choice([each.value for each in State]))
@click.option("--kind", type=click.Choice([each.value for each in Kind]))
@click.option("--since", default="7d", show_default=True, callback=_since, help="Due since: 12h, 7d, 2026-11-23.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.pass_context
def deliveries(
    context: click.Context,
    team: str | None,
    person: str | None,
    state: str | None,
    kind: str | None,
    since: datetime,
    limit: int,
) -> None:
    """List what was sent, is due, was skipped or failed, and why; the latest due first. No texts are kept or shown."""
    url = settled_database().database_url
    if preparing.is_to_be_made(url):
        raise click.ClickException(f"There is no database at {preparing.describe(url)} yet: check DATABASE_URL.")
    wanted = Wanted(since, team, person, State(state) if state else None, kind)
    db = Database(url, connections=1)
    try:
        if preparing.is_behind(url):
            raise click.ClickException("The database is behind this version: run `interview-prep migrate`.")
        with db.read() as session:
            found = delivery_log.entries(session, wanted, limit + 1)
    except preparing.NotReady as error:
        raise click.ClickException(str(error)) from None
    except Unavailable as error:
        raise click.ClickException(f"The database cannot be read ({error}): check DATABASE_URL.") from None
    finally:
        db.close()
    if not found:
        click.echo("Nothing of that kind.")
        context.exit(0)
    click.echo(_table([_row(entry) for entry in found[:limit]]))
    if len(found) > limit:
        click.echo(f"… and more: --limit {limit * 10} shows them.")


def _row(entry: Entry) -> Sequence[str]:
    return (
        f"{entry.due_at:%Y-%m-%d %H:%M}",
        entry.state,
        entry.kind,
        entry.to,
        entry.team,
        f"{entry.sent_at:%m-%d %H:%M:%S}" if entry.sent_at else "",
        str(entry.attempts),
        entry.reason or "",
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(_HEADINGS, *rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in (_HEADINGS, *rows)
    ]
    return "\n".join(line.rstrip() for line in lines)
