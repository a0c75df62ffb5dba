"""When things go wrong around the app: people are told, events come again, nothing is done twice or half."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from sandbox import Sandbox
from storage import migrate
from storage.tables import Audit, Seen
from tests.slackapp.office import Office, open_office, until


def test_an_event_that_comes_three_times_counts_once(office: Office) -> None:
    office.acme.emit(office.installation, {"type": "app_uninstalled"}, event_id="Ev1", times=3)
    office.desk.settled()
    with office.db.read() as session:
        assert len(session.query(Audit).all()) == 1
        assert [row.key for row in session.query(Seen)] == ["event:Ev1"]


def test_an_event_that_could_not_be_done_comes_again(office: Office) -> None:
    """The table is gone for the first delivery; Slack's retry finds it."""
    with office.db.begin() as session:
        session.execute(text("ALTER TABLE audit RENAME TO audit_elsewhere"))
    with ThreadPoolExecutor() as meanwhile:
        meanwhile.submit(office.acme.emit, office.installation, {"type": "app_uninstalled"}, event_id="Ev1")
        until(lambda: any(each.status == 500 for each in office.desk.deliveries("event:app_uninstalled")))
        with office.db.begin() as session:
            session.execute(text("ALTER TABLE audit_elsewhere RENAME TO audit"))
    office.desk.settled()
    with office.db.read() as session:
        assert len(session.query(Audit).all()) == 1
    statuses = [each.status for each in office.desk.deliveries("event:app_uninstalled")]
    assert statuses[0] == 500
    assert statuses[-1] == 200


def test_rate_limited_by_slack_is_no_error(office: Office) -> None:
    told = office.acme.rate_limited(office.installation)
    assert told.status == 200


def test_a_locked_database_gets_a_sentence_with_an_id_in_time(slack: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "locked.sqlite3"
    migrate.upgrade(f"sqlite:///{path}")
    with open_office(slack, f"sqlite:///{path}") as office:
        message = office.ask("trust-safety")
        blocker = sqlite3.connect(path, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        answer = office.priya.press(message, "set.different")
        assert answer.ok
        assert answer.seconds < 3
        told = office.priya.wait_message(office.priya.dm_channel(), containing="I can't reach my notes")
        assert "tell whoever runs this app" in told.text
        blocker.execute("ROLLBACK")
        blocker.close()
        assert office.ask("trust-safety").text == message.text, "nothing was half done"


def test_a_database_that_is_gone_gets_a_sentence_with_an_id(office: Office) -> None:
    office.ask("trust-safety")
    with office.db.begin() as session:
        session.execute(text("ALTER TABLE member RENAME TO member_elsewhere"))
    message = office.ask("trust-safety")
    assert "Something went wrong on my side" in message.text or "I can't reach my notes" in message.text
    assert "tell whoever runs this app" in message.text


@pytest.mark.parametrize("socket", [False, True], ids=["http", "socket"])
def test_the_main_path_over_both_transports(slack: Sandbox, database_url: str, *, socket: bool) -> None:
    with open_office(slack, database_url, socket=socket) as office:
        message = office.ask("T&S payload 3")
        assert "I know no role" in message.text, "a text with the word `payload` in it arrives"
        message = office.ask("trust-safety 3")
        office.priya.choose(message, "set.card", message.elements()[0].options[0][0])
        view = office.priya.wait_modal(containing="What to listen for")
        office.priya.close(view)
        office.priya.press(message, "set.send")
        office.priya.wait_message(office.priya.dm_channel(), containing="asked me to keep")
        office.acme.emit(office.installation, {"type": "app_uninstalled"}, event_id="Ev1", times=2)
        office.desk.settled()
        with office.db.read() as session:
            assert len(session.query(Audit).all()) == 1
    assert slack.desk.breaches() == []
