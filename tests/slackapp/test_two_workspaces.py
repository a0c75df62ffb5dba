"""Two workspaces side by side in one database: nothing of one is found in the other."""

from sandbox import Sandbox
from slackapp.views.refs import RoleRef
from storage import bank, learned, roles
from storage.filling import fill
from tests.slackapp.office import open_office
from tests.slackapp.test_ask import numbered
from tests.slackapp.test_find import many


def test_nothing_of_one_workspace_is_found_in_the_other(slack: Sandbox, database_url: str) -> None:
    with (
        open_office(slack, database_url, name="Acme") as acme,
        open_office(slack, database_url, name="Globex") as globex,
    ):
        with acme.db.begin() as session:
            fill(session, acme.acme.id, many(3), acme.clock())
        assert "7 roles" in acme.ask("roles").text
        assert "4 roles" in globex.ask("roles").text
        assert "8 questions" in globex.ask("trust-safety").text
        assert "I know no role" in globex.ask("role 001").text
        assert len(numbered(acme.ask("role 001").text)) == 2

        # An id of one workspace, carried into the other, names nothing there.
        shown = {each.action_id: each for each in acme.ask("role 001").elements()}
        role_id = RoleRef.decode(shown["set.different"].value or "").role_id
        question_id = shown["set.card"].options[0][1] or ""
        for office, there in ((acme, True), (globex, False)):
            with office.db.read() as session:
                assert bool(roles.find(session, office.acme.id, role_id)) is there
                assert bool(learned.of_role(session, office.acme.id, role_id, office.clock()).questions) is there
                assert bool(bank.card(session, office.acme.id, question_id)) is there
                assert bool(bank.questions(session, office.acme.id, [question_id])) is there

        with acme.db.begin() as session:
            session.connection().exec_driver_sql(
                f"UPDATE question SET status = 'retired' WHERE team_id = '{acme.acme.id}'"  # noqa: S608 - our own id
            )
        assert "no questions for" in acme.ask("trust-safety").text
        assert "8 questions" in globex.ask("trust-safety").text
        acme_hits = acme.ask("search fraud").text
        assert "No question has" in acme_hits
        assert "Questions with" in globex.ask("search fraud").text


def test_an_uninstall_in_one_leaves_the_other(slack: Sandbox, database_url: str) -> None:
    with (
        open_office(slack, database_url, name="Acme") as acme,
        open_office(slack, database_url, name="Globex") as globex,
    ):
        acme.acme.emit(acme.installation, {"type": "app_uninstalled"})
        acme.desk.settled()
        globex.priya.press(globex.ask("trust-safety"), "set.send")
        globex.priya.wait_message(globex.priya.dm_channel(), containing="asked me to keep")
