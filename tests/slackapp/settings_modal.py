"""Settings as people open and save them, and what is then planned for them."""

from datetime import UTC, datetime
from typing import Any

from prep.interviews import Interview
from prep.messages import Kind
from sandbox.client import Person, View
from storage.deliveries import State
from storage.tables import Delivery
from tests.slackapp.booking import booked
from tests.slackapp.office import Office

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
