"""Interviews as the product speaks of them: openings, their parts, who is in the room and who asks what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from prep.bank import Category


class Seat(StrEnum):
    """What somebody does in the room."""

    LEADS = "leads"
    INTERVIEWER = "interviewer"
    LISTENING = "listening"


class State(StrEnum):
    """Whether an interview takes place."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Opening:
    """A search for a role. `title` is the role's, as it was when the search began."""

    id: str
    role_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Part:
    """One conversation of an opening's plan. Once `frozen`, its questions are the same for every candidate."""

    opening_id: str
    position: int
    title: str
    minutes: int
    competencies: tuple[str, ...]
    frozen: bool


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """A question of a part, worded as it was when the part was frozen."""

    id: str
    text: str
    short: str
    category: Category
    competency: str
    minutes: int
    probes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person considered for an opening. `shown_as` is "J.S.", "M.K. 2", or a name where the workspace keeps names."""

    id: str
    opening_id: str
    shown_as: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is somebody's to ask, and its number in their messages (None: none yet, or past ten)."""

    question_id: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Panelist:
    """Somebody in the room. Without `member_id` they are not on Slack, and only named."""

    id: str
    member_id: str | None
    name: str
    seat: Seat
    asks: tuple[Asked, ...]
    read_at: datetime | None
    declined_at: datetime | None


@dataclass(frozen=True, slots=True)
class Links:
    """Where things are; empty when nowhere. `place` is a link to join, or a room."""

    place: str = ""
    cv: str = ""
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Interview:
    """One conversation with a candidate. `starts_at` is aware, in UTC; `panel` is in the order people were added."""

    id: str
    opening: Opening
    part: Part
    candidate: Candidate
    starts_at: datetime
    minutes: int
    links: Links
    note: str
    state: State
    arranged_by: str
    sequence: int
    panel: tuple[Panelist, ...]

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def in_room(self) -> Sequence[Panelist]:
        """Those who have not said that they cannot come."""
        return [each for each in self.panel if each.declined_at is None]

    def seat_of(self, member_id: str) -> Panelist | None:
        """Where this member sits, if they are in it."""
        return next((each for each in self.panel if each.member_id == member_id), None)
