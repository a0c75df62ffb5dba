"""Whether what people have is true: each message when it came, the last that they were told, what old messages say."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from tests.chaos.storm import ought
from tests.chaos.storm.diary import Booked, Diary, Span
from tests.chaos.storm.reading import Said, said
from tests.chaos.storm.record import Letter
from tests.chaos.storm.story import Check


class Truth:
    """What was booked, against what was said of it."""

    def __init__(self, diary: Diary, zones: Mapping[str, str], stops: Sequence[Span]) -> None:
        self._diary, self._zones, self._stops = diary, zones, stops

    def when_it_came(self, letter: Letter) -> Iterator[str]:
        """Nothing was untrue all the time in which it was made: the stop at which it came."""
        start = next(stop.start for stop in reversed(self._stops) if stop.start <= letter.at)
        for told in letter.told:
            states = self._diary.during(told.interview, Span(start, letter.at))
            if not any(self._agrees(told, state, letter.person) for state in states):
                yield f"{letter.kind} to {letter.person}, {_at(letter.at)}: {told}, but it was {states}"

    def last_words(self, person: str, interview: str, letters: Sequence[Letter]) -> Iterator[str]:
        """At every stop: what somebody was last told of an interview, by a message that came, is what was true when the
        stop began, as long as that helps. `letters` are all that told them of it."""
        for stop in self._stops:
            before = [each for each in letters if each.at <= stop.end]
            last = _of(before[-1], interview) if before else None
            state = self._steady(person, interview, last, stop)
            if last and state and _helps(last, state, person, stop.end) and not self._agrees(last, state, person):
                yield f"{person} does not know at {_at(stop.end)}: was told {last}, but it is {state}"

    def when_all_is_quiet(self, letter: Letter, check: Check) -> Iterator[str]:
        """What an old message says now is what is true now, as long as that helps."""
        if letter.machine > check.machine or not letter.told:
            return
        text, zone = letter.text_at(check.machine), self._zones[letter.person]
        now = {each.interview: each for each in said(text, zone, letter.at)}
        for told in letter.told:
            [state] = self._diary.during(told.interview, Span(check.story, check.story))
            says = now.get(told.interview)
            if _helps(told, state, letter.person, check.story) and (
                says is None or not self._agrees(says, state, letter.person)
            ):
                came = f"{letter.kind} to {letter.person} of {_at(letter.at)}"
                yield f"{came} says at {_at(check.story)}: {says}, but it is {state}"

    def _steady(self, person: str, interview: str, last: Said | None, stop: Span) -> Booked | None:
        """The state in which it was well before the stop, and to its end; None where it was not. That somebody is in it
        again is told as it is told that they are in it."""
        quiet = ought.QUIET_IF_SOON
        if last and not last.stands:
            quiet = ought.QUIET + ought.TOGETHER
        states = self._diary.during(interview, Span(stop.start - quiet - ought.EARLY, stop.end))
        return states[0] if len(states) == 1 and states[0].done <= stop.start - quiet else None

    def _agrees(self, told: Said, state: Booked, person: str) -> bool:
        if not told.stands or not state.has(person):
            return told.stands == state.has(person)
        if told.minutes != state.minutes:
            return False
        zone = ZoneInfo(self._zones[person])
        true, read = state.starts_at.astimezone(zone), told.starts_at.astimezone(zone)
        return true == read if told.dated else true.time() == read.time()


def _helps(told: Said, state: Booked, person: str, at: datetime) -> bool:
    """They may be on their way to the one that they know of, or are expected in one that they do not know of."""
    return (told.stands and told.ends_at > at) or (state.has(person) and state.ends_at > at)


def _of(letter: Letter, interview: str) -> Said:
    return next(told for told in letter.told if told.interview == interview)


def _at(moment: datetime) -> str:
    return f"{moment:%a %d %b %H:%M}"
