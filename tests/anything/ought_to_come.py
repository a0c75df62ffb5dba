"""Which messages ought to come, said simply: in the morning, before an interview, none in a pause, none twice. It reads
what was done and what each chose, and nothing that the product wrote down. Each function yields a sentence for whatever
is not as it ought to be."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from tests.anything.diary import Booked, Diary
from tests.anything.letters import Letter
from tests.anything.rhythm import URGENT, mornings_from, paused
from tests.anything.sentences import at, how_it_is, what
from tests.chaos.storm.reading import Kind

OVERLAP: Final = timedelta(hours=2)


def through_a_pause(letter: Letter, diary: Diary) -> Iterator[str]:
    """Who is paused has nothing but what concerns an interview within 24 hours, and answers to what they do."""
    chose = diary.people[letter.person][-1] if letter.person in diary.people else None
    if chose is None or not paused(chose, letter.at):
        return
    near = [diary.now(told.interview).starts_at for told in letter.told] + [told.said.starts_at for told in letter.told]
    near += [each.starts_at for told in letter.told for each in diary.interviews[told.interview]]
    urgent = any(abs(start - letter.at) <= URGENT for start in near)
    if letter.kind in {Kind.MORNING, Kind.REMINDER} or (letter.told and not urgent):
        yield f"{what(letter)} came, though they are paused until {chose.paused_until}: {letter.texts[0][1]!r}"


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
                yield f"{person} has {len(here)} morning messages at {at(moment)}, for {sorted(names)}"
            for each in here:
                if missing := names - {told.interview for told in each.told}:
                    yield f"{what(each)} does not tell of {sorted(missing)}"
        woken = [ended for _, ended in diary.asleep if ended]
        for moment, times in Counter(each.at for each in came).items():
            if moment not in wanted and (moment not in {*woken, *at_once} or times > 1):
                yield f"{person} has a morning message without reason at {at(moment)}"


def plans(letters: Sequence[Letter], diary: Diary, now: datetime) -> Iterator[str]:
    """One plan for the room of each interview, and at each time at which it is to begin: so many minutes before as they
    chose, or in a message that came within the hour before. Never two."""
    have = _plans(letters, diary)
    for (person, interview, start), times in have.items():
        if times > _spells(person, diary.interviews[interview], start):
            yield f"{person} has {times} plans for the room of {interview} at {at(start)}"
    for interview in diary.interviews:
        true = diary.now(interview)
        for person in sorted(true.room & diary.people.keys()):
            chose = diary.people[person][-1]
            due = true.starts_at - timedelta(minutes=chose.reminder)
            wanted = true.takes_place and chose.reminder and diary.touched(person, interview) < due
            if wanted and due <= now < true.starts_at and not paused(chose, due):
                by = diary.awake_from(due)
                if by is not None and by <= now and not have[person, interview, true.starts_at]:
                    yield f"{person} has no plan for the room of {interview} at {at(now)}, {how_it_is(true, person)}"


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
                yield f"twice the same: {what(other)}: {one.texts[0][1]!r}"
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
            told.setdefault(day, next(each for each in mornings_from(chose, house, since) if each > since) + OVERLAP)
        moments = mornings_from(chose, house, since)
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


def _spells(person: str, states: Sequence[Booked], start: datetime | None = None) -> int:
    """How often they were put into it, or it was moved to this start with them."""
    has = [each.has(person) and start in (None, each.starts_at) for each in states]
    return sum(now and not before for before, now in pairwise([False, *has]))
