"""What people ought to know, said simply: messages say what is true, and whoever was put into something, or knows what
is not so any more, is told. It reads what was done and what each chose, and nothing that the product wrote down. Each
function yields a sentence for whatever is not as it ought to be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tests.anything.diary import Booked, Diary, Knows
from tests.anything.letters import Letter, Word
from tests.anything.rhythm import URGENT, mornings_from, pause_ends, paused
from tests.anything.sentences import at, how_it_is, what

QUIET: Final = timedelta(minutes=2)
"""Changes within this time are told as one."""
LONGEST: Final = timedelta(minutes=30)
"""By then whoever was put into something is told, however much else is being arranged."""
TOGETHER: Final = timedelta(hours=1)
"""A message that a morning message follows within this time may be left to it."""
SOON: Final = timedelta(hours=1)


def when_it_came(letter: Letter, diary: Diary) -> Iterator[str]:
    """A message that comes says what is true."""
    for told in letter.told:
        true = diary.now(told.interview)
        if not told.agrees(true, letter.person):
            yield f"{what(letter)} says {told}, but it is {how_it_is(true, letter.person)}"


def as_they_read_now(letters: Sequence[Letter], diary: Diary, now: datetime) -> Iterator[str]:
    """What an old message says is true as long as that helps."""
    for letter in letters:
        for told in letter.told:
            true, says = diary.now(told.interview), letter.says(told.interview)
            if _helps(told, true, letter.person, now) and (says is None or not says.agrees(true, letter.person)):
                yield f"{what(letter)} reads now, at {at(now)}: {says}, but it is {how_it_is(true, letter.person)}"


def last_words(letters: Sequence[Letter], diary: Diary, now: datetime) -> Iterator[str]:
    """Whoever was told something that is not so any more was told anew, two minutes later or at once: by a new message,
    whatever the old ones read by now."""
    for (person, interview), told in _last(letters, diary).items():
        true = diary.now(interview)
        if not told.stands or told.word is None or told.word.agrees(true, person):
            continue
        if _helps(told.word, true, person, now) and _is_time(told.word, true, diary, person, interview, now):
            yield f"{person} does not know at {at(now)}: was told {told.word}, but it is {how_it_is(true, person)}"


def put_in(letters: Sequence[Letter], diary: Diary, now: datetime) -> Iterator[str]:
    """Whoever is put into an interview is told of it: soon, or by a morning message that comes within the hour."""
    last = _last(letters, diary)
    for interview in diary.interviews:
        true = diary.now(interview)
        for person in sorted(true.room & diary.people.keys()):
            told = last.get((person, interview))
            known = told is not None and told.stands
            by = diary.awake_from(_told_by(person, interview, diary))
            if true.takes_place and true.ends_at > now and not known and by is not None and by <= now:
                yield f"{person} was not told by {at(now)}: {interview}, {how_it_is(true, person)}"


@dataclass(frozen=True, slots=True)
class _Told:
    """The last that somebody was told of an interview; without a `word` they did it themselves."""

    stands: bool
    word: Word | None


def _last(letters: Sequence[Letter], diary: Diary) -> dict[tuple[str, str], _Told]:
    """What everybody was last told of each interview, by a message as it came."""
    found: dict[tuple[str, str], _Told] = {}
    known = list(diary.known)
    for letter in letters:
        while known and known[0].after <= letter.number:
            _learn(found, known.pop(0))
        for told in letter.told:
            found[letter.person, told.interview] = _Told(told.said.stands, told)
    for each in known:
        _learn(found, each)
    return found


def _learn(found: dict[tuple[str, str], _Told], each: Knows) -> None:
    found[each.person, each.interview] = _Told(each.stands, None)


def _helps(told: Word, true: Booked, person: str, now: datetime) -> bool:
    """They may be on their way to the one that they know of, or are expected in one that they do not know of."""
    return (told.said.stands and told.said.ends_at > now) or (true.has(person) and true.ends_at > now)


def _is_time(told: Word, true: Booked, diary: Diary, person: str, interview: str, now: datetime) -> bool:
    """Whether it is to be told by now that it is not as they were told."""
    chose, changed = diary.people[person][-1], diary.touched(person, interview)
    starts = (told.said.starts_at, true.starts_at)
    urgent = any(abs(start - now) <= URGENT for start in starts)
    if not urgent and now < pause_ends(chose, diary.house[-1]):
        return False
    at_once = any(abs(start - changed) <= SOON for start in starts) and changed == true.at
    by = diary.awake_from(changed if at_once else changed + QUIET)
    return by is not None and by <= now


def _told_by(person: str, interview: str, diary: Diary) -> datetime:
    """When they are told at the latest that they are in it."""
    chose, house = diary.people[person][-1], diary.house[-1]
    since, start = diary.touched(person, interview), diary.now(interview).starts_at
    morning = next(each for each in mornings_from(chose, house, since) if each > since)
    due = since
    if start > since + QUIET:
        due += QUIET if start <= morning else LONGEST
    if due < morning <= due + TOGETHER and morning < start:
        due = morning
    return max(due, min(pause_ends(chose, house), start - URGENT)) if paused(chose, due) else due
