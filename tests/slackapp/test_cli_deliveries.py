"""`interview-prep deliveries`, and what `doctor` says of messages that failed for good."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from prep.messages import Kind
from slackapp import logs
from slackapp.cli import main
from storage import claims, deliveries, members, settling, workspaces
from storage.database import Database
from storage.deliveries import Plan
from storage.pacing import POST
from tests.storage.test_database import PRIYA

LEASE = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of the test run stays as it is."""
    monkeypatch.setattr(logs, "set_up", lambda *_: None)


@pytest.fixture
def now(db: Database) -> datetime:
    """Acme and Globex; Ana of Acme was sent one message, failed one, has one ahead; Ben of Globex was skipped one."""
    now = datetime.now(UTC)
    with db.begin() as session:
        for team_id, name, person in (("T1", "Acme", "Ana Costa"), ("T2", "Globex", "Ben Okoro")):
            workspaces.install(session, team_id, name, "UTC", now)
            members.keep(session, team_id, replace(PRIYA, id="U1", name=person), now)
            members.keep_dm(session, team_id, "U1", "D1")
        _plan(session, "T1", Kind.DIGEST, now - timedelta(hours=2), now)
        _plan(session, "T1", Kind.REMINDER, now - timedelta(hours=1), now)
        _plan(session, "T1", Kind.DIGEST, now + timedelta(hours=20), now)
        _plan(session, "T2", Kind.DIGEST, now - timedelta(days=3), now)
    for team_id, step in (("T1", 0), ("T1", 2), ("T2", 4)):
        with db.begin() as session:
            at = now + timedelta(seconds=step)
            due = now if step else now - timedelta(minutes=90)  # then there is no reminder yet, which would go first
            [claimed] = claims.claim(session, team_id, POST, due, at, lease=LEASE, most=1)
            if team_id == "T2":
                settling.skipped(session, claimed, "no interview ahead")
            elif step:
                settling.failed(session, claimed, "messages_tab_disabled")
            else:
                settling.sent(session, claimed, "D1", "1.2", now)
    return now


def _plan(session: Session, team_id: str, kind: Kind, due_at: datetime, now: datetime) -> None:
    plan = Plan(kind, f"{kind} {due_at}", "U1", None, {"secret": "what it says"}, due_at)
    assert deliveries.plan(session, team_id, plan, now)


def listed(database_url: str, *options: str) -> list[str]:
    """The lines without their headings, their columns one blank apart."""
    result = CliRunner().invoke(main, ["deliveries", *options], env={"DATABASE_URL": database_url})
    assert result.exit_code == 0, result.output
    assert "what it says" not in result.output
    return [" ".join(line.split()[2:]) for line in result.output.splitlines()[1:]]


def test_what_was_sent_is_due_was_skipped_and_why(now: datetime, database_url: str) -> None:
    ahead, reminder, digest, other = listed(database_url)
    assert ahead == "planned digest Ana Costa Acme 0"
    assert reminder == "failed reminder Ana Costa Acme 1 messages_tab_disabled"
    assert digest == f"sent digest Ana Costa Acme {now:%m-%d %H:%M:%S} 1"
    assert other == "skipped digest Ben Okoro Globex 1 no interview ahead"


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (["--team", "acme"], 3),
        (["--team", "T2"], 1),
        (["--person", "okoro"], 1),
        (["--person", "U1"], 4),
        (["--state", "failed"], 1),
        (["--kind", "digest", "--team", "Acme"], 2),
        (["--since", "12h"], 3),
    ],
)
def test_filters(now: datetime, database_url: str, options: list[str], number: int) -> None:
    assert len(listed(database_url, *options)) == number, now


@pytest.mark.usefixtures("now")
def test_a_limit_says_that_there_is_more(database_url: str) -> None:
    result = CliRunner().invoke(main, ["deliveries", "--limit", "2"], env={"DATABASE_URL": database_url})
    assert result.output.splitlines()[-1] == "… and more: --limit 20 shows them."


def test_nothing_and_nonsense(database_url: str) -> None:
    environment = {"DATABASE_URL": database_url}
    nothing = CliRunner().invoke(main, ["deliveries"], env=environment)
    assert (nothing.exit_code, nothing.output) == (0, "Nothing of that kind.\n")
    assert CliRunner().invoke(main, ["deliveries", "--since", "ever"], env=environment).exit_code == 2
    absent = CliRunner().invoke(main, ["deliveries"], env={"DATABASE_URL": "sqlite:////proc/none/x.sqlite3"})
    assert absent.exit_code == 1
    assert "There is no database" in absent.output
