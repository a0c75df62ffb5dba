"""Judges a value by the shape it should have. Pure, and never raises, whatever JSON it is given."""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.rules.breach import Fault
from sandbox.rules.language import (
    Among,
    Anything,
    Array,
    Flag,
    Number,
    Shape,
    Spec,
    String,
    Text,
    TextKind,
    Whole,
    text_fields,
)
from sandbox.rules.shapes import SHAPES


def faults(value: object, spec: Spec, at: str, surface: str) -> Iterator[Fault]:
    """Every way in which `value`, at the JSON pointer `at`, is not what `spec` says, on this surface."""
    match spec:
        case String():
            yield from _string(value, spec, at)
        case Whole() | Number():
            yield from _number(value, spec, at)
        case Flag():
            if not isinstance(value, bool):
                yield Fault(at, "wrong_type", "must be true or false")
        case Anything():
            if not isinstance(value, dict):
                yield Fault(at, "wrong_type", "must be an object")
        case Text():
            yield from _text(value, spec, at, surface)
        case Array():
            yield from _array(value, spec, at, surface)
        case Among():
            yield from _among(value, spec, at, surface)


def _string(value: object, spec: String, at: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault(at, "wrong_type", "must be a string")
        return
    length = len(value.encode("utf-8", "surrogatepass")) if spec.counted == "bytes" else len(value)
    if spec.most is not None and length > spec.most:
        yield Fault(at, "too_long", f"has {length} {spec.counted}; at most {spec.most} are allowed", spec.error)
    if length < spec.least:
        yield Fault(at, "too_short", f"must have at least {spec.least} {spec.counted}")
    if spec.among and value not in spec.among:
        yield Fault(at, "not_allowed", f"must be one of {', '.join(spec.among)}")
    if spec.form is not None and not spec.form.fits(value):
        yield Fault(at, "malformed", f"must be {spec.form.name}")


def _number(value: object, spec: Whole | Number, at: str) -> Iterator[Fault]:
    wanted = int if isinstance(spec, Whole) else (int, float)
    if isinstance(value, bool) or not isinstance(value, wanted):
        yield Fault(at, "wrong_type", f"must be a {'whole ' if isinstance(spec, Whole) else ''}number")
    elif isinstance(spec, Number):
        if spec.above is not None and not value > spec.above:
            yield Fault(at, "too_small", f"must be more than {spec.above}")
    elif spec.least is not None and value < spec.least:
        yield Fault(at, "too_small", f"must be {spec.least} or more")
    elif spec.most is not None and value > spec.most:
        yield Fault(at, "too_large", f"must be {spec.most} or less")


def _text(value: object, spec: Text, at: str, surface: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(at, "wrong_type", "must be a text object")
        return
    kind: TextKind | None = next((kind for kind in spec.kinds if kind == value.get("type")), None)
    if kind is None:
        yield Fault(f"{at}/type", "wrong_text_type", f"must be {' or '.join(spec.kinds)}")
        return
    if "text" not in value:
        yield _missing(at, "text")
    rest = {name: inner for name, inner in value.items() if name != "type"}
    yield from _fields(rest, text_fields(kind, spec.most, spec.least), at, surface)


def _array(value: object, spec: Array, at: str, surface: str) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault(at, "wrong_type", "must be a list")
        return
    if spec.most is not None and len(value) > spec.most:
        yield Fault(at, "too_many", f"has {len(value)} items; at most {spec.most} are allowed", spec.error)
    if len(value) < spec.least:
        yield Fault(at, "too_few", f"must have at least {spec.least} items")
    for index, item in enumerate(value):
        yield from faults(item, spec.of, f"{at}/{index}", surface)


def _among(value: object, spec: Among, at: str, surface: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield Fault(at, "wrong_type", "must be an object")
        return
    shapes = [SHAPES[name] for name in spec.shapes]
    shape = next((shape for shape in shapes if not shape.kind or shape.kind == value.get("type")), None)
    if shape is None:
        kinds = ", ".join(shape.kind for shape in shapes)
        yield Fault(f"{at}/type", "unsupported_type", f"is not a type that can stand here: {kinds}")
    elif surface not in shape.surfaces:
        yield Fault(f"{at}/type", "wrong_surface", f"{shape.kind} cannot stand on this surface: {surface}")
    else:
        yield from _shape(value, shape, at, surface)


def _shape(value: Mapping[str, Any], shape: Shape, at: str, surface: str) -> Iterator[Fault]:
    for name in shape.required:
        if name not in value:
            yield _missing(at, name)
    for names in shape.either:
        if not any(name in value for name in names):
            yield _missing(at, " or ".join(names))
    for one, other in shape.never_both:
        if one in value and other in value:
            yield Fault(at, "conflicting", f"cannot have both {one} and {other}")
    known = {name: inner for name, inner in value.items() if name != "type" or not shape.kind}
    yield from _fields(known, shape.fields, at, surface, open_=shape.open)


def _fields(
    value: Mapping[str, Any], fields: Mapping[str, Spec], at: str, surface: str, *, open_: bool = False
) -> Iterator[Fault]:
    for name, inner in value.items():
        if name in fields:
            yield from faults(inner, fields[name], f"{at}/{name}", surface)
        elif not open_:
            # "invalid additional property: … [json-pointer:/view]": Slack points at the object that holds it.
            # https://github.com/nicklambourne/slackblocks/issues/36
            yield Fault(at, "unknown_field", f"has a field that Slack does not know: {name}")


def _missing(at: str, name: str) -> Fault:
    return Fault(at, "missing", f"must have {name}")
