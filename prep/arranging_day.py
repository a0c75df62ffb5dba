"""A day of interviews as whoever arranged them needs it: what needs them, what is fine, who has not read it yet.

The findings are values; views put them in words.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from prep.digests import Rhythm
from prep.handing_over import HandOver
from prep.interviews import Interview, Panelist, Seat, State

_LONGEST_SPAN: Final = 9
"""A day with a message a week, told the evening before."""
_NOON: Final = time(12)


class Trouble(StrEnum):
    """Why an interview needs whoever arranged it; the words are part of stored keys."""

    CANNOT_COME = "cannot come"
    """Somebody cannot, and nobody took over: none was asked, or said yes by half the time left."""
    NOT_COVERED = "not covered"
    """Nobody who asks is in the room."""
    UNREACHED = "unreached"
    """No message gets to somebody in the room."""
    TWO_ROOMS = "two rooms"
    """Somebody is in another interview at the same time."""


_TOLD_BY_OTHERS: Final = frozenset({Trouble.CANNOT_COME, Trouble.UNREACHED})
"""What a message of its own tells at once to whoever arranged the interview."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that needs whoever arranged the interview.

    `panelist` is whom it is about; None where nobody asks. `other` is the interview that two rooms at once are shared
    with: the later of the two where both are theirs, else somebody else's, who may not want it shown.
    """

    trouble: Trouble
    interview: Interview
    panelist: Panelist | None = None
    other: Interview | None = None

    @property
    def key(self) -> str:
        """The same for the same trouble, whatever else changes about the interview."""
        rooms = sorted(each.id for each in (self.interview, self.other) if each)
        member = self.panelist.member_id or self.panelist.id if self.panelist else ""
        return f"{self.trouble}:{'+'.join(rooms)}:{member}"


@dataclass(frozen=True, slots=True)
class Known:
    """What else is known of those in the room.

    `unreached` are members to whom no message gets. `hand_overs`: for each interview and member who handed it over
    (their ids), where that is, as long as it stands; one who is put in the room anew has none. `elsewhere` are the
    interviews that others arranged, or on other days, with any of these people.
    """

    unreached: Collection[str] = frozenset()
    hand_overs: Mapping[tuple[str, str], HandOver] = field(default_factory=dict)
    elsewhere: Sequence[Interview] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """Each interview is in one of the three: `needs_you`, `asked` (somebody cannot come, and their substitute still
    has time to answer), `fine`. `not_opened`: those of any of them who have not said that they read it."""

    needs_you: tuple[Need, ...]
    asked: tuple[Interview, ...]
    fine: tuple[Interview, ...]
    not_opened: tuple[tuple[Interview, Panelist], ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """The same for as long as the day reads the same."""
        needed = (f"needs {each.key} {each.interview.sequence}" for each in self.needs_you)
        asked = (f"asked {each.id} {each.sequence}" for each in self.asked)
        fine = (f"fine {each.id} {each.sequence}" for each in self.fine)
        return *needed, *asked, *fine, *(f"unread {room.id} {person.id}" for room, person in self.not_opened)

    @property
    def rooms(self) -> tuple[str, ...]:
        """The interviews that stand in it, by id: also those that somebody else arranged."""
        needed = [room for need in self.needs_you for room in (need.interview, need.other) if room]
        return tuple(dict.fromkeys(each.id for each in (*needed, *self.asked, *self.fine)))


def told_on(rhythm: Rhythm, day: date) -> tuple[date, date]:
    """The local days that the message of `day` tells of: the first, and the one after the last.

    They go from `day` up to the next day with a message, so each day is in one message, and the last before free days
    carries what falls on them. Whoever has their messages at noon or later is told the evening before: both are a day
    later. A pause makes it no more days.
    """
    ahead = (day + timedelta(days=days) for days in range(1, 8))
    following = next(each for each in ahead if each.isoweekday() in rhythm.days)
    later = timedelta(days=1 if rhythm.at >= _NOON else 0)
    return day + later, following + later


def telling(rhythm: Rhythm, wanted: date) -> tuple[date, date, date]:
    """The day of the message that tells of the local day `wanted`; the first that it tells of, and the one after the
    last."""
    days = (wanted - timedelta(days=back) for back in range(-1, _LONGEST_SPAN))
    spans = ((each, *told_on(rhythm, each)) for each in days if each.isoweekday() in rhythm.days)
    return next(each for each in spans if each[1] <= wanted < each[2])


def day(interviews: Sequence[Interview], known: Known, now: datetime) -> Day:
    """The day of these interviews, all arranged by one person, in the order they start.

    What was cancelled or is over at `now` (aware) is left out. Whoever cannot come, or cannot be reached, is not
    named among those who have not read it; nor is the reader.
    """
    ahead = sorted(_ahead(interviews, now), key=_order)
    others = _ahead(known.elsewhere, now)
    needs = [need for each in ahead for need in _needs(each, [*ahead, *others], known)]
    in_need = {room.id for need in needs for room in (need.interview, need.other) if room}
    rest = [each for each in ahead if each.id not in in_need]
    return Day(
        tuple(needs),
        asked=tuple(each for each in rest if _is_asked_for(each, known)),
        fine=tuple(each for each in rest if not _is_asked_for(each, known)),
        not_opened=tuple((each, person) for each in ahead for person in _unread(each, known)),
    )


def added_needs(before: Collection[str], now: Sequence[Need]) -> Sequence[Need]:
    """Those of `now` that the message does not show yet: with any, a new one is sent, else it is only edited.

    `before` are the keys of what it shows. What is no longer needed and comes again is new again.
    """
    return [each for each in now if each.key not in before]


def untold(added: Sequence[Need], now: Sequence[Need]) -> Sequence[Need]:
    """Those of the `added` needs that no other message tells of, given all that are there `now`.

    Whoever cannot come, or cannot be reached, has a message of its own, which also says when nobody is left to ask.
    """
    cannot = {each.interview.id for each in now if each.trouble is Trouble.CANNOT_COME}
    return [
        each
        for each in added
        if each.trouble not in _TOLD_BY_OTHERS
        and not (each.trouble is Trouble.NOT_COVERED and each.interview.id in cannot)
    ]


def _ahead(interviews: Sequence[Interview], now: datetime) -> list[Interview]:
    return [each for each in interviews if each.state is State.PLANNED and each.ends_at > now]


def _order(interview: Interview) -> tuple[datetime, str]:
    return interview.starts_at, interview.id


def _needs(interview: Interview, rooms: Sequence[Interview], known: Known) -> Iterator[Need]:
    for each in interview.panel:
        if _cannot_come(interview, each, known):
            yield Need(Trouble.CANNOT_COME, interview, each)
    if not any(each.seat is not Seat.LISTENING for each in interview.panel if _may_come(interview, each, known)):
        yield Need(Trouble.NOT_COVERED, interview)
    coming = _coming(interview, known)
    for each in coming:
        if each.member_id in known.unreached:
            yield Need(Trouble.UNREACHED, interview, each)
    for other in _at_the_same_time(interview, rooms):
        there = {each.member_id for each in _coming(other, known)}
        for each in coming:
            if each.member_id and each.member_id in there:
                yield Need(Trouble.TWO_ROOMS, interview, each, other)


def _at_the_same_time(interview: Interview, rooms: Sequence[Interview]) -> Iterator[Interview]:
    """The interviews that overlap with this one and are found from here: `rooms` begins with the day's own, in order,
    and of two of those the earlier finds the later."""
    place = next(place for place, room in enumerate(rooms) if room.id == interview.id)
    before = {room.id for room in rooms[: place + 1]}
    for room in rooms[place + 1 :]:
        if room.id not in before and room.starts_at < interview.ends_at and interview.starts_at < room.ends_at:
            before.add(room.id)  # one of the day's own may stand among the others too
            yield room


def _step(interview: Interview, person: Panelist, known: Known) -> HandOver | None:
    return known.hand_overs.get((interview.id, person.member_id)) if person.member_id else None


def _cannot_come(interview: Interview, person: Panelist, known: Known) -> bool:
    """Whether they cannot, nobody took over, and nobody was only just asked to."""
    step = _step(interview, person, known)
    if step in {HandOver.ASKED, HandOver.YES}:
        return False
    return person.declined_at is not None or step in {HandOver.LATE, HandOver.NO}


def _is_asked_for(interview: Interview, known: Known) -> bool:
    return any(_step(interview, each, known) is HandOver.ASKED for each in interview.panel)


def _may_come(interview: Interview, person: Panelist, known: Known) -> bool:
    """Whether they, or the substitute who was only just asked for them, may be in the room."""
    return person in _coming(interview, known) or _step(interview, person, known) is HandOver.ASKED


def _coming(interview: Interview, known: Known) -> list[Panelist]:
    """Those in the room of whom nobody has heard that they cannot come."""
    stays = {None, HandOver.UNDONE}
    return [each for each in interview.in_room if _step(interview, each, known) in stays]


def _unread(interview: Interview, known: Known) -> Iterator[Panelist]:
    for each in _coming(interview, known):
        is_reader = each.member_id == interview.arranged_by
        if each.member_id and each.read_at is None and each.member_id not in known.unreached and not is_reader:
            yield each
