"""Adding an interview as a person does it: through the modal, a step at a time."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.client import Answer, Person, View
from tests.slackapp.office import Office, until

WHEN: dict[str, Any] = {
    "name": "Jane Smith",
    "day": "2026-11-24",
    "start": "10:30",
    "zone": "Europe/Berlin",
}
"""What a test fills in for who and when, unless it says otherwise."""


def block(view: View, name: str) -> str:
    """The id of the field's block: its name, and perhaps which proposal it holds."""
    ids = [each.block_id for each in view.elements() if each.block_id.split("#")[0].removeprefix("schedule.") == name]
    assert ids, f"there is no {name} in {[each.block_id for each in view.elements()]}"
    return ids[0]


def held(view: View, name: str) -> Any:
    """What stands in the field: what was typed or chosen, an option's value."""
    (state,) = view.values[block(view, name)].values()
    found = next(value for key, value in state.items() if key != "type")
    return found["value"] if isinstance(found, dict) else found


@dataclass
class Booker:
    """Somebody at the modal. Each step returns what came of it; the view on top is `view`."""

    office: Office
    person: Person
    answers: list[Answer] = field(default_factory=list)

    @property
    def view(self) -> View:
        """What is in front of them."""
        return self.person.modals()[-1]

    def open(self, words: str = "schedule trust-safety") -> View:
        """Types the command."""
        before = self.person.modals()[-1:]
        answer = self.person.command("/interview", words)
        assert answer.ok, answer.error
        return self.person.wait_modal(containing="Step 1", since=before[0] if before else None)

    def fill(self, **values: Any) -> Answer:
        """Fills fields in by their names, and submits."""
        view = self.view
        answer = self.person.submit(view, {block(view, name): value for name, value in values.items()})
        assert answer.error is None, answer.error
        return answer

    def choose(self, name: str, value: Any) -> View:
        """Chooses in a menu that changes what is proposed; what it then looks like."""
        view = self.view
        answer = self.person.choose(view, block(view, name), value)
        assert answer.ok, answer.error
        return self.person.wait_modal(since=view)

    def back(self, **values: Any) -> View:
        """Fills fields in by their names, and goes back without submitting."""
        view = self.view
        for name, value in values.items():
            self.person.choose(view, block(view, name), value)
        answer = self.person.press(view, "schedule.back")
        assert answer.ok, answer.error
        return self.person.wait_modal(since=view)

    def check(self, who: dict[str, Any] | None = None, **room: Any) -> View:
        """Goes from the first step to the check; `who` changes `WHEN`, `room` is who is there."""
        self.open()
        self.fill()
        self.fill(**WHEN | (who or {}))
        answer = self.fill(**room)
        assert not answer.errors, answer.errors
        assert "Step 4" in self.view.reading(), self.view.reading()
        return self.view

    def add(self, who: dict[str, Any] | None = None, **room: Any) -> View:
        """The whole of it."""
        self.check(who, **room)
        self.fill()
        until(lambda: self.view.title == "Added")
        return self.view
