"""`interview-prep export`"""

import json
from typing import IO, Any
from uuid import UUID

import click

from slackapp.cli.settled import settled_database


@click.command
@click.argument("candidate")
@click.argument("file", type=click.File("w", encoding="utf-8"), default="-")
@click.option("--team", "team_id", required=True, help="The workspace's id, such as T0123456789.")
def export(candidate: str, file: IO[str], team_id: str) -> None:
    """Write what is kept about CANDIDATE to FILE, as JSON: by id, or as they are shown ("J.S.").

    Left out: why somebody cannot come, who asked whom to come instead, which messages were sent, and what was said of
    questions.
    """
    settings = settled_database()
    from storage.database import Database, Unavailable  # noqa: PLC0415 - a mistake in the settings need not wait

    db = Database(settings.database_url, connections=1)
    try:
        kept = _kept(db, team_id, candidate)
    except Unavailable as error:
        raise click.ClickException(f"The database is out of reach ({error}): check DATABASE_URL.") from None
    finally:
        db.close()
    json.dump(kept, file, ensure_ascii=False, indent=2)
    file.write("\n")


def _kept(db: Any, team_id: str, candidate: str) -> dict[str, Any]:
    from storage import exporting  # noqa: PLC0415 - as above

    with db.read() as session:
        called = exporting.called(session, team_id, candidate)
        if len(called) > 1:
            listed = "\n".join(f"  {id_}  {title}" for id_, title in called)
            raise click.UsageError(f"Several candidates are shown as “{candidate}”. Say which, by id:\n{listed}")
        candidate_id = called[0][0] if called else candidate
        kept = exporting.of_candidate(session, team_id, candidate_id) if _is_id(candidate_id) else None
    if kept is None:
        raise click.UsageError(f"There is no candidate “{candidate}” in {team_id}.")
    return kept


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
