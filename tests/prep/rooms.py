"""Interviews and people in them, made up for the tests of the rules about them."""

from datetime import UTC, datetime
from typing import Final

from hypothesis import strategies as st

from prep.interviews import Asked, Candidate, Interview, Links, Opening, Panelist, Part, Seat, State

START: Final = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def somebody(
    member_id: str | None,
    seat: Seat = Seat.INTERVIEWER,
    *,
    asks: str = "",
    read_at: datetime | None = None,
    declined_at: datetime | None = None,
) -> Panelist:
    """A person in the room who asks these questions, a letter each."""
    numbered = tuple(Asked(each, None) for each in asks)
    return Panelist(f"p-{member_id}", member_id, member_id or "Zoe", seat, numbered, read_at, declined_at)


def interview(
    *panel: Panelist, id_: str = "i", starts_at: datetime = START, minutes: int = 45, state: State = State.PLANNED
) -> Interview:
    """An interview that Upriya arranged."""
    return Interview(
        id_,
        Opening("o", "r", "Analyst"),
        Part("o", 1, "Casework", 45, ("Judgement",), frozen=True),
        Candidate("c", "o", "J.S."),
        starts_at,
        minutes,
        Links(place="https://meet.example/1"),
        "",
        state,
        "Upriya",
        0,
        panel,
    )


moments = st.datetimes(datetime(2026, 11, 23), datetime(2026, 11, 26), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
lengths = st.sampled_from((15, 45, 90))
