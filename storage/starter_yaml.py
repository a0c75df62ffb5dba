"""Reads the plain part of YAML (fields, lists, text) and keeps the line of everything."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.reader import ReaderError

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"
Place: TypeAlias = tuple[str | int, ...]

# A role is five deep. What is nested deeper is a mistake, or meant to exhaust whoever reads it.
_DEEPEST: Final = 10
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_UNSHOWN: Final = "There is a character here that cannot be shown; remove it."
# What the parser says of the mistakes that people make most, and what to do about each.
_ADVICE: Final = {
    "mapping values are not allowed": "Put quotes round text with a colon in it.",
    "cannot start any token": "Put quotes round this text, and blanks where a tab is.",
    "unexpected end of stream": "Quotes are opened here and never closed.",
    "could not find expected ':'": "Write a colon after the field, or indent the text below it.",
}


class NotPlainYaml(Exception):
    """The file cannot be read at all; `line` counts from 1, `sentence` says what to do."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


@dataclass(slots=True)
class Document:
    """What a file says, with the line (from 1) of every place and the mistakes that stopped nobody.

    Every scalar is text, as written: "no" stays "no" and 007 stays "007".
    """

    tree: Tree = None
    lines: dict[Place, int] = field(default_factory=dict)
    mistakes: list[tuple[Place, int, str]] = field(default_factory=list)

    def line(self, place: Place) -> int:
        """The line of `place`, or of the nearest thing round it that is in the file."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def parse(content: bytes) -> Document:
    """The one document in `content`. Raises NotPlainYaml where nothing sensible can be read."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise NotPlainYaml(line, "This is not UTF-8 text; save the file as UTF-8.") from None
    builder = _Builder(YAML(typ="safe", pure=True).parse(text))
    try:
        return builder.document()
    except ReaderError as wrong:
        raise NotPlainYaml(text.count("\n", 0, wrong.position) + 1, _UNSHOWN) from None
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        raise NotPlainYaml(mark.line + 1 if mark else 1, _advice(wrong.problem or "")) from None
    except (AssertionError, OverflowError, ValueError) as wrong:
        # What the parser lets through of odd numbers: "\\U99999999" in quotes, "%YAML 1.99" at the top.
        raise NotPlainYaml(builder.line, _advice(str(wrong))) from None


def _advice(problem: str) -> str:
    for symptom, advice in _ADVICE.items():
        if symptom in problem:
            return advice
    return f"This cannot be read as YAML ({problem}); compare indentation and quotes with other lines."


class _Builder:
    """Builds the tree from the parser's events, so that nothing that YAML can be made to do is ever done."""

    def __init__(self, stream: Iterable[Event]) -> None:
        self._stream = iter(stream)
        self._document = Document()
        self.line = 1  # of what was read last

    def document(self) -> Document:
        while not isinstance(event := self._next(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                if () in self._document.lines:
                    raise NotPlainYaml(self.line, "One role a file: move what follows “---” to another file.")
                self._document.tree = self._node(self._next(), ())
        return self._document

    def _next(self) -> Event:
        event = next(self._stream)
        self.line = int(event.start_mark.line) + 1
        return event

    def _node(self, event: Event, place: Place) -> Tree:
        if len(place) > _DEEPEST:
            raise NotPlainYaml(self.line, "This is nested too deep; a role needs no more than five levels.")
        self._document.lines.setdefault(place, self.line)
        match event:
            case AliasEvent():
                self._note(place, "Write it out here; repeating something by “*” is not understood.")
                return str(event.anchor)
            case MappingStartEvent():
                self._refuse_extras(event, place)
                return self._fields(place)
            case SequenceStartEvent():
                self._refuse_extras(event, place)
                return self._items(place)
            case ScalarEvent():
                self._refuse_extras(event, place)
                return None if event.style is None and event.value in _NULL else self._text(event, place)
        raise TypeError(f"a value begins with {event!r}")

    def _fields(self, place: Place) -> dict[str, Tree]:
        fields: dict[str, Tree] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise NotPlainYaml(self.line, "The name of a field must be a plain word, such as “title:”.")
            name = self._text(event, place)
            at = (*place, name)
            if name in fields:
                self._note(at, "This field is here twice; keep one of them.")
            self._document.lines.setdefault(at, self.line)
            value = self._node(self._next(), at)
            fields.setdefault(name, value)
        return fields

    def _items(self, place: Place) -> list[Tree]:
        items: list[Tree] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            items.append(self._node(event, (*place, len(items))))
        return items

    def _text(self, event: ScalarEvent, place: Place) -> str:
        value = str(event.value)
        shown = "".join(character for character in value if _can_be_shown(character))
        if shown != value:
            self._note(place, _UNSHOWN)
        return shown

    def _refuse_extras(self, event: CollectionStartEvent | ScalarEvent, place: Place) -> None:
        if event.anchor:
            self._note(place, f"Remove “&{event.anchor}”; text that is needed twice is written twice.")
        if event.tag:
            self._note(place, "Remove the word that begins with “!”; everything here is plain text.")

    def _note(self, place: Place, sentence: str) -> None:
        self._document.mistakes.append((place, self.line, sentence))


def _can_be_shown(character: str) -> bool:
    """Not so the control characters and halves of surrogate pairs that quoted text can hold as escapes."""
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cs"}
