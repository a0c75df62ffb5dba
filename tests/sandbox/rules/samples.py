"""Builds, from the rules' own data, the smallest thing of each shape and the message or view it stands in."""

from collections import deque
from collections.abc import Mapping
from typing import Any

from sandbox.rules import Breach, message_breaches, view_breaches
from sandbox.rules.language import Among, Anything, Array, Flag, Number, Shape, Spec, String, Text, Whole
from sandbox.rules.shapes import SHAPES

Json = dict[str, Any]
Step = tuple[str, str]  # a shape's name and the field in which the next one stands

# What is judged, and on which surface. A response has no limit on the whole message, so it comes first.
ROOTS: Mapping[str, str] = {
    "response": "message",
    "message": "message",
    "ephemeral": "message",
    "update": "message",
    "modal": "modal",
    "home": "home",
}


def breaches(root: str, payload: object) -> list[Breach]:
    """What the rules say of a payload of this kind."""
    return view_breaches(payload) if root in {"modal", "home"} else message_breaches(payload, surface=root)


def sample(spec: Spec) -> Any:  # noqa: PLR0911  # one return for each kind of spec
    """The smallest value that `spec` allows."""
    match spec:
        case String():
            return spec.among[0] if spec.among else spec.form.sample if spec.form else "x" * max(spec.least, 1)
        case Whole():
            return spec.least or 0
        case Number():
            return 1 if spec.above is None else spec.above + 1
        case Flag():
            return False
        case Anything():
            return {}
        case Text():
            return {"type": spec.kinds[0], "text": "x" * max(spec.least, 1)}
        case Array():
            return distinct([sample(spec.of) for _ in range(spec.least)])
        case Among():
            return smallest(SHAPES[spec.shapes[0]])


def smallest(shape: Shape) -> Json:
    """The smallest object of this shape: what is required, and the first of each choice."""
    names = [*shape.required, *(choice[0] for choice in shape.either)]
    kind = {"type": shape.kind} if shape.kind else {}
    return kind | {name: sample(shape.fields[name]) for name in names}


def having(shape: Shape, field: str, value: object) -> Json:
    """The smallest object of this shape that has `value` in `field`."""
    one = smallest(shape) | {field: value}
    for pair in shape.never_both:
        if field in pair:
            other = pair[1 - pair.index(field)]
            one.pop(other, None)
    return one


def distinct(items: list[Any]) -> list[Any]:
    """The same items; options after the first get values of their own, as Slack wants them unique."""
    for number, item in enumerate(items[1:]):
        if isinstance(item, dict) and isinstance(item.get("value"), str):
            item["value"] = str(number)
    return items


def steps_to(target: str, root: str) -> list[Step] | None:
    """The shortest way from a root to a shape through shapes that its surface allows; nothing when there is none."""
    waiting: deque[tuple[str, list[Step]]] = deque([(root, [])])
    seen = {root}
    while waiting:
        name, steps = waiting.popleft()
        if name == target:
            return steps
        for field, spec in SHAPES[name].fields.items():
            for inner in innermost(spec):
                if inner not in seen and ROOTS[root] in SHAPES[inner].surfaces:
                    seen.add(inner)
                    waiting.append((inner, [*steps, (name, field)]))
    return None


def innermost(spec: Spec) -> tuple[str, ...]:
    """The shapes that may stand in a field, inside its lists."""
    while isinstance(spec, Array):
        spec = spec.of
    return spec.shapes if isinstance(spec, Among) else ()


def wrapped(spec: Spec, value: object) -> tuple[Any, str]:
    """A value as it stands in a field: inside as many lists as the field has, repeated to their least length."""
    if not isinstance(spec, Array):
        return value, ""
    first, pointer = wrapped(spec.of, value)
    return [first] * max(spec.least, 1), f"/0{pointer}"


def placed(steps: list[Step], value: Json) -> tuple[Json, str]:
    """The message or view at the end of whose `steps` stands `value`, and the pointer to it."""
    pointer = ""
    for name, field in reversed(steps):
        shape = SHAPES[name]
        inside, indexes = wrapped(shape.fields[field], value)
        value = having(shape, field, inside)
        pointer = f"/{field}{indexes}{pointer}"
    return value, pointer


def root_of(shape: Shape) -> tuple[str, list[Step]]:
    """The first root in which a shape can stand, and the way there."""
    for root in ROOTS:
        steps = steps_to(shape.name, root)
        if steps is not None:
            return root, steps
    raise AssertionError(f"{shape.name} stands in no message and no view")


def whole(root: str, steps: list[Step], value: Json) -> tuple[Json, str]:
    """`value` at its place in something that Slack would take if `value` were right."""
    payload, pointer = placed(steps, value)
    if root == "modal":
        payload = {"submit": {"type": "plain_text", "text": "Save"}} | payload
    parts = ("text", "markdown_text", "blocks", "attachments")
    if ROOTS[root] == "message" and not any(payload.get(part) for part in parts):
        payload = {"text": "Hello"} | payload
    return payload, pointer
