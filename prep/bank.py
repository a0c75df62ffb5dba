"""The values of the question bank: roles, their guides and plans, and the questions worth asking."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

# What fits, with its number and a mark, into the 75 characters of a menu option or a checkbox.
MAX_SHORT: Final = 40


class Category(StrEnum):
    """The kinds of question, in the order in which they are asked."""

    GENERAL = "general"
    BEHAVIORAL = "behavioral"
    TECHNICAL = "technical"
    SITUATIONAL = "situational"


class Level(StrEnum):
    """How far along a candidate is; a question without one suits anybody."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"


class Status(StrEnum):
    """Where a question is in its life: only pilot and live ones are asked."""

    DRAFT = "draft"
    PILOT = "pilot"
    LIVE = "live"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Anchors:
    """What an answer of each kind sounds like, as behaviour one can hear."""

    strong: str
    solid: str
    weak: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a set needs it: lean, without what to listen for.

    `short` has at most MAX_SHORT characters; `level` None suits every level; `minutes` is the time it takes.
    """

    id: str
    text: str
    short: str
    category: Category
    competency: str
    level: Level | None
    minutes: int
    status: Status


@dataclass(frozen=True, slots=True)
class Card:
    """One question, opened: with its probes and what to listen for."""

    question: Question
    probes: tuple[str, ...]
    anchors: Anchors


@dataclass(frozen=True, slots=True)
class Competency:
    """Something a role needs of a person, and what is meant by it."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Guide:
    """What a role is and how it fits the organisation, for whoever interviews for it."""

    summary: str
    fit: str
    responsibilities: tuple[str, ...]
    skills: tuple[str, ...]
    competencies: tuple[Competency, ...]


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One conversation of a role's default plan: its length and the competencies it looks at."""

    title: str
    minutes: int
    competencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """A role as one workspace keeps it. `slug` is how it is typed; `plan` is in the order it is held."""

    id: str
    slug: str
    title: str
    guide: Guide
    plan: tuple[PlanPart, ...]


@dataclass(frozen=True, slots=True)
class RoleSummary:
    """A role as a listing shows it; `questions` counts those that can be asked."""

    id: str
    slug: str
    title: str
    questions: int


@dataclass(frozen=True, slots=True)
class StarterQuestion:
    """A question that the package ships. `id` never changes: "trust-safety/fake-accounts"."""

    id: str
    text: str
    short: str
    category: Category
    competency: str
    level: Level | None
    minutes: int
    status: Status
    probes: tuple[str, ...]
    anchors: Anchors


@dataclass(frozen=True, slots=True)
class StarterRole:
    """A role that the package ships, with the words that find it and its questions."""

    slug: str
    title: str
    aliases: tuple[str, ...]
    guide: Guide
    plan: tuple[PlanPart, ...]
    questions: tuple[StarterQuestion, ...]


def content_hash(question: StarterQuestion) -> str:
    """The same 64 hex digits (SHA-256) for the same wording and attributes, on every machine.

    The id is left out, so that a workspace's copy compares equal exactly until somebody edits it: an upgrade
    may replace what nobody touched.
    """
    content = asdict(question)
    del content["id"]
    canonical = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode("ascii")).hexdigest()
