"""The questions that the package ships: one YAML file a role, read and checked as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from prep.bank import StarterRole
from prep.words import key
from storage.starter_checks import finding_words, mismatches, named
from storage.starter_schema import RoleFields, sentence
from storage.starter_yaml import Document, NotPlainYaml, Place, parse

_SHIPPED: Final = Path(__file__).parent / "starter"


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something to correct: file name, line from 1, field ("questions[3].short") and what to do."""

    file: str
    line: int
    field: str
    sentence: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where} {self.field}: {self.sentence}" if self.field else f"{where}: {self.sentence}"


class BankMistakes(ValueError):
    """Files of a bank cannot be taken as they are. Holds every mistake found, by file and line."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = tuple(mistakes)


def load(path: Path) -> StarterRole:
    """The role in one file. Raises BankMistakes with everything wrong, OSError if it cannot be opened."""
    return _roles([path])[0]


@cache
def load_all(folder: Path | None = None) -> tuple[StarterRole, ...]:
    """The roles of all `files(folder)`, in their order.

    Raises BankMistakes with everything wrong in any of them, words that would find two roles included.
    """
    return _roles(files(folder))


def files(place: Path | None = None) -> tuple[Path, ...]:
    """The files of a bank: one file, those of a folder by name, or by default those that are shipped."""
    if place is not None and place.is_file():
        return (place,)
    return tuple(sorted((place or _SHIPPED).glob("*.yaml")))


def _roles(paths: Sequence[Path]) -> tuple[StarterRole, ...]:
    mistakes: list[Mistake] = []
    documents: list[tuple[str, Document]] = []
    roles: list[StarterRole] = []
    for path in paths:
        try:
            document = parse(path.read_bytes())
        except NotPlainYaml as unreadable:
            mistakes.append(Mistake(path.name, unreadable.line, "", unreadable.sentence))
            continue
        documents.append((path.name, document))
        role, wrong = _checked(document)
        mistakes += [Mistake(path.name, line, named(place), told) for line, place, told in wrong]
        roles += [role] if role else []
    mistakes += _shared_words(documents)
    if mistakes:
        raise BankMistakes(sorted(mistakes, key=lambda mistake: (mistake.file, mistake.line)))
    return tuple(roles)


def _checked(document: Document) -> tuple[StarterRole | None, list[tuple[int, Place, str]]]:
    wrong = [(line, place, told) for place, line, told in document.mistakes]
    wrong += [(document.line(place), place, told) for place, told in mismatches(document.tree)]
    try:
        return RoleFields.model_validate(document.tree).role(), wrong
    except ValidationError as invalid:
        found = invalid.errors(include_url=False)
        wrong += [(document.line(each["loc"]), each["loc"], sentence(each)) for each in found]
        return None, wrong


def _shared_words(documents: Sequence[tuple[str, Document]]) -> Iterator[Mistake]:
    """What is typed must find one role: a word that two files claim is a mistake of the later one."""
    claimed: dict[str, str] = {}
    for file, document in documents:
        for place, text in finding_words(document.tree):
            owner = claimed.setdefault(key(text), file)
            if owner != file and key(text):
                told = f"“{text}” already finds the role of {owner}; choose another."
                yield Mistake(file, document.line(place), named(place), told)
