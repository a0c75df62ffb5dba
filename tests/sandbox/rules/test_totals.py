"""What is counted over the whole: exactly at each figure, and one past it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from sandbox.rules.totals import TOTALS
from tests.sandbox.rules.samples import breaches

Json = dict[str, Any]


def _sections(characters: int) -> Json:
    """A message of blocks of many kinds whose texts have so many characters together."""
    full, rest = divmod(characters, 1000)
    parts: list[Json] = [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "é" * 1000}]} for _ in range(full)
    ]
    blocks: list[Json] = [{"type": "rich_text", "elements": parts}]
    if rest:
        blocks.append({"type": "section", "text": {"type": "mrkdwn", "text": "x" * rest}})
    return {"text": "Hello", "blocks": blocks}


def _markdown(characters: int) -> Json:
    half = characters // 2
    return {
        "text": "Hello",
        "blocks": [{"type": "markdown", "text": "x" * size} for size in (half, characters - half)],
    }


def _cells(characters: int) -> Json:
    head = {"type": "raw_text", "text": "x"}
    cell = {"type": "raw_text", "text": "x" * (characters - 1)}
    return {"text": "Hello", "blocks": [{"type": "data_table", "caption": "", "rows": [[head], [cell]]}]}


def _view(size: int) -> Json:
    """A Home tab whose JSON has so many bytes, in as few sections as can hold them."""
    sections: list[Json] = [{"type": "section", "text": {"type": "mrkdwn", "text": "é" * 1000}} for _ in range(100)]
    view: Json = {"type": "home", "blocks": sections}
    missing = size - len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode())
    for section in sections:
        added = min(missing, 2000)
        section["text"]["text"] += "x" * added
        missing -= added
    return view


MAKERS: dict[str, tuple[str, Callable[[int], Json]]] = {
    "message_total": ("message", _sections),
    "markdown_total": ("response", _markdown),
    "data_table_total": ("response", _cells),
    "view_size": ("home", _view),
}


@pytest.mark.parametrize("name", TOTALS)
def test_at_the_total_is_taken_and_one_past_is_refused(name: str) -> None:
    total = TOTALS[name]
    root, make = MAKERS[name]
    assert breaches(root, make(total.most)) == []
    [breach] = breaches(root, make(total.most + 1))
    assert (breach.pointer, breach.rule) == (total.pointer, name)
    assert not total.error or breach.error == total.error


def test_a_response_url_takes_what_a_posted_message_does_not() -> None:
    assert breaches("response", _sections(12_000)) == []


def test_a_view_nested_deeper_than_json_can_be_written_is_too_large() -> None:
    deep: Json = {}
    for _ in range(5_000):
        deep = {"deeper": deep}
    found = breaches(
        "modal", {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": [], "more": deep}
    )
    assert "view_size" in {breach.rule for breach in found}
