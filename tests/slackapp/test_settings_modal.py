"""Settings: a person's own, and the workspace's."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from prep.interviews import Interview
from prep.messages import Kind
from prep.preferences import OPTIONAL_KINDS
from sandbox.client import Person, View
from storage.deliveries import State
from storage.tables import Audit, Delivery
from tests.slackapp.booking import booked
from tests.slackapp.office import Office, until

pytestmark = pytest.mark.in_turn

WEDNESDAY = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
EVERYTHING: dict[str, Any] = {
    "time": "09:15",
    "days": ["2", "3"],
    "reminder": "30",
    "kinds": ["digest", "reminder"],
    "paused_until": None,
}


def opened(office: Office, by: Person | None = None) -> View:
    """The settings that `/interview settings` opens."""
    person = by or office.priya
    for view in person.modals()[:1]:
        person.close(view, everything=True)
    assert person.command("/interview", "settings").ok
    return person.wait_modal(containing="Morning message at")


def saved(office: Office, person: Person | None = None, **chosen: Any) -> str:
    """What somebody reads who opens the settings and saves."""
    person = person or office.priya
    answer = person.submit(opened(office, person), EVERYTHING | chosen)
    assert answer.ok, answer.errors
    return answer.modals[-1].reading()


def due(office: Office, person: Person, kind: Kind) -> list[datetime]:
    """When the person's messages of a kind are planned for."""
    with office.db.read() as session:
        rows = session.query(Delivery).filter_by(
            team_id=office.acme.id, member_id=person.id, kind=kind, state=State.PLANNED
        )
        return sorted(row.due_at for row in rows)


def chosen(view: View, name: str) -> Any:
    """What stands in a field."""
    field = view.values[name][name]
    if field["type"] == "checkboxes":
        return [option["value"] for option in field["selected_options"]]
    if field["type"] == "static_select":
        return field["selected_option"]["value"]
    return next(
        (field[key] for key in ("selected_time", "selected_date", "selected_users", "value") if key in field), None
    )


def her_own(office: Office) -> Interview:
    """An interview of Priya's, which she arranged herself: on Wednesday afternoon, by her clock."""
    return booked(office, [office.priya], WEDNESDAY)


def admin(office: Office, **more: Any) -> Person:
    """Somebody whom Slack calls an admin."""
    return office.acme.person("Ada Admin", "Europe/Berlin", kind="admin", **more)


def house(office: Office, person: Person) -> View:
    """The workspace's page."""
    pressed = person.press(opened(office, person), "settings.workspace")
    assert pressed.ok, pressed.error
    return person.wait_modal(containing="This holds for everybody here")


HOUSE: dict[str, Any] = {
    "zone": "Europe/Berlin",
    "time": "07:00",
    "days": ["1", "2", "3", "4", "5"],
    "names": "names",
    "caretakers": [],
    "movers": [],
    "retention": "90",
}


def test_they_begin_as_the_workspace_has_it(office: Office) -> None:
    view = opened(office)
    assert chosen(view, "time") == "08:30"
    assert chosen(view, "days") == ["1", "2", "3", "4", "5"]
    assert chosen(view, "reminder") == "15"
    assert chosen(view, "kinds") == [each.value for each in OPTIONAL_KINDS]
    assert not chosen(view, "paused_until")
    assert "Kolkata time: your time zone in Slack" in view.reading()


def test_what_is_saved_is_there_when_they_are_opened_again(office: Office) -> None:
    saved(office, paused_until="2026-12-24")
    view = opened(office)
    shown = {name: chosen(view, name) for name in EVERYTHING}
    assert shown == EVERYTHING | {"paused_until": "2026-12-24"}


def test_the_button_opens_them_too(office: Office) -> None:
    office.priya.press(office.ask(""), "settings.open")
    office.priya.wait_modal(containing="Morning message at")


def test_somebody_without_a_zone_is_told_whose_it_is(office: Office) -> None:
    view = opened(office, office.acme.person("Noor Nowhere"))
    assert "Slack has no time zone for you, so times are the workspace's: UTC" in view.reading()


def test_everything_planned_follows_and_the_answer_says_what_comes_next(office: Office) -> None:
    her_own(office)
    assert due(office, office.priya, Kind.DIGEST) == [datetime(2026, 11, 25, 3, 0, tzinfo=UTC)]
    said = saved(office)
    assert "Your next message comes on Wednesday at 9:15 am, Kolkata time: your morning message." in said
    assert due(office, office.priya, Kind.DIGEST) == [datetime(2026, 11, 25, 3, 45, tzinfo=UTC)]
    assert due(office, office.priya, Kind.REMINDER) == [WEDNESDAY - timedelta(minutes=30)]


def test_without_an_interview_the_answer_says_when_there_could_be_a_message(office: Office) -> None:
    said = saved(office)
    assert "No message to you is planned now" in said
    assert "at 9:15 am, Tuesday, Wednesday, Kolkata time; the earliest is tomorrow" in said


def test_a_kind_that_is_not_wanted_is_not_planned(office: Office) -> None:
    her_own(office)
    said = saved(office, kinds=[], reminder="0")
    assert "You have switched the morning message off" in said
    assert due(office, office.priya, Kind.DIGEST) == due(office, office.priya, Kind.REMINDER) == []
    saved(office)
    assert len(due(office, office.priya, Kind.DIGEST)) == len(due(office, office.priya, Kind.REMINDER)) == 1


def test_a_pause_moves_the_morning_message_and_the_answer_says_so(office: Office) -> None:
    booked(office, [office.priya], datetime(2026, 12, 1, 9, 0, tzinfo=UTC))
    said = saved(office, paused_until="2026-12-01", days=["1", "2", "3"])
    assert "You have paused messages until Tuesday 1 December." in said
    assert "Your next message comes on Tuesday 1 December at 9:15 am, Kolkata time: your morning message." in said


@pytest.mark.parametrize(("day", "sentence"), [("2026-11-23", "not ahead"), ("2028-01-01", "more than a year ahead")])
def test_a_pause_that_cannot_be_is_said_at_its_field(office: Office, day: str, sentence: str) -> None:
    answer = office.priya.submit(opened(office), EVERYTHING | {"paused_until": day})
    assert sentence in answer.errors["paused_until"]
    assert not chosen(opened(office), "paused_until")


def test_delivered_twice_they_are_saved_once(office: Office) -> None:
    office.desk.fault("view_submission", "twice", times=1)
    assert "Saved." in saved(office)
    assert chosen(opened(office), "time") == "09:15"


def test_guests_have_none(office: Office) -> None:
    guest = office.acme.person("Gus Guest", "Europe/Berlin", kind="guest")
    assert "you are here as a guest" in office.ask("settings", by=guest).text


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


def test_a_move_to_another_zone_moves_what_is_planned(office: Office) -> None:
    her_own(office)
    office.priya.update(zone="Europe/Berlin")
    office.desk.settled()
    # In Berlin Tuesday's message reaches until half past ten on Wednesday, so the interview at ten is in it.
    assert due(office, office.priya, Kind.DIGEST) == [datetime(2026, 11, 24, 7, 30, tzinfo=UTC)]


def evening(office: Office, view: View) -> View:
    """Presses “the evening before”; what the modal then looks like."""
    assert office.priya.press(view, "settings.evening").ok
    return office.priya.wait_modal(since=view)


def standing(view: View, name: str) -> Any:
    """What stands in a field whose block may have been made anew."""
    [block] = [each for each in view.values if each.partition("#")[0] == name]
    return next(iter(view.values[block].values())).get("selected_time")


def test_the_evening_before_is_one_press_and_leaves_the_rest_as_it_stands(office: Office) -> None:
    view = opened(office)
    assert "In the evening it tells of the next day, on Friday of Monday too." in view.reading()
    assert "[5:00 pm, the evening before]" in view.reading()
    office.priya.choose(view, "reminder", "30")
    view = evening(office, view)
    assert standing(view, "time") == "17:00"
    assert chosen(view, "reminder") == "30"
    answer = office.priya.submit(view)
    assert answer.ok, answer.errors
    assert "at 5:00 pm, Monday to Friday" in answer.modals[-1].reading()
    view = opened(office)
    assert (chosen(view, "time"), chosen(view, "reminder")) == ("17:00", "30")


def test_pressed_again_after_another_time_was_chosen_it_is_the_evening_again(office: Office) -> None:
    view = evening(office, opened(office))
    office.priya.choose(view, next(each for each in view.values if each.startswith("time")), "07:00")
    assert standing(evening(office, view), "time") == "17:00"


@pytest.mark.parametrize(("weekday", "told"), [(1, datetime(2026, 11, 23, 11, 30, tzinfo=UTC)), (0, None)])
def test_the_evening_before_is_the_evening_before(office: Office, weekday: int, told: datetime | None) -> None:
    """Tuesday's is told on Monday at 17:00 in Kolkata, and Monday's on Friday."""
    interview = datetime(2026, 11, 23 + weekday or 30, 5, 0, tzinfo=UTC)
    booked(office, [office.priya], interview if weekday else datetime(2026, 11, 30, 5, 0, tzinfo=UTC))
    saved(office, time="17:00", days=["1", "2", "3", "4", "5"])
    assert due(office, office.priya, Kind.DIGEST) == [told or datetime(2026, 11, 27, 11, 30, tzinfo=UTC)]


def test_guests_have_neither(office: Office) -> None:
    view = opened(office)
    office.priya.update(kind="guest")
    office.desk.settled()
    for action in ("settings.tomorrow", "settings.evening"):
        office.priya.press(view, action)
        office.priya.wait_modal(containing="you are here as a guest")
