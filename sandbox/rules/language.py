"""The small language in which Slack's limits are written down. It only describes; `reading` judges.

A limit is published on the page of the shape it stands in, unless it names a `source` of its own.
Lengths are Unicode code points, unless said otherwise; both ends of every range are allowed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

MESSAGE, MODAL, HOME = "message", "modal", "home"
EVERYWHERE = frozenset({MESSAGE, MODAL, HOME})

TextKind = Literal["plain_text", "mrkdwn"]
PLAIN: tuple[TextKind, ...] = ("plain_text",)
EITHER: tuple[TextKind, ...] = ("plain_text", "mrkdwn")


@dataclass(frozen=True, slots=True)
class Form:
    """How a string must be written, with one string that is and one that is not."""

    name: str
    pattern: str
    sample: str
    spoilt: str

    def fits(self, value: str) -> bool:
        """Whether the whole of `value` is written in this form."""
        return re.fullmatch(self.pattern, value) is not None


@dataclass(frozen=True, slots=True)
class String:
    """A string. `among` names the only values allowed; `error` is Slack's own name for one that is too long."""

    most: int | None = None
    least: int = 0
    form: Form | None = None
    among: tuple[str, ...] = ()
    counted: Literal["characters", "bytes"] = "characters"
    error: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number."""

    least: int | None = None
    most: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """Any number, `above` excluded."""

    above: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    source: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text object whose text has `least` to `most` characters and whose type is one of `kinds`.

    That no text may be empty stands on the page of the text object itself.
    """

    most: int
    least: int = 1
    kinds: tuple[TextKind, ...] = EITHER
    source: str = ""


@dataclass(frozen=True, slots=True)
class Anything:
    """An object that Slack hands through without looking into it."""

    source: str = ""


@dataclass(frozen=True, slots=True)
class Among:
    """An object of one of these shapes, told apart by its `type` when there are several."""

    shapes: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Array:
    """A list of `least` to `most` things; `error` is Slack's own name for one that is too long."""

    of: "Spec"
    most: int | None = None
    least: int = 0
    error: str = ""
    source: str = ""


Spec = String | Whole | Number | Flag | Text | Anything | Among | Array


@dataclass(frozen=True, slots=True)
class Shape:
    """An object of Slack's: its fields, and the page where Slack publishes them.

    `kind` is the value of its `type`, empty for objects without one. At least one field of each tuple in
    `either` must be there, and no two of a tuple in `never_both`. An `open` shape may hold unknown fields.
    """

    name: str
    page: str
    fields: Mapping[str, Spec]
    kind: str = ""
    required: tuple[str, ...] = ()
    either: tuple[tuple[str, ...], ...] = ()
    never_both: tuple[tuple[str, str], ...] = ()
    surfaces: frozenset[str] = EVERYWHERE
    open: bool = False


def text_fields(kind: TextKind, most: int, least: int = 1) -> Mapping[str, Spec]:
    """The fields of a text object beside `type`: `emoji` belongs to plain text, `verbatim` to mrkdwn."""
    flag = "emoji" if kind == "plain_text" else "verbatim"
    return {"text": String(most=most, least=least), flag: Flag()}
