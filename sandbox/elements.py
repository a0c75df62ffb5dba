"""Interactive elements of blocks: finding them, what a person's choice does to them, and their state."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.refusal import Impossible
from sandbox.state.ids import new_id

Json = dict[str, Any]

# By type of element: the key of what is chosen, and the key of what is chosen from the start.
STATEFUL: dict[str, tuple[str, str]] = {
    "checkboxes": ("selected_options", "initial_options"),
    "radio_buttons": ("selected_option", "initial_option"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", "initial_files"),
}
STATELESS = frozenset({"button", "overflow", "workflow_button", "feedback_buttons", "icon_button"})


@dataclass(frozen=True, slots=True)
class Placed:
    """An element and the block it stands in."""

    block: Json
    element: Json

    @property
    def sends(self) -> bool:
        """Whether using it tells the app at once; in an input block only with `dispatch_action`."""
        return self.block["type"] != "input" or bool(self.block.get("dispatch_action"))


def walk(blocks: list[Json]) -> Iterator[Placed]:
    """Every interactive element, from top to bottom."""
    for block in blocks:
        inside = [block.get("accessory"), block.get("element")]
        inside += block.get("elements", []) + block.get("actions", [])
        for element in inside:
            if isinstance(element, dict) and (element.get("type") in STATEFUL or element.get("type") in STATELESS):
                yield Placed(block, element)
        nested = block.get("elements", []) if block.get("type") == "carousel" else block.get("child_blocks", [])
        yield from walk([b for b in nested if isinstance(b, dict)])


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy of `blocks` in which every block has a `block_id` and every element an `action_id`, as Slack does."""
    filled: list[Json] = json.loads(json.dumps(blocks))  # quicker than a deep copy
    for block in filled:
        block.setdefault("block_id", new_id("b"))
    for placed in walk(filled):
        placed.element.setdefault("action_id", new_id("a"))
    return filled


def find(blocks: list[Json], action_id: str, block_id: str | None = None, value: object = None) -> Placed:
    """The element a person means. Where several share the action id, the one with this value; Impossible
    when none fits."""
    fitting = [
        p
        for p in walk(blocks)
        if p.element.get("action_id") == action_id and block_id in {None, p.block.get("block_id")}
    ]
    exact = [p for p in fitting if p.element.get("value") == value]
    if exact:
        return exact[0]
    fitting = [p for p in fitting if value is None or p.element["type"] != "button"]
    if not fitting:
        there = ", ".join(f"{p.element['action_id']} ({p.element['type']})" for p in walk(blocks)) or "nothing"
        raise Impossible(f"There is no {action_id!r} with value {value!r} here. There is: {there}.")
    return fitting[0]


def options(element: Json) -> list[Json]:
    """All options of a menu, groups taken apart."""
    groups = element.get("option_groups") or []
    return list(element.get("options") or []) + [o for g in groups for o in g.get("options", [])]


def chosen(element: Json, wanted: Any) -> Any:
    """What the element holds after a person chose `wanted`: an option's value or visible text, an id, a date,
    a text, or a list of those where several can be chosen. Impossible when it is not on offer."""
    key = STATEFUL.get(element["type"], ("selected_option", ""))[0]
    if key == "selected_options":
        return [_option(element, one) for one in wanted or []]
    if key == "selected_option":
        return None if wanted is None else _option(element, wanted)
    if key == "value" and wanted is not None:
        return str(wanted)
    return wanted


def _option(element: Json, wanted: Any) -> Json:
    if isinstance(wanted, dict):
        return wanted
    for option in options(element):
        if wanted in {option.get("value"), option["text"]["text"]}:
            return option
    there = ", ".join(repr(o["text"]["text"]) for o in options(element))
    raise Impossible(f"{wanted!r} is not on offer in {element['action_id']}. There is: {there}.")


def entry(element: Json, held: Any) -> Json:
    """An element's entry in `state.values`."""
    return {"type": element["type"], STATEFUL[element["type"]][0]: held}


def initial_values(blocks: list[Json], before: Json | None = None) -> dict[str, Json]:
    """`state.values` of blocks nobody has touched; what stood `before` under the same ids and type is kept."""
    values: dict[str, Json] = {}
    for block, element in ((p.block, p.element) for p in walk(blocks)):
        if element["type"] not in STATEFUL:
            continue
        key, initial = STATEFUL[element["type"]]
        held = element.get(initial, [] if key.endswith("s") else None)
        new = entry(element, held)
        old = (before or {}).get(block["block_id"], {}).get(element["action_id"])
        kept = old if old is not None and old["type"] == element["type"] else new
        values.setdefault(block["block_id"], {})[element["action_id"]] = kept
    return values


def action(placed: Placed, held: Any, ts: str) -> Json:
    """The entry in `actions` of a block_actions payload."""
    element = placed.element
    made: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": placed.block["block_id"],
        "action_ts": ts,
    }
    if element["type"] in STATEFUL:
        made[STATEFUL[element["type"]][0]] = held
        made |= {k: element[k] for k in ("placeholder",) if k in element}
        return made
    if element["type"] == "overflow":
        return made | {"selected_option": held}
    return made | {k: element[k] for k in ("text", "value", "style", "url") if k in element}
