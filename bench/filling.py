"""Fills a database for the benchmarks: `python -m bench.filling URL TEAM MEMBER QUESTIONS`."""

import sys
from datetime import UTC, datetime

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from bench import bank
from bench.databases import analyze
from storage import members, migrate, workspaces
from storage.filling import fill, shipped_digest
from storage.members import Profile
from storage.starter_bank import load_all


def main() -> None:
    """Migrates it, then installs the workspace with the shipped bank, the large one, and a member who is known."""
    url, team_id, member_id, questions = sys.argv[1:]
    migrate.upgrade(url)
    shipped, now = load_all(), datetime.now(UTC)
    # An engine of its own: the product's cuts whoever keeps a connection for as long as this takes.
    engine = create_engine(url)
    with Session(engine) as session, session.begin():
        workspaces.install(session, team_id, "Bench", "UTC", now)
        fill(session, team_id, [*shipped, *bank.roles(shipped, int(questions))], now)
        workspaces.keep_starter_digest(session, team_id, shipped_digest())
        members.keep(session, team_id, _known(member_id), now)
    analyze(engine)
    engine.dispose()


def _known(member_id: str) -> Profile:
    return Profile(
        id=member_id,
        name="Priya Nair",
        zone="Asia/Kolkata",
        locale="en-US",
        guest=False,
        external=False,
        deactivated=False,
        admin=False,
    )


if __name__ == "__main__":
    main()
