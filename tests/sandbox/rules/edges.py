"""Each limit in the rules' data as two values: one exactly at it, one just past it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sandbox.rules.language import Among, Anything, Array, Flag, Number, Shape, Spec, String, Text, Whole
from sandbox.rules.shapes import SHAPES
from tests.sandbox.rules.samples import distinct, having, sample, smallest


@dataclass(frozen=True)
class Edge:
    """One limit: what is allowed, what is not, which rule says so and where."""

    name: str
    within: Any
    past: Any
    rule: str
    pointer: str = ""


def edges_of(shape: Shape, surface: str) -> Iterator[Edge]:
    """Every limit of a shape and of its fields, as whole objects of that shape."""
    yield from _presence(shape)
    for field, spec in shape.fields.items():
        for edge in _edges(spec, surface):
            yield Edge(
                f"{field} {edge.name}",
                having(shape, field, edge.within),
                having(shape, field, edge.past),
                edge.rule,
                f"/{field}{edge.pointer}",
            )


def _presence(shape: Shape) -> Iterator[Edge]:
    good = smallest(shape)
    for name in shape.required:
        yield Edge(f"{name} is required", good, {k: v for k, v in good.items() if k != name}, "missing")
    for choice in shape.either:
        for name in choice:
            within = having(shape, name, sample(shape.fields[name]))
            for other in set(choice) - {name}:
                within.pop(other, None)
            yield Edge(f"{name} is enough", within, {k: v for k, v in good.items() if k not in choice}, "missing")
    for one, other in shape.never_both:
        within = having(shape, one, sample(shape.fields[one]))
        yield Edge(f"{one} excludes {other}", within, within | {other: sample(shape.fields[other])}, "conflicting")
    if not shape.open:
        yield Edge("unknown fields", good, good | {"no_such_field": 1}, "unknown_field")


def _edges(spec: Spec, surface: str) -> Iterator[Edge]:
    yield Edge("type", sample(spec), None, "wrong_type")
    match spec:
        case String():
            yield from _string(spec)
        case Whole():
            yield from _whole(spec)
        case Number():
            if spec.above is not None:
                yield Edge("above", spec.above + 0.5, spec.above, "too_small")
        case Text():
            yield from _text(spec)
        case Array():
            yield from _array(spec, surface)
        case Among():
            yield from _among(spec, surface)
        case Flag() | Anything():
            pass


def _string(spec: String) -> Iterator[Edge]:
    base = sample(spec)
    if spec.most is not None:
        # A letter of two bytes and one code point outside the basic plane: what is counted must be told apart.
        letter, size = ("é", 2) if spec.counted == "bytes" else ("a" if spec.form else "🙂", 1)
        full = base + letter * ((spec.most - len(base)) // size)
        full += "a" * (spec.most - (len(full.encode()) if spec.counted == "bytes" else len(full)))
        yield Edge(f"most {spec.most}", full, full + "a", "too_long")
    if spec.least:
        yield Edge(
            f"least {spec.least}", "x" * spec.least if not spec.form else base, "x" * (spec.least - 1), "too_short"
        )
    if spec.form:
        yield Edge("form", spec.form.sample, spec.form.spoilt, "malformed")
    for value in spec.among:
        yield Edge(f"among {value}", value, f"{value}?", "not_allowed")


def _whole(spec: Whole) -> Iterator[Edge]:
    if spec.least is not None:
        yield Edge(f"least {spec.least}", spec.least, spec.least - 1, "too_small")
    if spec.most is not None:
        yield Edge(f"most {spec.most}", spec.most, spec.most + 1, "too_large")


def _text(spec: Text) -> Iterator[Edge]:
    def text(letters: str) -> dict[str, str]:
        return {"type": spec.kinds[0], "text": letters}

    yield Edge(f"most {spec.most}", text("🙂" * spec.most), text("🙂" * (spec.most + 1)), "too_long", "/text")
    yield Edge(f"least {spec.least}", text("x" * spec.least), text("x" * (spec.least - 1)), "too_short", "/text")
    good = text("x")
    for kind in spec.kinds:
        other = "mrkdwn" if len(spec.kinds) == 1 else "markdown"
        yield Edge(f"kind {kind}", good | {"type": kind}, good | {"type": other}, "wrong_text_type", "/type")
    yield Edge("text of a text", good, {"type": spec.kinds[0]}, "missing")
    plain = {"type": "plain_text", "text": "x", "emoji": False}
    yield Edge("emoji is for plain text", plain, plain | {"verbatim": True}, "unknown_field")


def _array(spec: Array, surface: str) -> Iterator[Edge]:
    def items(number: int) -> list[Any]:
        return distinct([sample(spec.of) for _ in range(number)])

    if spec.most is not None:
        yield Edge(f"most {spec.most}", items(spec.most), items(spec.most + 1), "too_many")
    if spec.least:
        yield Edge(f"least {spec.least}", items(spec.least), items(spec.least - 1), "too_few")
    for edge in _edges(spec.of, surface):
        alike = max(spec.least, 1)
        yield Edge(f"item {edge.name}", [edge.within] * alike, [edge.past] * alike, edge.rule, f"/0{edge.pointer}")


def _among(spec: Among, surface: str) -> Iterator[Edge]:
    for name in spec.shapes:
        shape = SHAPES[name]
        if shape.kind and surface in shape.surfaces:
            yield Edge(f"allows {name}", smallest(shape), {"type": "no_such_type"}, "unsupported_type", "/type")
        elif surface not in shape.surfaces:
            yield Edge(f"keeps out {name}", sample(spec), smallest(shape), "wrong_surface", "/type")
