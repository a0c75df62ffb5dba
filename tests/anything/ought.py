"""What people ought to have, said simply. It reads what was done and what each chose, and nothing that the product
wrote down. Each function yields a sentence for whatever is not as it ought to be."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from tests.anything.diary import Booked, Chose, Diary, House, Knows
from tests.anything.letters import Letter, Word
from tests.chaos.storm.reading import Kind

OVERLAP: Final = timedelta(hours=2)
QUIET: Final = timedelta(minutes=2)
"""Changes within this time are told as one."""
LONGEST: Final = timedelta(minutes=30)
"""By then whoever was put into something is told, however much else is being arranged."""
TOGETHER: Final = timedelta(hours=1)
"""A message that a morning message follows within this time may be left to it."""
SOON: Final = timedelta(hours=1)
URGENT: Final = timedelta(hours=24)
_DAY: Final = timedelta(days=1)


def when_it_came(letter: Letter, diary: Diary) -> Iterator[str]:
    """A message that comes says what is true."""
    for told in letter.told:
        true = diary.now(told.interview)
        if not told.agrees(true, letter.person):
            yield f"{_what(letter)} says {told}, but it is {_is(true, letter.person)}"


def through_a_pause(letter: Letter, diary: Diary) -> Iterator[str]:
    """Who is paused has nothing but what concerns an interview within 24 hours, and answers to what they do."""
    chose = diary.people[letter.person][-1] if letter.person in diary.people else None
    if chose is None or not _paused(chose, letter.at):
        return
    near = [diary.now(told.interview).starts_at for told in letter.told] + [told.said.starts_at for told in letter.told]
    near += [each.starts_at for told in letter.told for each in diary.interviews[told.interview]]
    urgent = any(abs(start - letter.at) <= URGENT for start in near)
    if letter.kind in {Kind.MORNING, Kind.REMINDER} or (letter.told and not urgent):
        yield f"{_what(letter)} came, though they are paused until {chose.paused_until}: {letter.texts[0][1]!r}"


def as_they_read_now(letters: Sequence[Letter], diary: Diary, now: datetime) -> Iterator[str]:
    """What an old message says is true as long as that helps."""
    for letter in letters:
        for told in letter.told:
            true, says = diary.now(told.interview), letter.says(told.interview)
            if _helps(told, true, letter.person, now) and (says is None or not says.agrees(true, letter.person)):
                yield f"{_what(letter)} reads now, at {_at(now)}: {says}, but it is {_is(true, letter.person)}"


def last_words(letters: Sequence[Letter], diary: Diary, now: datetime) -> Iterator[str]:
    """Whoever was told something that is not so any more was told anew, two minutes later or at once: by a new message,
    whatever the old ones read by now."""
    for (person, interview), told in _last(letters, diary).items():
        true = diary.now(interview)
        if not told.stands or told.word is None or told.word.agrees(true, person):
            continue
        if _helps(told.word, true, person, now) and _is_time(told.word, true, diary, person, interview, now):
            yield f"{person} does not know at {_at(now)}: was told {told.word}, but it is {_is(true, person)}"


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
                yield f"{person} was not told by {_at(now)}: {interview}, {_is(true, person)}"


def mornings(letters: Sequence[Letter], diary: Diary, now: datetime) -> Iterator[str]:
    """At the time that they chose, on their days: one message if there is an interview of theirs from then until two
    hours past the next. It tells of all of those. Nothing to say: no message. One a day, whatever becomes of the zone,
    but for what would be told by none. When they choose otherwise, or fly, so that today's time has passed, it may come
    at once.
    """
    for person in diary.people:
        came = [each for each in letters if each.person == person and each.kind is Kind.MORNING]
        at_once = {each.at for each in diary.people[person]} | {each.at for each in diary.house}
        early = {each.at for each in came} & at_once
        wanted = {moment: names for moment, names in _mornings(person, diary, now, early) if names}
        for moment, names in wanted.items():
            if diary.slept(moment, moment):
                continue
            here = [each for each in came if each.at == moment]
            if len(here) != 1:
                yield f"{person} has {len(here)} morning messages at {_at(moment)}, for {sorted(names)}"
            for each in here:
                if missing := names - {told.interview for told in each.told}:
                    yield f"{_what(each)} does not tell of {sorted(missing)}"
        woken = [ended for _, ended in diary.asleep if ended]
        for moment, times in Counter(each.at for each in came).items():
            if moment not in wanted and (moment not in {*woken, *at_once} or times > 1):
                yield f"{person} has a morning message without reason at {_at(moment)}"


def plans(letters: Sequence[Letter], diary: Diary, now: datetime) -> Iterator[str]:
    """One plan for the room of each interview, and at each time at which it is to begin: so many minutes before as they
    chose, or in a message that came within the hour before. Never two."""
    have = _plans(letters, diary)
    for (person, interview, start), times in have.items():
        if times > _spells(person, diary.interviews[interview], start):
            yield f"{person} has {times} plans for the room of {interview} at {_at(start)}"
    for interview in diary.interviews:
        true = diary.now(interview)
        for person in sorted(true.room & diary.people.keys()):
            chose = diary.people[person][-1]
            due = true.starts_at - timedelta(minutes=chose.reminder)
            wanted = true.takes_place and chose.reminder and diary.touched(person, interview) < due
            if wanted and due <= now < true.starts_at and not _paused(chose, due):
                by = diary.awake_from(due)
                if by is not None and by <= now and not have[person, interview, true.starts_at]:
                    yield f"{person} has no plan for the room of {interview} at {_at(now)}, {_is(true, person)}"


def _plans(letters: Sequence[Letter], diary: Diary) -> Counter[tuple[str, str, datetime]]:
    """How many plans for the room somebody has of an interview, at each start."""
    have: Counter[tuple[str, str, datetime]] = Counter()
    for letter in letters:
        for told in (each for each in letter.told if each.said.plan):
            states = [each for each in reversed(diary.interviews[told.interview]) if each.at <= letter.at]
            # Several things may be done at one moment: it came after one of them. None: that is said when it comes.
            start = next((each.starts_at for each in states if told.agrees(each, letter.person)), None)
            if start is not None:
                have[letter.person, told.interview, start] += 1
    return have


def twice(letters: Sequence[Letter], diary: Diary) -> Iterator[str]:
    """No message is there twice, and nobody is told twice that they were put into something."""
    for delivery_id, times in Counter(each.delivery_id for each in letters).items():
        if times > 1:
            yield f"{times} messages of one delivery: {delivery_id}"
    for person in diary.people:
        theirs = [each for each in letters if each.person == person]
        for one, other in pairwise(theirs):
            if one.texts[0] == other.texts[0]:
                yield f"twice the same: {_what(other)}: {one.texts[0][1]!r}"
        added = Counter(told.interview for each in theirs if each.kind is Kind.ADDED for told in each.told)
        for interview, times in added.items():
            if times > _spells(person, diary.interviews[interview]):
                yield f"{person} was told {times} times that they are in {interview}"


def numbers(letters: Sequence[Letter]) -> Iterator[str]:
    """A number belongs to a person's question, and stays with it in every message that shows that interview."""
    given: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for letter in letters:
        if letter.kind is Kind.OTHER or len(letter.told) != 1:
            continue
        for number, question in letter.numbered():
            given[letter.person, letter.told[0].interview, question].add(number)
    for (person, interview, question), those in given.items():
        if len(those) > 1:
            yield f"{person} has {question!r} of {interview} with the numbers {sorted(those)}"


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
    if not urgent and now < _pause_ends(chose, diary.house[-1]):
        return False
    at_once = any(abs(start - changed) <= SOON for start in starts) and changed == true.at
    by = diary.awake_from(changed if at_once else changed + QUIET)
    return by is not None and by <= now


def _told_by(person: str, interview: str, diary: Diary) -> datetime:
    """When they are told at the latest that they are in it."""
    chose, house = diary.people[person][-1], diary.house[-1]
    since, start = diary.touched(person, interview), diary.now(interview).starts_at
    morning = next(each for each in _moments(chose, house, since) if each > since)
    due = since
    if start > since + QUIET:
        due += QUIET if start <= morning else LONGEST
    if due < morning <= due + TOGETHER and morning < start:
        due = morning
    return max(due, min(_pause_ends(chose, house), start - URGENT)) if _paused(chose, due) else due


def _mornings(
    person: str, diary: Diary, now: datetime, early: Collection[datetime]
) -> Iterator[tuple[datetime, frozenset[str]]]:
    """Every moment at which a morning message may have come until now, with the interviews that it has to tell of.
    `early`: when the day's came at once. A second one on a day only for what starts after what the first told and
    before the next."""
    told: dict[date, datetime] = {}
    again: set[date] = set()
    for chose, house, since, until in diary.chosen(person):
        if since in early:
            day = since.astimezone(ZoneInfo(chose.zone)).date()
            again |= {day} & told.keys()
            told.setdefault(day, next(each for each in _moments(chose, house, since) if each > since) + OVERLAP)
        moments = _moments(chose, house, since)
        for moment, following in pairwise(moments):
            if moment > min(until or now, now):
                break
            if moment <= since:
                continue
            starts = {
                interview: true.starts_at
                for interview in diary.interviews
                if (true := diary.before(interview, moment))
                and true.has(person)
                and moment <= true.starts_at < following + OVERLAP
            }
            names = frozenset(starts)
            day = moment.astimezone(ZoneInfo(chose.zone)).date()
            if day in told:
                left = any(told[day] <= each < following for each in starts.values())
                names = names if left and day not in again else frozenset()
                again |= {day} if names else set()
            elif names:
                told[day] = following + OVERLAP
            yield moment, names


def _moments(chose: Chose, house: House, since: datetime) -> Iterator[datetime]:
    """The times of their morning message, from about `since` on."""
    day = since.astimezone(ZoneInfo(chose.zone)).date() - _DAY
    if chose.paused_until:
        day = max(day, chose.paused_until)
    while True:
        if day.isoweekday() in (chose.days or house.days):
            yield datetime.combine(day, chose.morning or house.morning, ZoneInfo(chose.zone)).astimezone(UTC)
        day += _DAY


def _paused(chose: Chose, moment: datetime) -> bool:
    until = chose.paused_until
    return until is not None and moment.astimezone(ZoneInfo(chose.zone)).date() < until


def _pause_ends(chose: Chose, house: House) -> datetime:
    """At the time of the morning message of the first day with messages."""
    until = chose.paused_until or date(2000, 1, 1)
    return datetime.combine(until, chose.morning or house.morning, ZoneInfo(chose.zone)).astimezone(UTC)


def _spells(person: str, states: Sequence[Booked], start: datetime | None = None) -> int:
    """How often they were put into it, or it was moved to this start with them."""
    has = [each.has(person) and start in (None, each.starts_at) for each in states]
    return sum(now and not before for before, now in pairwise([False, *has]))


def _what(letter: Letter) -> str:
    return f"the {letter.kind} to {letter.person} of {_at(letter.at)}"


def _is(true: Booked, person: str) -> str:
    words = "" if true.has(person) else ", but not with them" if true.takes_place else ", cancelled"
    return f"at {_at(true.starts_at)}, {true.minutes} minutes{words}"


def _at(moment: datetime) -> str:
    return f"{moment:%a %d %b %H:%M:%S}"
