"""What a step of changing remembers of what it showed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prep.drafting import Filled
from prep.interviews import Interview, Seat
from prep.wallclock import local


@dataclass(frozen=True, slots=True)
class Step:
    """`about` is the interview; `known` the sequence of each that was shown, by id; `what` and `fields` are what was
    filled in before it was worth a look."""

    about: str
    known: Mapping[str, int]
    what: str = ""
    fields: Mapping[str, Any] | None = None

    @classmethod
    def of(cls, interview: Interview, shown: Sequence[Interview] = ()) -> "Step":
        """A step that shows this interview, or all of these."""
        return cls(interview.id, {each.id: each.sequence for each in shown or [interview]})

    def encode(self) -> str:
        """For a view's `private_metadata`, of 3,000 characters: 50 interviews, or 20 people and 10 names, fit."""
        told = {"about": self.about, "known": self.known, "what": self.what, "fields": self.fields}
        return json.dumps(
            {key: value for key, value in told.items() if value}, ensure_ascii=False, separators=(",", ":")
        )

    @classmethod
    def decode(cls, metadata: str) -> "Step":
        """The reverse of `encode`."""
        return cls(**json.loads(metadata))


def filled_of(interview: Interview, zone: str) -> Filled:
    """The interview as somebody would fill it in, by the clocks of `zone`, with those in the room."""
    starts = local(interview.starts_at, zone)
    asking = [each for each in interview.in_room if each.seat is not Seat.LISTENING]
    leads = next((each for each in asking if each.seat is Seat.LEADS), None)
    return Filled(
        hiring=f"opening|{interview.opening.id}",
        opening_id=interview.opening.id,
        candidate=interview.candidate.id,
        part=str(interview.part.position),
        day=starts.date().isoformat(),
        start=f"{starts:%H:%M}",
        zone=zone,
        minutes=str(interview.minutes),
        interviewers=tuple(each.member_id for each in asking if each.member_id),
        listening=tuple(each.member_id for each in interview.in_room if each.seat is Seat.LISTENING and each.member_id),
        others="\n".join(each.name for each in asking if not each.member_id),
        place=interview.links.place,
        cv=interview.links.cv,
        feedback=interview.links.feedback,
        note=interview.note,
        leads=(leads.member_id or by_name(leads.name)) if leads else "",
    )


def by_name(name: str) -> str:
    """Stands for somebody without Slack among those who may lead."""
    return f"name:{name}"
