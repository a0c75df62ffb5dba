"""The stack of modals a person has open, and the Home tab: opening, pushing, updating, closing."""

from typing import Any

from sandbox.elements import initial_values, walk, with_ids
from sandbox.local_slack import LocalSlack
from sandbox.refusal import Refused
from sandbox.state.apps import Installation
from sandbox.state.people import Person
from sandbox.state.views import MOST_IN_STACK, View, new_hash

Json = dict[str, Any]


def make(slack: LocalSlack, installation: Installation, person: Person, body: Json) -> View:
    """A view of this app for this person, from a checked body; Refused when its external id is taken."""
    _require_free_external_id(slack, installation, body, None)
    blocks = with_ids(body.get("blocks") or [])
    return View(
        app_id=installation.app.id,
        bot_id=installation.bot_id,
        person=person.id,
        team_id=person.team_id,
        installed_team_id=installation.team_id,
        body=body | {"blocks": blocks},
        values=initial_values(blocks),
    )


def _require_free_external_id(slack: LocalSlack, installation: Installation, body: Json, own: View | None) -> None:
    external_id = body.get("external_id")
    if external_id and by_external_id(slack, installation, external_id) not in {None, own and own.id}:
        raise Refused("duplicate_external_id")


def by_external_id(slack: LocalSlack, installation: Installation, external_id: str) -> str | None:
    """The id of the open view to which this app gave this external id in this workspace."""
    for view in slack.world.views.values():
        owner = (view.app_id, view.installed_team_id)
        if view.body.get("external_id") == external_id and owner == (installation.app.id, installation.team_id):
            return view.id
    return None


def open_root(slack: LocalSlack, view: View) -> None:
    """Show a view as the person's only modal; what was open goes away."""
    clear(slack, view.person)
    view.root_id = view.id
    slack.world.stacks[view.person] = [view]
    slack.world.views[view.id] = view
    slack.changes.tell()


def push(slack: LocalSlack, view: View) -> None:
    """Put a view on top of those the person has open; Refused beyond three, and when none is open."""
    stack = slack.world.stacks.get(view.person, [])
    if not stack:
        raise Refused("not_found")
    if len(stack) >= MOST_IN_STACK:
        raise Refused("push_limit_reached")
    view.root_id, view.previous_id = stack[0].id, stack[-1].id
    stack.append(view)
    slack.world.views[view.id] = view
    slack.changes.tell()


def update(
    slack: LocalSlack, place: str, installation: Installation, view: View, body: Json, expected: str | None = None
) -> None:
    """Show something else in an open view. With `expected`, only when its hash is still that (hash_conflict).
    What was typed stays where block id, action id and kind of element stay."""
    slack.require_view(place, installation.app.id, body)
    if expected and expected != view.hash:
        raise Refused("hash_conflict")
    _require_free_external_id(slack, installation, body, view)
    blocks = with_ids(body.get("blocks") or [])
    view.body = body | {"blocks": blocks}
    view.values = initial_values(blocks, view.values)
    view.hash = new_hash()
    view.errors = {}
    slack.changes.tell()


def close(slack: LocalSlack, view: View) -> None:
    """Take one view away; the one under it is seen again. With `clear_on_close` all go."""
    stack = slack.world.stacks.get(view.person, [])
    if view.body.get("clear_on_close"):
        clear(slack, view.person)
    elif view in stack:
        stack.remove(view)
        slack.world.views.pop(view.id, None)
    slack.changes.tell()


def clear(slack: LocalSlack, person_id: str) -> list[View]:
    """Take all modals of a person away; returns them, the top first."""
    gone = slack.world.stacks.pop(person_id, [])
    for view in gone:
        slack.world.views.pop(view.id, None)
    slack.changes.tell()
    return gone[::-1]


def missing(view: View) -> dict[str, str]:
    """What the Slack client says at the fields before it sends a submission: required ones left empty, and texts
    shorter or longer than allowed; by block id."""
    mistakes: dict[str, str] = {}
    for placed in walk(view.body["blocks"]):
        block, element = placed.block, placed.element
        if block["type"] != "input":
            continue
        state = view.values[block["block_id"]][element["action_id"]]
        held = next(v for k, v in state.items() if k != "type")
        if not held and not block.get("optional"):
            mistakes[block["block_id"]] = "Please complete this required field."
        elif isinstance(held, str) and element["type"] == "plain_text_input":
            if len(held) > element.get("max_length", 3000):
                mistakes[block["block_id"]] = f"Must be at most {element.get('max_length', 3000)} characters."
            elif held and len(held) < element.get("min_length", 0):
                mistakes[block["block_id"]] = f"Must be at least {element['min_length']} characters."
    return mistakes
