"""The workspace's settings: who finds and may change them, what a change moves, and what cannot be."""

from datetime import UTC, datetime
from typing import Any

import pytest

from prep.messages import Kind
from storage.tables import Audit
from tests.slackapp.booking import booked
from tests.slackapp.office import Office, until
from tests.slackapp.settings_modal import WEDNESDAY, admin, chosen, due, her_own, house, opened, saved

pytestmark = pytest.mark.in_turn

HOUSE: dict[str, Any] = {
    "zone": "Europe/Berlin",
    "time": "07:00",
    "days": ["1", "2", "3", "4", "5"],
    "names": "names",
    "caretakers": [],
    "movers": [],
    "retention": "90",
}


def test_only_admins_find_the_workspace(office: Office) -> None:
    assert "For the workspace" not in opened(office).reading()
    assert "For the workspace" in opened(office, admin(office)).reading()


def test_the_workspace_begins_as_it_was_installed(office: Office) -> None:
    view = house(office, admin(office))
    shown = {name: chosen(view, name) or [] for name in HOUSE}
    assert shown == HOUSE | {"zone": "UTC", "time": "08:30", "names": "initials", "retention": "365"}


def test_the_workspace_moves_everybody_who_follows_it(office: Office) -> None:
    her_own(office)
    own = office.acme.person("Otto Own", "Asia/Kolkata")
    booked(office, [own], WEDNESDAY)
    saved(office, own, time="10:00", days=["3"])
    ada = admin(office)
    answer = ada.submit(house(office, ada), HOUSE)
    assert "everybody who follows the workspace" in answer.modals[-1].reading()
    until(lambda: due(office, office.priya, Kind.DIGEST) == [datetime(2026, 11, 25, 1, 30, tzinfo=UTC)])
    assert due(office, own, Kind.DIGEST) == [datetime(2026, 11, 25, 4, 30, tzinfo=UTC)]


def test_a_change_of_the_workspace_is_written_down(office: Office) -> None:
    ada = admin(office)
    assert ada.submit(house(office, ada), HOUSE | {"caretakers": [office.priya], "movers": [ada]}).ok
    with office.db.read() as session:
        [change] = session.query(Audit).filter_by(action="workspace.settings")
        assert change.actor == ada.id
        assert change.detail == {
            "zone": ["UTC", "Europe/Berlin"],
            "digest_time": ["08:30", "07:00"],
            "shows_names": [False, True],
            "curators": [[], [office.priya.id]],
            "movers": [[], [ada.id]],
            "retention_days": [365, 90],
        }
    assert office.priya.id in office.ask("help").reading()
    view = house(office, ada)
    assert ada.submit(view).ok
    with office.db.read() as session:
        assert session.query(Audit).filter_by(action="workspace.settings").count() == 1


def test_of_two_admins_at_once_neither_undoes_what_the_other_changed(office: Office) -> None:
    ada, bea = admin(office), office.acme.person("Bea Boss", "Europe/Berlin", kind="admin")
    adas, beas = house(office, ada), house(office, bea)
    assert ada.submit(adas, {"movers": [office.priya], "days": ["1", "2"]}).ok
    assert bea.submit(beas, {"movers": [bea], "retention": "90"}).ok
    view = house(office, ada)
    shown = {name: chosen(view, name) or [] for name in HOUSE}
    assert shown == HOUSE | {
        "zone": "UTC",
        "time": "08:30",
        "days": ["1", "2"],
        "names": "initials",
        "movers": [office.priya.id, bea.id],
    }


@pytest.mark.parametrize("days", ["29", "1096", "-40", "99999999999999999999"])
def test_a_retention_that_cannot_be_is_said_at_its_field(office: Office, days: str) -> None:
    ada = admin(office)
    answer = ada.submit(house(office, ada), HOUSE | {"retention": days})
    assert "from 30 days to 1,095 days" in answer.errors["retention"]


def test_people_who_are_no_members_are_said_at_their_field(office: Office) -> None:
    ada = admin(office)
    guest = office.acme.person("Gus Guest", "Europe/Berlin", kind="guest")
    answer = ada.submit(house(office, ada), HOUSE | {"caretakers": [guest, office.priya], "movers": [guest]})
    assert "Gus Guest can't do this" in answer.errors["caretakers"]
    assert "Gus Guest can't do this" in answer.errors["movers"]


def test_who_is_no_admin_any_more_changes_nothing(office: Office) -> None:
    ada = admin(office)
    personal = opened(office, ada)
    ada.press(personal, "settings.workspace")
    page = ada.wait_modal(containing="This holds for everybody here")
    ada.update(kind="member")
    office.desk.settled()
    assert "owners and admins" in " ".join(ada.submit(page, HOUSE).errors.values())
    with office.db.read() as session:
        assert session.query(Audit).filter_by(action="workspace.settings").count() == 0
    ada.press(personal, "settings.workspace")
    ada.wait_modal(containing="Only the workspace's owners and admins")
