from dataclasses import replace

from prep.bank import Category
from prep.coverage import cover
from tests.prep.pools import a_pool

GENERAL, TECHNICAL, SITUATIONAL = Category.GENERAL, Category.TECHNICAL, Category.SITUATIONAL


def test_a_repeated_competency_gives_way_to_a_missing_one() -> None:
    care, again, data = pool = a_pool((GENERAL, "Care"), (TECHNICAL, "Care"), (TECHNICAL, "Data"))
    assert cover([care, again], pool, {}) == [care, data]


def test_what_gives_way_may_find_room_in_another_category() -> None:
    pool = a_pool(
        (GENERAL, "Care"),  # chosen, and repeated by the next
        (TECHNICAL, "Care"),
        (SITUATIONAL, "Data"),  # chosen: the only place for "Judgement"
        (SITUATIONAL, "Judgement"),
        (TECHNICAL, "Data"),
    )
    chosen = [pool[0], pool[1], pool[2]]
    assert cover(chosen, pool, {}) == [pool[0], pool[4], pool[3]]


def test_a_repetition_stays_where_nothing_can_replace_it() -> None:
    care, again, _ = pool = a_pool((GENERAL, "Care"), (TECHNICAL, "Care"), (SITUATIONAL, "Data"))
    assert cover([care, again], pool, {}) == [care, again]


def test_what_was_shown_before_does_not_come_back_for_it() -> None:
    care, again, data = pool = a_pool((GENERAL, "Care"), (TECHNICAL, "Care"), (TECHNICAL, "Data"))
    assert cover([care, again], pool, {data.id: 1}) == [care, again]


def test_a_set_without_repetition_is_left_alone() -> None:
    care, data = a_pool((GENERAL, "Care"), (TECHNICAL, "Data"))
    chosen = [care, data]
    assert cover(chosen, [care, data, replace(data, id="9", competency="Judgement")], {}) is chosen
