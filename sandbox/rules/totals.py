"""What Slack counts over a whole message or view."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.rules.breach import Fault
from sandbox.rules.language import HOME, MODAL
from sandbox.rules.nodes import blocks_of, nodes
from sandbox.rules.sources import BLOCKS, MESSAGE_TOTAL, METHODS


@dataclass(frozen=True, slots=True)
class Total:
    """At most so much of something in the whole; the breach is reported at `pointer`."""

    measure: Callable[[Mapping[str, Any]], int]
    most: int
    unit: str
    pointer: str
    surfaces: frozenset[str]
    source: str
    error: str = ""


def totals(payload: object, surface: str) -> Iterator[Fault]:
    """Every total that `payload` exceeds, on this surface or way of sending."""
    if not isinstance(payload, dict):
        return
    for name, total in TOTALS.items():
        if surface in total.surfaces and (size := total.measure(payload)) > total.most:
            sentence = f"has {size} {total.unit}; at most {total.most} are allowed"
            yield Fault(total.pointer, name, sentence, total.error)


def _text_characters(message: Mapping[str, Any]) -> int:
    """The characters of every text in the blocks, whatever kind of block it stands in."""
    own = {"blocks": message.get("blocks")}  # attachments are not counted
    return sum(_texts(block.value) for block in blocks_of(own))


def _markdown_characters(message: Mapping[str, Any]) -> int:
    return sum(_texts(block.value) for block in blocks_of(message) if block.value.get("type") == "markdown")


def _data_table_characters(payload: Mapping[str, Any]) -> int:
    return sum(_texts(block.value) for block in blocks_of(payload) if block.value.get("type") == "data_table")


def _texts(value: object) -> int:
    found = (node.value.get("text") for node in nodes(value, ""))
    return sum(len(text) for text in found if isinstance(text, str))


def _json_bytes(view: Mapping[str, Any]) -> int:
    try:
        written = json.dumps(view, ensure_ascii=False, separators=(",", ":"))
    except RecursionError:
        return sys.maxsize  # nested deeper than JSON can be written: no size would let it through
    return len(written.encode("utf-8", "surrogatepass"))


_POSTED = frozenset({"message", "ephemeral", "update"})
_VIEWS = frozenset({MODAL, HOME})

TOTALS: Mapping[str, Total] = {
    # Slack publishes no figure: 11,341 characters were refused, so ten thousand is where we stop.
    # A response_url is not affected.
    "message_total": Total(
        _text_characters, 9_999, "characters", "/blocks", _POSTED, MESSAGE_TOTAL, "msg_blocks_too_long"
    ),
    "markdown_total": Total(
        _markdown_characters,
        12_000,
        "characters of markdown",
        "/blocks",
        _POSTED | {"response"},
        BLOCKS + "markdown-block",
        "msg_blocks_too_long",
    ),
    "data_table_total": Total(
        _data_table_characters,
        20_000,
        "characters in data tables",
        "/blocks",
        _POSTED | {"response", HOME},
        BLOCKS + "data-table-block",
    ),
    "view_size": Total(_json_bytes, 250_000, "bytes of JSON", "", _VIEWS, METHODS + "views.open", "view_too_large"),
}
