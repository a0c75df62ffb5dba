"""What people have, held against what they ought to have."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tests.chaos.storm import ought
from tests.chaos.storm.diary import Diary, Span
from tests.chaos.storm.ought import EARLY, Ought
from tests.chaos.storm.reading import Kind
from tests.chaos.storm.record import Late, Letter
from tests.chaos.storm.story import Check
from tests.chaos.storm.truth import Truth

Key = tuple[Hashable, ...]
Groups = dict[Key, list[Letter]]


@dataclass
class Verdict:
    """`doubled` came once too often, `excepted` of them by one of the two causes that are allowed; each of `lost`,
    `unwanted` and `untrue` is a sentence."""

    doubled: list[Letter] = field(default_factory=list)
    excepted: Counter[Late] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)

    @property
    def fine(self) -> bool:
        """Whether people have what they ought to have."""
        return not (self.doubled or self.lost or self.unwanted or self.untrue)


@dataclass(frozen=True, slots=True)
class Referee:
    """Reads what was booked, in which zones people are, where the story stopped and was quiet, and what came, in order.
    `corrected`: whether what changed is told, and old messages follow it."""

    diary: Diary
    zones: Mapping[str, str]
    stops: Sequence[Span]
    checks: Sequence[Check]
    letters: Sequence[Letter]
    corrected: bool = True

    def verdict(self) -> Verdict:
        """On everything."""
        found = Verdict()
        mornings = list(ought.mornings(self.diary, self.zones, self.stops))
        plans = list(ought.plans(self.diary, self.stops))
        came, planned, told = _grouped(self._mornings()), _grouped(self._plans()), _grouped(self._words())
        for groups, most in (
            (came, {}),
            (planned, {_of(each): each.most for each in plans}),
            (_grouped(self._words(Kind.ADDED)), {key: self.diary.spells(*map(str, key)) for key in told}),
            (_grouped(self._alike()), {}),
        ):
            _count(found, groups, most)
        found.lost += _lost("no morning message", mornings, came)
        found.lost += _lost("no plan for the room", plans, planned)
        found.lost += _lost("not told", ought.words(self.diary, self.zones, self.stops), told)
        found.lost += _unnamed(mornings, came)
        found.unwanted += _unwanted(mornings, came)
        found.untrue += self._untrue(told)
        return found

    def _mornings(self) -> Iterator[tuple[Key, Letter]]:
        for each in self.letters:
            if each.kind is Kind.MORNING:
                yield (each.person, ought.last_morning(self.zones[each.person], each.at + EARLY)), each

    def _plans(self) -> Iterator[tuple[Key, Letter]]:
        for each in self.letters:
            for told in each.told:
                if told.plan:
                    yield (each.person, told.interview, told.starts_at), each

    def _words(self, *kinds: Kind) -> Iterator[tuple[Key, Letter]]:
        for each in self.letters:
            for interview in {told.interview for told in each.told if not kinds or each.kind in kinds}:
                yield (each.person, interview), each

    def _alike(self) -> Iterator[tuple[Key, Letter]]:
        """Corrections that say the same with no other one between them, and whatever else is the same message. (Who
        hears that it moved, moved back and moved again within a minute reads the first and the third alike.)"""
        between: dict[str | None, int] = {}
        for place, each in enumerate(self.letters):
            if each.kind is Kind.CORRECTION:
                others = sum(self._differs(before, each) for before in self.letters[:place])
                yield (each.person, each.text, between.setdefault(each.delivery_id, others)), each
            elif each.kind is Kind.OTHER:
                yield (each.delivery_id,), each

    def _differs(self, before: Letter, correction: Letter) -> bool:
        """Whether it corrects the same interview of the same person otherwise."""
        about = {told.interview for told in correction.told}
        is_another = before.kind is Kind.CORRECTION and before.person == correction.person
        return is_another and before.text != correction.text and any(told.interview in about for told in before.told)

    def _untrue(self, told: Groups) -> Iterator[str]:
        truth = Truth(self.diary, self.zones, self.stops)
        for letter in self.letters:
            if letter.late is None:
                yield from truth.when_it_came(letter)
        if self.corrected:
            for (person, interview), letters in told.items():
                yield from truth.last_words(str(person), str(interview), letters)
            for check in self.checks:
                for letter in self.letters:
                    yield from truth.when_all_is_quiet(letter, check)


def _count(found: Verdict, groups: Groups, most: Mapping[Key, int]) -> None:
    for key, letters in groups.items():
        extra = letters[max(1, most.get(key, 1)) :]
        late = [each.late for each in letters if each.late][: len(extra)]
        known = [*found.doubled]
        found.excepted.update(late)
        found.doubled += [each for each in extra[len(late) :] if each not in known]


def _lost(what: str, wanted: Iterable[Ought], groups: Groups) -> Iterator[str]:
    for each in wanted:
        came = [letter for letter in groups.get(_of(each), ()) if each.by is None or letter.at <= each.by]
        if each.needed and not came:
            yield f"{what}: {each.person}, {', '.join(map(_said, each.key))}"


def _unnamed(mornings: Iterable[Ought], groups: Groups) -> Iterator[str]:
    for each in mornings:
        letters = groups.get(_of(each), [])
        named = {told.interview for letter in letters for told in letter.told}
        if letters and not each.names <= named:
            yield f"not in the morning message of {each.person}, {_said(each.key[0])}: {sorted(each.names - named)}"


def _unwanted(mornings: Iterable[Ought], groups: Groups) -> Iterator[str]:
    allowed = {_of(each) for each in mornings if each.allowed}
    for key in groups:
        if key not in allowed:
            yield f"a morning message without reason: {', '.join(map(_said, key))}"


def _grouped(letters: Iterable[tuple[Key, Letter]]) -> Groups:
    groups: Groups = defaultdict(list)
    for key, letter in letters:
        groups[key].append(letter)
    return dict(groups)


def _of(each: Ought) -> Key:
    return (each.person, *each.key)


def _said(value: object) -> str:
    return f"{value:%a %d %b %H:%M}" if isinstance(value, datetime) else str(value)
