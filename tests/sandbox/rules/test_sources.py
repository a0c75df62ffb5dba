"""Every limit says where it is published."""

from collections.abc import Iterator

import pytest

from sandbox.rules import sources
from sandbox.rules.across import RULES
from sandbox.rules.language import Array, Shape, Spec
from sandbox.rules.shapes import SHAPES
from sandbox.rules.totals import TOTALS

OVER_THE_WHOLE = {name: rule.source for name, rule in RULES.items()} | {
    name: total.source for name, total in TOTALS.items()
}


def _specs(spec: Spec) -> Iterator[Spec]:
    yield spec
    if isinstance(spec, Array):
        yield from _specs(spec.of)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.name)
def test_a_shape_names_the_page_of_slack_that_describes_it(shape: Shape) -> None:
    assert shape.page.startswith("https://docs.slack.dev/")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.name)
def test_a_source_of_its_own_is_an_address(shape: Shape) -> None:
    named = [spec.source for field in shape.fields.values() for spec in _specs(field) if spec.source]
    assert all(source.startswith("https://") for source in named)


@pytest.mark.parametrize(("name", "source"), OVER_THE_WHOLE.items())
def test_a_rule_over_the_whole_names_its_source(name: str, source: str) -> None:
    assert source.startswith("https://"), name


def test_no_source_is_listed_that_no_limit_names() -> None:
    used = {spec.source for shape in SHAPES.values() for field in shape.fields.values() for spec in _specs(field)}
    used |= {shape.page for shape in SHAPES.values()}
    used |= set(OVER_THE_WHOLE.values())
    listed = {name: value for name, value in vars(sources).items() if name.isupper()}
    idle = [name for name, value in listed.items() if not any(one.startswith(value) for one in used)]
    assert idle == []
