"""The exchanges after which the questions of a set look at as many competencies as they could."""

from collections import Counter
from collections.abc import Mapping, Sequence

from prep.bank import Question


def cover(chosen: list[Question], eligible: Sequence[Question], shown: Mapping[str, int]) -> list[Question]:
    """`chosen`, exchanged in part so that no competency is there twice while another need not be missing.

    Choosing one by one can spend a competency where others were to be had, and then repeat it where it is the
    only one. An exchange stays within a category and never brings back what was `shown` more often than what
    it replaces. Candidates that stand first in `eligible` are preferred.
    """
    present = {question.competency for question in chosen}
    if len(present) == len(chosen):
        return chosen
    for missing in dict.fromkeys(question.competency for question in eligible):
        if missing not in present:
            exchanges = _exchanges(missing, chosen, eligible, shown)
            chosen = [exchanges.get(question.id, question) for question in chosen]
    return chosen


def _exchanges(
    missing: str, chosen: list[Question], eligible: Sequence[Question], shown: Mapping[str, int]
) -> dict[str, Question]:
    """Which chosen question (its id) gives way to which, so that `missing` comes in for a repeated one.

    A shortest augmenting path through the competencies: where `missing` can only push out one that is there
    once, that one must find room in another category in its turn. Empty when there is no way.
    """
    times = Counter(question.competency for question in chosen)
    taken = {question.id for question in chosen}
    pushed: dict[str, tuple[Question, Question]] = {}  # a competency: what of it goes, and what comes instead
    reached = [missing]
    for competency in reached:  # grows while it is walked
        for comes in eligible:
            if comes.competency != competency or comes.id in taken:
                continue
            for goes in chosen:
                if goes.competency in reached or not _may_replace(comes, goes, shown):
                    continue
                pushed[goes.competency] = (goes, comes)
                if times[goes.competency] > 1:
                    return _unwound(goes.competency, missing, pushed)
                reached.append(goes.competency)
    return {}


def _may_replace(comes: Question, goes: Question, shown: Mapping[str, int]) -> bool:
    return comes.category is goes.category and shown.get(comes.id, 0) <= shown.get(goes.id, 0)


def _unwound(last: str, first: str, pushed: Mapping[str, tuple[Question, Question]]) -> dict[str, Question]:
    exchanges: dict[str, Question] = {}
    competency = last
    while competency != first:
        goes, comes = pushed[competency]
        exchanges[goes.id] = comes
        competency = comes.competency
    return exchanges
