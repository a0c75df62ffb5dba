"""Slack's SDK is asked for a second opinion: whatever its models refuse, our rules refuse too.

It is asked about things of every shape, stretched and cut without regard to our limits.
"""

import copy
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from sandbox.rules.language import Shape
from sandbox.rules.shapes import SHAPES
from tests.sandbox.rules.samples import breaches, root_of, sample, smallest, whole

Json = dict[str, Any]

# One below, at and above the figures that Slack is fond of.
_SIZES = tuple(
    near
    for size in (1, 5, 10, 24, 25, 30, 50, 75, 100, 150, 200, 255, 300, 2000, 3000, 4000, 12_000)
    for near in (size - 1, size, size + 1)
)
_LISTS = tuple(size for size in _SIZES if size <= 101)


def _fullest(shape: Shape) -> Json:
    """An object of this shape with every field that may stand beside the others."""
    one = {field: sample(spec) for field, spec in shape.fields.items()} | smallest(shape)
    for kept, dropped in shape.never_both:
        if kept in one:
            one.pop(dropped, None)
    return one


def _variants(value: Any) -> Iterator[Any]:
    """The value with one thing in it stretched, cut, emptied or left out."""
    if isinstance(value, str):
        yield from ("x" * size for size in _SIZES)
    elif isinstance(value, bool):
        return
    elif isinstance(value, int):
        yield from (-1, 10**10)
    elif isinstance(value, list):
        yield from ([copy.deepcopy(value[0])] * size for size in _LISTS if value)
        for index, item in enumerate(value):
            yield from ([*value[:index], other, *value[index + 1 :]] for other in _variants(item))
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name != "type":
                yield {other: kept for other, kept in value.items() if other != name}
                yield from (value | {name: other} for other in _variants(inner))


def _sdk_refuses(payload: Json) -> bool:
    try:
        if payload.get("type") in {"modal", "home"}:
            View(**payload).to_dict()
        for block in payload.get("blocks", []):
            parsed = Block.parse(block)
            if parsed is not None:
                parsed.to_dict()
    except SlackObjectFormationError:
        return True
    except (TypeError, AttributeError, KeyError):
        return False  # the model cannot be built at all, so its limits were never asked
    return False


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.name)
def test_what_the_sdk_refuses_we_refuse(shape: Shape, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)  # the SDK logs every field that it does not know
    root, steps = root_of(shape)
    overlooked = []
    for variant in _variants(_fullest(shape)):
        payload, _ = whole(root, steps, variant)
        if _sdk_refuses(payload) and not breaches(root, payload):
            overlooked.append(variant)
    assert overlooked == []


def test_the_sdk_is_really_asked() -> None:
    header = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
    assert _sdk_refuses({"text": "Hello", "blocks": [header]})
    assert not _sdk_refuses({"text": "Hello", "blocks": [header | {"text": {"type": "plain_text", "text": "x"}}]})
    assert _sdk_refuses(
        {"type": "modal", "title": {"type": "plain_text", "text": "x" * 25}, "blocks": [{"type": "divider"}]}
    )
