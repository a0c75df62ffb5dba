"""Whatever JSON comes, the rules answer."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.rules import message_breaches, view_breaches
from sandbox.rules.nodes import nodes
from sandbox.rules.shapes import SHAPES
from tests.sandbox.rules.samples import ROOTS, breaches, root_of, smallest, whole

_FIELDS = sorted({field for shape in SHAPES.values() for field in shape.fields} | {"type"})
_KINDS = sorted({shape.kind for shape in SHAPES.values() if shape.kind} | {"plain_text", "mrkdwn"})

_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(_KINDS)
# Objects that speak Slack's words, so that the rules are led deep into them.
_JSON = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(_FIELDS), inner, max_size=6),
    max_leaves=40,
)
_PAYLOADS = _JSON | st.fixed_dictionaries(
    {"type": st.sampled_from(["modal", "home"]), "blocks": st.lists(_JSON, max_size=4)},
    optional={"title": _JSON, "submit": _JSON, "metadata": _JSON, "attachments": _JSON},
)


@settings(max_examples=300, deadline=None)
@given(payload=_PAYLOADS, root=st.sampled_from(sorted(ROOTS)))
def test_never_raises_and_always_says_where(payload: object, root: str) -> None:
    for breach in breaches(root, payload):
        assert breach.error
        assert breach.sentence
        assert _leads_somewhere(payload, breach.pointer)


@settings(max_examples=300, deadline=None)
@given(shape=st.sampled_from(sorted(SHAPES)), intruder=_JSON, data=st.data())
def test_one_wrong_value_in_something_right_never_raises(shape: str, intruder: object, data: st.DataObject) -> None:
    root, steps = root_of(SHAPES[shape])
    payload, _ = whole(root, steps, smallest(SHAPES[shape]))
    homes = [node.value for node in nodes(payload, "") if node.value]
    home = data.draw(st.sampled_from(homes))
    home[data.draw(st.sampled_from(sorted(home)))] = intruder
    for breach in breaches(root, payload):
        assert _leads_somewhere(payload, breach.pointer)


@pytest.mark.parametrize("lonely", ["\ud800", "\x00", "\u202e"])
def test_odd_characters_are_counted_like_any_other(lonely: str) -> None:
    view = {"type": "home", "blocks": [{"type": "divider", "block_id": lonely * 255}]}
    assert view_breaches(view) == []
    assert message_breaches({"text": lonely * 1000}, surface="ephemeral") == []


def test_a_way_of_sending_that_does_not_exist_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="not as letter"):
        message_breaches({"text": "Hello"}, surface="letter")


def _leads_somewhere(payload: Any, pointer: str) -> bool:
    """Whether the pointer ends at something there is, or at a field that is missing from something there is."""
    *parents, last = pointer.split("/")[1:] or [""]
    for part in parents:
        payload = payload[int(part)] if isinstance(payload, list) else payload[part]
    return not last or isinstance(payload, dict) or int(last) < len(payload)
