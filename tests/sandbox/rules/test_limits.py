"""Every limit in the data, exactly at it and one past it: a new limit is tested by being written down."""

from collections.abc import Iterator

import pytest

from sandbox.rules.shapes import SHAPES
from tests.sandbox.rules.edges import Edge, edges_of
from tests.sandbox.rules.samples import ROOTS, Step, breaches, root_of, whole


def _cases() -> Iterator[object]:
    for shape in SHAPES.values():
        root, steps = root_of(shape)
        for edge in edges_of(shape, ROOTS[root]):
            yield pytest.param(root, steps, edge, id=f"{shape.name}: {edge.name}")


@pytest.mark.parametrize(("root", "steps", "edge"), list(_cases()))
def test_at_the_limit_is_taken_and_one_past_is_refused(root: str, steps: list[Step], edge: Edge) -> None:
    payload, _ = whole(root, steps, edge.within)
    assert breaches(root, payload) == []

    payload, at = whole(root, steps, edge.past)
    found = {(breach.pointer, breach.rule) for breach in breaches(root, payload)}
    assert (at + edge.pointer, edge.rule) in found
