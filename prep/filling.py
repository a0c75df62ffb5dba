"""How questions fill a time: evenly over what they look at, nearly as fully as that allows, with the preferred ones."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from prep.bank import Question

# How many minutes a room may lack before minutes decide: about a question. Without it the lengths would leave no
# choice, and no plan could prefer what helps.
_LEEWAY: Final = 5


def fill(preferred: Sequence[Question], room: int, pile: Callable[[Question], int]) -> list[Question]:
    """Questions of `preferred`, of which the first is the most wanted, that take at most `room` minutes together.

    `pile` numbers the competency of a question. What counts, the most important first:

    1. of one pile, those for any level come before levelled ones;
    2. of as many piles as can be, one at least; where it is all the same, of those with the lower numbers;
    3. of each of these equally many, give or take one, as far as it has them;
    4. `room` less five minutes, or as many as that allows where these are fewer;
    5. each next one of the pile, then of the category, with fewest so far;
    6. what stands first in `preferred`;
    7. whatever still fits, also unevenly, by the rules 1, 5 and 6.

    They come in the order of `preferred`. One that is taken is taken too when it stands further in front, while the
    others keep their order. Ids are distinct.
    """
    by_number: dict[int, list[Question]] = {}
    for question in preferred:
        if question.minutes <= room:
            by_number.setdefault(pile(question), []).append(question)
    order = {question.id: place for place, question in enumerate(preferred)}
    fitting = [_Pile(tuple(by_number[number])) for number in sorted(by_number)]
    coverable = _coverable(fitting, room)
    others = [each for each in fitting if each not in coverable]
    filled = _top_up([*_deal(coverable, room, order), *others], room, order)
    return sorted((question for each in filled for question in each.taken), key=lambda each: order[each.id])


@dataclass(frozen=True, slots=True)
class _Pile:
    """What is left of the questions on one competency, and what was taken."""

    left: tuple[Question, ...]
    taken: tuple[Question, ...] = ()

    def next_ones(self) -> tuple[Question, ...]:
        """Those whose turn it is: levelled ones wait until none for any level is left."""
        return tuple(question for question in self.left if question.level is None) or self.left

    def after(self, question: Question) -> "_Pile":
        """The pile once `question` is taken."""
        return _Pile(tuple(each for each in self.left if each is not question), (*self.taken, question))


def _coverable(piles: list[_Pile], room: int) -> list[_Pile]:
    """As many piles as can have a question each within `room`: those with the shortest ones."""

    def shortest(pile: _Pile) -> int:
        return min(question.minutes for question in pile.next_ones())

    by_length = sorted(piles, key=shortest)
    together = accumulate(map(shortest, by_length))
    chosen = [pile for pile, minutes in zip(by_length, together, strict=True) if minutes <= room]
    return [pile for pile in piles if pile in chosen]


def _deal(piles: list[_Pile], room: int, order: Mapping[str, int]) -> list[_Pile]:
    """Take questions evenly, the best first of those after which the room can still become full enough so."""
    fullest = _even_totals(piles, room).bit_length() - 1
    wanted, spare = min(fullest, room - _LEEWAY), room

    def may_follow(question: Question, after: list[_Pile]) -> bool:
        """Whether it fits, and enough can be added to it."""
        left = spare - question.minutes
        return left >= 0 and bool(_even_totals(after, left) >> max(wanted - (room - left), 0))

    while True:
        choice = next((each for each in _choices(piles, order) if may_follow(*each)), None)
        if choice is None:
            return piles
        question, piles = choice
        spare -= question.minutes


def _top_up(piles: list[_Pile], room: int, order: Mapping[str, int]) -> list[_Pile]:
    """Take what still fits, however uneven."""
    spare = room - sum(question.minutes for pile in piles for question in pile.taken)
    while True:
        piles = [_Pile(tuple(each for each in pile.left if each.minutes <= spare), pile.taken) for pile in piles]
        choice = next(_choices(piles, order), None)
        if choice is None:
            return piles
        question, piles = choice
        spare -= question.minutes


def _choices(piles: list[_Pile], order: Mapping[str, int]) -> Iterator[tuple[Question, list[_Pile]]]:
    """Each question that may be taken next, the best first, and the piles after that."""
    categories = Counter(question.category for pile in piles for question in pile.taken)
    candidates = [(place, question) for place, pile in enumerate(piles) for question in pile.next_ones()]
    candidates.sort(key=lambda each: (len(piles[each[0]].taken), categories[each[1].category], order[each[1].id]))
    for place, question in candidates:
        yield question, [*piles[:place], piles[place].after(question), *piles[place + 1 :]]


# Below, a set of totals is an integer: bit t is set when some choice of questions takes t minutes. One more
# question is then a shift, and what thousands of choices come to is known without trying each.


def _has(totals: int, minutes: int) -> bool:
    return bool(totals >> minutes & 1)


def _even_totals(piles: list[_Pile], room: int) -> int:
    """What can be added within `room` so that in the end each pile gave equally many, give or take one, or all."""
    if not piles:
        return 1
    by_count = [_totals_by_count(pile, room) for pile in piles]

    def added(place: int, share: int) -> int:
        """What pile `place` can add to have given `share` in the end."""
        taken = len(piles[place].taken)
        more = min(share, taken + len(piles[place].left)) - taken
        return by_count[place][more] if 0 <= more < len(by_count[place]) else 0

    fewest = max(1, max(len(pile.taken) for pile in piles) - 1)
    largest = max(len(pile.taken) + len(pile.left) for pile in piles)
    possible = 0
    for share in range(fewest, largest + 1):
        together = 1
        for place in range(len(piles)):
            together = _sums(together, added(place, share) | added(place, share + 1), room)
        if not together:
            break
        possible |= together
    return possible


def _sums(some: int, others: int, room: int) -> int:
    """The totals up to `room` of one of `some` and one of `others`."""
    both = 0
    for minutes in range(some.bit_length()):
        if _has(some, minutes):
            both |= others << minutes
    return both & _up_to(room)


def _up_to(room: int) -> int:
    return (1 << room + 1) - 1


def _totals_by_count(pile: _Pile, room: int) -> list[int]:
    """For each number of questions, from none: what so many of the pile can take. It ends where none fit."""
    for_any = [question.minutes for question in pile.left if question.level is None]
    levelled = [question.minutes for question in pile.left if question.level is not None]
    totals = _counted(1, for_any, room)
    if len(totals) <= len(for_any):
        return totals
    return totals[:-1] + _counted(totals[-1], levelled, room)


def _counted(start: int, lengths: list[int], room: int) -> list[int]:
    """Entry n: the totals of `start` and n of `lengths`."""
    totals = [start]
    for minutes in lengths:
        totals.append(0)
        for count in range(len(totals) - 1, 0, -1):
            totals[count] |= totals[count - 1] << minutes & _up_to(room)
        if not totals[-1]:
            totals.pop()
    return totals
