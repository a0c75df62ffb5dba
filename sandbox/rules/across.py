"""The rules that no single field can show: what must be unique, what must agree, what is counted over the whole.

Each rule stands in `RULES` under the id that its faults carry, with its source.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.rules.breach import Fault
from sandbox.rules.language import HOME, MODAL
from sandbox.rules.nodes import Node, blocks_of, nodes
from sandbox.rules.sources import BLOCKS, ELEMENTS, LIMITS, METHODS, OBJECTS, VIEWS

Check = Callable[[Mapping[str, Any]], Iterator[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule over a whole message or view: `check` yields a pointer and a sentence for each breach."""

    check: Check
    source: str
    surfaces: frozenset[str]
    error: str = ""


def across(payload: object, surface: str) -> Iterator[Fault]:
    """Every breach of the rules over the whole of `payload`, on this surface or way of sending."""
    if not isinstance(payload, dict):
        return
    for name, rule in RULES.items():
        if surface in rule.surfaces:
            for pointer, sentence in rule.check(payload):
                yield Fault(pointer, name, sentence, rule.error)


def _no_text(message: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not any(message.get(part) for part in ("text", "blocks", "attachments", "markdown_text")):
        yield "/text", "a message needs text, blocks or attachments"


def _submit(view: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "submit" not in view and any(node.value.get("type") == "input" for node in blocks_of(view)):
        yield "", "a modal with an input block must have submit"


def _block_ids(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _repeated(blocks_of(payload), "block_id")


def _action_ids(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for block in blocks_of(payload):
        yield from _repeated(nodes(block.value, block.at), "action_id")


def _values(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for node in _everything(payload):
        options = node.value.get("options")
        if isinstance(options, list):
            offered = [Node(f"{node.at}/options/{i}", each) for i, each in enumerate(options) if isinstance(each, dict)]
            yield from _repeated(iter(offered), "value")


def _repeated(found: Iterator[Node], field: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for node in found:
        value = node.value.get(field)
        if isinstance(value, str):
            if value in seen:
                yield f"{node.at}/{field}", f"{field} {value!r} stands here twice"
            seen.add(value)


def _focus(view: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    focused = [node for node in _everything(view) if node.value.get("focus_on_load") is True]
    for node in focused[1:]:
        yield f"{node.at}/focus_on_load", "only one element of a view can have the focus"


def _initial(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for node in _everything(payload):
        offered = _offered(node.value)
        if offered is None:
            continue
        if "initial_option" in node.value and node.value["initial_option"] not in offered:
            yield f"{node.at}/initial_option", "must be one of the options, word for word"
        chosen = node.value.get("initial_options")
        for index, one in enumerate(chosen if isinstance(chosen, list) else []):
            if one not in offered:
                yield f"{node.at}/initial_options/{index}", "must be one of the options, word for word"


def _offered(element: Mapping[str, Any]) -> list[Any] | None:
    """The options of an element, in groups or not; nothing when it has none of its own."""
    options, groups = element.get("options"), element.get("option_groups")
    if isinstance(options, list):
        return options
    if not isinstance(groups, list):
        return None
    lists = [group.get("options") for group in groups if isinstance(group, dict)]
    return [option for each in lists if isinstance(each, list) for option in each]


def _ranges(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for node in _everything(payload):
        for low, high in (("min_length", "max_length"), ("min_lines", "max_lines"), ("min_value", "max_value")):
            least, most = _figure(node.value.get(low)), _figure(node.value.get(high))
            if least is not None and most is not None and least > most:
                yield f"{node.at}/{low}", f"{low} is more than {high}"


def _figure(value: object) -> float | None:
    if not isinstance(value, str | int | float):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None  # how a number is written is judged where it stands


def _file_dispatch(view: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for node in blocks_of(view):
        element = node.value.get("element")
        file_input = isinstance(element, dict) and element.get("type") == "file_input"
        if file_input and node.value.get("dispatch_action") is True:
            yield f"{node.at}/element/type", "file_input cannot dispatch an action"


def _one_table(message: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    tables = [node for node in blocks_of(message) if node.value.get("type") == "table"]
    for node in tables[1:]:
        yield node.at, "a message can hold one table"


def _even_rows(payload: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for node in blocks_of(payload):
        rows = node.value.get("rows")
        widths = [len(row) if isinstance(row, list) else 0 for row in rows] if isinstance(rows, list) else []
        for index, width in enumerate(widths):
            if width != widths[0]:
                yield f"{node.at}/rows/{index}", f"has {width} cells where the first row has {widths[0]}"


def _collapse(message: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for node in blocks_of(message):
        collapsible = node.value.get("is_collapsible") is True
        if collapsible and node.value.get("has_header_divider") is not None:
            yield f"{node.at}/has_header_divider", "a collapsible container cannot have a divider"
        if not collapsible and node.value.get("default_collapsed") is True:
            yield f"{node.at}/default_collapsed", "only a collapsible container can start collapsed"


def _everything(payload: Mapping[str, Any]) -> Iterator[Node]:
    for block in blocks_of(payload):
        yield from nodes(block.value, block.at)


_MESSAGES = frozenset({"message", "ephemeral", "update", "response"})
_VIEWS = frozenset({MODAL, HOME})
_ALL = _MESSAGES | _VIEWS

RULES: Mapping[str, Rule] = {
    "no_text": Rule(_no_text, METHODS + "chat.postMessage", _MESSAGES, "no_text"),
    "submit_required": Rule(_submit, VIEWS + "modal-views", frozenset({MODAL})),
    "duplicate_block_id": Rule(_block_ids, BLOCKS + "input-block", _ALL),
    "duplicate_action_id": Rule(_action_ids, ELEMENTS + "button-element", _ALL),
    "duplicate_value": Rule(_values, OBJECTS + "option-object", _ALL),
    "one_focus": Rule(_focus, ELEMENTS + "plain-text-input-element", _VIEWS),
    "not_an_option": Rule(_initial, ELEMENTS + "select-menu-element", _ALL),
    "inverted_range": Rule(_ranges, LIMITS, _ALL),
    "file_dispatch": Rule(_file_dispatch, BLOCKS + "input-block", _ALL),
    "one_table": Rule(_one_table, BLOCKS + "table-block", _MESSAGES, "only_one_table_allowed"),
    "collapse": Rule(_collapse, BLOCKS + "container-block", _MESSAGES),
    "uneven_rows": Rule(_even_rows, LIMITS, _ALL),
}
