"""The set of questions that is drawn for somebody who asks: balanced, and the same whenever asked again."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from prep.asking import Wish
from prep.bank import Category, Question, Status
from prep.coverage import cover
from prep.shuffling import shuffled

# A set of eight is about forty minutes.
_MINUTES_EACH: Final = 5
# How far the running total may stray before minutes decide. Without it the lengths would leave no choice,
# and every seed would draw the same few.
_LEEWAY: Final = 3
# So many questions have a place to spare. Of fewer it is too much: who asks for one would never get what helps.
_WITH_A_PLACE_TO_SPARE: Final = 4

_ASKED: Final = frozenset({Status.LIVE, Status.PILOT})
_PLACE: Final = {category: place for place, category in enumerate(Category)}


def draw(
    pool: Sequence[Question],
    wish: Wish,
    seed: str,
    turn: int = 0,
    scores: Mapping[str, float] | None = None,
    untried: Collection[str] = (),
) -> tuple[Question, ...]:
    """At most `wish.count` questions of `pool`, as they are asked: by category, then the highest score first.

    Only live ones and at most one pilot; of the category wished for; of the level wished for or for any.
    Which ones, the most important first:

    1. the categories are as even as the pool allows, so that each appears if the count has room for it;
    2. what earlier turns showed least: turn 0 is the first set, turn n the n-th "different questions";
    3. no competency twice before each once;
    4. the level wished for before any level;
    5. minutes that keep the running total within three of five a question;
    6. where four or more are wished for, one place for a question whose id is among `untried`, whatever its score;
    7. the highest of `scores`, by id, which name every question of `pool`;
    8. an order that follows from `seed` and the ids alone, which is all there is without scores.

    The same arguments give the same set on every machine, whatever the order of `pool`. Its ids are distinct.
    """
    candidates = _in_order(_askable(pool, wish), wish, seed, scores)
    newcomers = _newcomers(candidates, untried, seed) if wish.count >= _WITH_A_PLACE_TO_SPARE else []
    shown: Counter[str] = Counter()
    for _ in range(turn):
        shown.update(question.id for question in _balanced(candidates, newcomers, wish, shown))
    chosen = _balanced(candidates, newcomers, wish, shown)
    return tuple(sorted(chosen, key=lambda question: _PLACE[question.category]))


def _askable(pool: Sequence[Question], wish: Wish) -> list[Question]:
    return [
        question
        for question in pool
        if question.status in _ASKED
        and (wish.category is None or question.category is wish.category)
        and (wish.level is None or question.level is None or question.level is wish.level)
    ]


def _for_any_level(question: Question, wish: Wish) -> bool:
    """Whether it suits the level wished for only because it suits all."""
    return wish.level is not None and question.level is None


def _in_order(questions: list[Question], wish: Wish, seed: str, scores: Mapping[str, float] | None) -> list[Question]:
    """The level wished for first, then by score, then as the seed has it. A question that is added moves no other."""
    order = shuffled(questions, seed)
    if scores is not None:
        order.sort(key=lambda question: -scores[question.id])
    return sorted(order, key=lambda question: _for_any_level(question, wish))


def _newcomers(candidates: list[Question], untried: Collection[str], seed: str) -> list[Question]:
    """Those of `candidates` that have not been tried, in the order of the seed: it is not for scores to choose."""
    return shuffled((question for question in candidates if question.id in untried), seed) if untried else []


def _balanced(
    candidates: list[Question], newcomers: list[Question], wish: Wish, shown: Mapping[str, int]
) -> list[Question]:
    """One set, in the order of `candidates`, by the promises of `draw`."""
    eligible = _with_one_pilot(candidates, wish.count, shown)
    preferred = _with_one_newcomer(eligible, newcomers, wish, shown)
    chosen = cover(_pick(preferred, wish, shown), preferred, shown)
    ids = {question.id for question in chosen}
    return [question for question in eligible if question.id in ids]


def _with_one_newcomer(
    eligible: list[Question], newcomers: list[Question], wish: Wish, shown: Mapping[str, int]
) -> list[Question]:
    """`eligible` with one of `newcomers` moved to its front: of the level wished for if it can be, shown least."""
    if not newcomers:
        return eligible
    ids = {question.id for question in eligible}
    able = [question for question in newcomers if question.id in ids]
    if not able:
        return eligible
    first = min(able, key=lambda question: (shown.get(question.id, 0), _for_any_level(question, wish)))
    return [first, *(question for question in eligible if question is not first)]


def _with_one_pilot(candidates: list[Question], count: int, shown: Mapping[str, int]) -> list[Question]:
    """The live questions, and the pilot that may be among them: the one shown least.

    Where a category has too few live questions to keep up with the others, the pilot is one of that category.
    """
    pilots = [question for question in candidates if question.status is Status.PILOT]
    if not pilots:
        return candidates
    live = Counter(question.category for question in candidates if question.status is Status.LIVE)
    fewest = min(live[pilot.category] for pilot in pilots)
    if live.total() < count or fewest + 2 <= _largest_share(live, count):
        pilots = [pilot for pilot in pilots if live[pilot.category] == fewest]
    taken = min(pilots, key=lambda pilot: shown.get(pilot.id, 0))
    return [question for question in candidates if question.status is Status.LIVE or question is taken]


def _largest_share(sizes: Mapping[Category, int], count: int) -> int:
    """What the fullest category gets when `count` questions are dealt as evenly as `sizes` allow."""
    share = 0
    while sum(min(size, share) for size in sizes.values()) < count:
        share += 1
    return share


class _Alike(NamedTuple):
    """What the balance looks at: between questions alike in all of it, only their order decides."""

    category: Category
    competency: str
    shown: int
    for_any_level: bool
    minutes: int


def _pick(eligible: list[Question], wish: Wish, shown: Mapping[str, int]) -> list[Question]:
    """One after the other: always of a category with fewest so far, and there the best by `draw`'s list."""
    waiting: dict[_Alike, list[tuple[int, Question]]] = {}
    for place, question in enumerate(eligible):
        alike = _Alike(
            question.category,
            question.competency,
            shown.get(question.id, 0),
            _for_any_level(question, wish),
            question.minutes,
        )
        waiting.setdefault(alike, []).append((place, question))
    chosen: list[Question] = []
    per_category = {alike.category: 0 for alike in waiting}
    per_competency = {alike.competency: 0 for alike in waiting}
    spare = 0  # minutes: what the set should take by now, less what it takes

    def rank(alike: _Alike) -> tuple[int, int, bool, int, int]:
        stray = abs(spare + _MINUTES_EACH - alike.minutes)
        return (
            alike.shown,
            per_competency[alike.competency],
            alike.for_any_level,
            max(stray - _LEEWAY, 0),
            waiting[alike][0][0],
        )

    while waiting and len(chosen) < wish.count:
        fewest = min(per_category[alike.category] for alike in waiting)
        best = min((alike for alike in waiting if per_category[alike.category] == fewest), key=rank)
        _, question = waiting[best].pop(0)
        if not waiting[best]:
            del waiting[best]
        chosen.append(question)
        per_category[best.category] += 1
        per_competency[best.competency] += 1
        spare += _MINUTES_EACH - best.minutes
    return chosen
