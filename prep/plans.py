"""The interviews that a search plans for, and the questions that each holds."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from prep.bank import Category, PlanPart, Question, Role, Status
from prep.filling import fill
from prep.interviews import Part
from prep.shuffling import shuffled
from prep.words import key

_KEPT_AT_EITHER_END: Final = 5
# So long a conversation has a question, even where that takes of the minutes kept.
_LONG_ENOUGH_TO_ASK: Final = 15
_WITHOUT_A_PLAN: Final = ("Interview", 45)
_PLACE: Final = {category: place for place, category in enumerate(Category)}


def default_parts(role: Role) -> tuple[PlanPart, ...]:
    """The role's plan; where it has none, one interview of 45 minutes on all its competencies."""
    if role.plan:
        return role.plan
    title, minutes = _WITHOUT_A_PLAN
    return (PlanPart(title, minutes, tuple(competency.name for competency in role.guide.competencies)),)


def first_plan(opening_id: str, role: Role) -> tuple[Part, ...]:
    """The plan with which a search for the role begins, nothing of it frozen."""
    return tuple(
        Part(opening_id, position, part.title, part.minutes, part.competencies, frozen=False)
        for position, part in enumerate(default_parts(role), 1)
    )


def proposed_position(held: int, parts: int) -> int:
    """Which of the plan's `parts` (from 1) suits a candidate with `held` interviews that were not cancelled.

    The first for the first, and so on; past the last the last.
    """
    return min(held + 1, parts)


def room_minutes(part_minutes: int) -> int:
    """How many of a conversation's minutes are for questions: five are kept at either end."""
    return max(part_minutes - 2 * _KEPT_AT_EITHER_END, 0)


def make_part(
    pool: Sequence[Question],
    part: Part,
    taken: frozenset[str],
    seed: str,
    scores: Mapping[str, float] | None = None,
    untried: Collection[str] = (),
) -> tuple[Question, ...]:
    """The questions of `part`, in the order in which they are asked.

    Live ones on its competencies (compared without case and accents) and at most one pilot, none whose id is in
    `taken`. They take at most `room_minutes`, balanced and filled as `prep.filling.fill` promises; fewer where
    the bank runs out. Only where nothing is so short, a part of 15 minutes or more has the shortest that it holds.

    Where all that leaves a choice, it is first one whose id is in `untried`, whatever its score, then the highest of
    `scores`, by id, which name every question of `pool`; then an order that follows from `seed` and the ids alone.

    They stand by competency as the part names them, then by category. The same arguments give the same
    questions on every machine, whatever the order of `pool`. A question that is chosen is chosen also with a higher
    score, while those of the others stay.
    """
    wanted = list(dict.fromkeys(map(_matched, part.competencies)))
    room = room_minutes(part.minutes)
    suitable = [
        question
        for question in shuffled(pool, seed)
        if question.id not in taken
        and question.status in {Status.LIVE, Status.PILOT}
        and _matched(question.competency) in wanted
    ]
    if scores is not None:
        suitable.sort(key=lambda question: -scores[question.id])
    askable = _with_one_pilot(suitable)
    newcomer = _newcomer(shuffled((question for question in askable if question.id in untried), seed), room)
    askable.sort(key=lambda question: question is not newcomer)
    first = _matched(newcomer.competency) if newcomer else None
    number = {name: place for place, name in enumerate(sorted(wanted, key=lambda name: name != first))}
    chosen = fill(askable, room, lambda question: number[_matched(question.competency)])
    return tuple(sorted(chosen or _only_one(askable, part.minutes), key=lambda question: _running(question, wanted)))


def _running(question: Question, wanted: Sequence[str]) -> tuple[int, int]:
    """Where it stands in a part that looks at `wanted`."""
    return wanted.index(_matched(question.competency)), _PLACE[question.category]


def _matched(competency: str) -> str:
    """What two spellings of a competency have in common; one without letters and digits stands for itself."""
    return key(competency) or competency


def _with_one_pilot(questions: list[Question]) -> list[Question]:
    """The live ones, and the pilot that may be among them: the first, if possible on what no live one looks at."""
    pilots = [question for question in questions if question.status is Status.PILOT]
    live = {_matched(question.competency) for question in questions if question.status is Status.LIVE}
    allowed = min(pilots, key=lambda pilot: _matched(pilot.competency) in live, default=None)
    return [question for question in questions if question.status is Status.LIVE or question is allowed]


def _newcomer(untried: list[Question], room: int) -> Question | None:
    """The first that fits, of those for any level if it can be: levelled ones wait for these anyway."""
    fitting = [question for question in untried if question.minutes <= room]
    return min(fitting, key=lambda question: question.level is not None, default=None)


def _only_one(questions: list[Question], part_minutes: int) -> list[Question]:
    if part_minutes < _LONG_ENOUGH_TO_ASK:
        return []
    shortest = sorted(questions, key=lambda question: (question.minutes, question.level is not None))[:1]
    return [question for question in shortest if question.minutes <= part_minutes]
