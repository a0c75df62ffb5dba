from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from random import Random
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prep.usefulness import (
    ASKED_ENOUGH,
    COUNTED,
    HALF_LIFE,
    MOST,
    OWN_WEIGHT,
    PRIOR_WEIGHT,
    ROUND_WEIGHT,
    Count,
    Judgement,
    Posterior,
    Rating,
    Record,
    counted,
    faded,
    month_of,
    own_words,
    posteriors,
    records,
    sample,
    scores,
    untried,
)

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MONTH = month_of(NOON)
HELPED, NOT, ROUND, UNASKED = Judgement

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 30), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
ratings = st.lists(
    st.builds(
        Rating,
        rater=st.sampled_from(["U1", "U2", "U3"]),
        question_id=st.sampled_from(["q1", "q2"]),
        at=moments,
        judgement=st.sampled_from(Judgement),
    ),
    max_size=30,
)
words = st.integers(0, 400)
known = st.builds(Record, st.just("q"), st.just(MONTH), words, words, words)


def said(judgement: Judgement, rater: str = "U1", question_id: str = "q1", at: datetime = NOON) -> Rating:
    return Rating(rater, question_id, at, judgement)


def of(record: Record, own: Judgement | None = None) -> Posterior:
    """The posterior of a question that is alone with its record in the bank."""
    return posteriors(["q"], {"q": record}, {} if own is None else {"q": own})["q"]


def when(rating: Rating) -> tuple[datetime, str]:
    """The order in which words replace each other."""
    return rating.at, rating.judgement.value


def bank(mean_helped: float = 0.8) -> dict[str, Record]:
    """Many questions that were rated alike."""
    return {f"old-{n}": Record(f"old-{n}", MONTH, 50 * mean_helped, 50 * (1 - mean_helped)) for n in range(40)}


def test_months_go_up_by_one_in_utc() -> None:
    assert month_of(datetime(2027, 1, 1, tzinfo=UTC)) == month_of(datetime(2026, 12, 31, tzinfo=UTC)) + 1
    west = timezone(timedelta(hours=-8))
    assert month_of(datetime(2026, 11, 30, 20, tzinfo=west)) == month_of(datetime(2026, 12, 1, 4, tzinfo=UTC))


def test_a_persons_last_word_of_a_month_counts_once() -> None:
    clicks = [
        said(HELPED),
        said(HELPED, at=NOON + timedelta(hours=1)),
        said(NOT, at=NOON + timedelta(days=2)),
        said(ROUND, at=NOON + timedelta(days=1)),
        said(HELPED, "U2"),
        said(ROUND, question_id="q2"),
        said(HELPED, at=NOON + timedelta(days=30)),
    ]
    assert counted(clicks) == [
        Count("q1", MONTH, 1, 1, 0),
        Count("q1", MONTH + 1, 1, 0, 0),
        Count("q2", MONTH, 0, 0, 1),
    ]


@given(ratings, st.randoms(use_true_random=False))
def test_a_recount_is_the_same_in_any_order_and_with_repeats(clicks: list[Rating], chance: Random) -> None:
    again = chance.sample(clicks + clicks, len(clicks) * 2)
    assert counted(again) == counted(clicks)
    later = chance.sample(counted(clicks), len(counted(clicks)))
    assert records(later, MONTH + 9) == records(counted(clicks), MONTH + 9)


@given(ratings)
def test_as_many_words_as_people_questions_and_months(clicks: list[Rating]) -> None:
    counts = counted(clicks)
    total = sum(count.helped + count.missed + count.round for count in counts)
    last = {(each.rater, each.question_id, month_of(each.at)): each for each in sorted(clicks, key=when)}
    assert total == len([each for each in last.values() if each.judgement is not UNASKED])
    assert all(count.helped + count.missed + count.round for count in counts), "no rows of zeros"


@given(ratings)
def test_not_asked_is_as_if_nothing_had_been_said_that_month(clicks: list[Rating]) -> None:
    last = {(each.rater, each.question_id, month_of(each.at)): each for each in sorted(clicks, key=when)}
    kept = [each for each in clicks if last[each.rater, each.question_id, month_of(each.at)].judgement is not UNASKED]
    assert counted(clicks) == counted(kept)


def test_not_asked_takes_back_the_word_before_it_and_no_other() -> None:
    unasked = said(UNASKED, at=NOON + timedelta(hours=1))
    assert counted([said(HELPED), unasked]) == []
    assert counted([said(HELPED), unasked, said(NOT, "U2")]) == [Count("q1", MONTH, 0, 1, 0)]
    assert counted([said(HELPED, at=NOON - timedelta(days=30)), unasked]) == [Count("q1", MONTH - 1, 1, 0, 0)]
    assert counted([said(HELPED, at=NOON + timedelta(hours=2)), unasked]) == [Count("q1", MONTH, 1, 0, 0)]


def test_of_words_at_the_same_moment_the_last_by_the_alphabet_counts() -> None:
    assert counted([said(ROUND), said(NOT), said(HELPED)]) == [Count("q1", MONTH, 0, 0, 1)]
    assert counted([said(UNASKED), said(ROUND), said(NOT), said(HELPED)]) == []


def test_a_word_weighs_half_after_its_half_life() -> None:
    count = Count("q1", MONTH, 8, 4, 2)
    assert records([count], MONTH)["q1"] == Record("q1", MONTH, 8, 4, 2)
    half = records([count], MONTH + int(HALF_LIFE))["q1"]
    assert (half.helped, half.missed, half.round) == (4, 2, 1)


@given(ratings, st.integers(0, 40), st.integers(0, 40))
def test_fading_one_row_is_as_good_as_reading_all_months(clicks: list[Rating], first: int, then: int) -> None:
    counts = counted(clicks)
    start = max((count.month for count in counts), default=MONTH) + first
    anew = records(counts, start + then)
    for question_id, record in records(counts, start).items():
        kept, made = faded(record, start + then), anew[question_id]
        assert kept.month == made.month
        assert (kept.helped, kept.missed, kept.round) == pytest.approx((made.helped, made.missed, made.round))


def test_what_is_ahead_of_the_month_has_not_faded() -> None:
    assert records([Count("q1", MONTH + 1, 1, 0, 0)], MONTH)["q1"].helped == 1
    assert faded(Record("q1", MONTH, 1.0), MONTH - 5).helped == 1


def test_without_a_rating_all_are_alike_and_nothing_is_known() -> None:
    assert set(posteriors(["a", "b"], {}).values()) == {Posterior(PRIOR_WEIGHT / 2, PRIOR_WEIGHT / 2)}


def test_a_question_without_ratings_is_as_good_as_the_bank() -> None:
    assert posteriors(["new"], bank(0.8))["new"].mean == pytest.approx(0.8, abs=0.01)


def test_a_question_asked_all_the_time_does_not_make_the_banks_mean() -> None:
    known = bank(0.5) | {"favourite": Record("favourite", MONTH, 5000)}
    assert posteriors(["new"], known)["new"].mean < 0.53


@given(known, st.sampled_from(COUNTED))
def test_one_more_word_moves_it_the_right_way_and_not_far(record: Record, judgement: Judgement) -> None:
    crowd = bank()
    more = Record(
        "q",
        MONTH,
        record.helped + (judgement is HELPED),
        record.missed + (judgement is NOT),
        record.round + (judgement is ROUND),
    )
    before, after = (posteriors(["q"], crowd | {"q": each})["q"].mean for each in (record, more))
    assert (after > before) is (judgement is HELPED)
    assert abs(after - before) <= ROUND_WEIGHT / (PRIOR_WEIGHT + ROUND_WEIGHT)


def test_one_word_is_not_the_last_word() -> None:
    known = bank(0.8) | {"once": Record("once", MONTH, 0, 1), "often": Record("often", MONTH, 20, 20)}
    found = posteriors(known, known)
    assert found["often"].mean < found["once"].mean < found["old-0"].mean


def test_going_round_lowers_more_than_not_helping() -> None:
    twice = of(Record("q", MONTH, 10, ROUND_WEIGHT, 0))
    assert of(Record("q", MONTH, 10, 0, 1)) == twice
    assert twice.mean < of(Record("q", MONTH, 10, 1, 0)).mean


def test_what_went_round_comes_back_when_it_rests() -> None:
    known = bank(0.8) | {"leaked": Record("leaked", MONTH, 5, 0, 5)}
    later = {each: faded(record, MONTH + 36) for each, record in known.items()}
    assert posteriors(["leaked"], known)["leaked"].mean < 0.5
    assert posteriors(["leaked"], later)["leaked"].mean > 0.6


@given(known)
def test_no_question_is_more_certain_than_the_most(record: Record) -> None:
    found = of(record)
    assert found.alpha + found.beta <= PRIOR_WEIGHT + MOST + 1e-9


def test_own_words_weigh_even_where_everybody_is_certain() -> None:
    record = Record("q", MONTH, 900, 10)
    alone, mine, other = of(record), of(record, HELPED), of(record, NOT)
    assert mine.alpha - alone.alpha == pytest.approx(OWN_WEIGHT)
    assert other.beta - alone.beta == pytest.approx(OWN_WEIGHT)
    assert of(record, ROUND) == other
    assert other.mean < alone.mean < mine.mean


def test_own_words_are_the_last_of_this_month_and_the_one_before() -> None:
    mine = [
        said(NOT, at=NOON + timedelta(hours=1)),
        said(HELPED),
        said(ROUND, question_id="q2", at=NOON - timedelta(days=30)),
        said(NOT, question_id="q3", at=NOON - timedelta(days=61)),
    ]
    assert own_words(mine, MONTH) == {"q1": NOT, "q2": ROUND}


def test_not_asked_is_no_own_word() -> None:
    mine = [said(HELPED, at=NOON - timedelta(days=30)), said(UNASKED), said(HELPED, question_id="q2")]
    assert own_words(mine, MONTH) == {"q2": HELPED}
    assert of(Record("q", MONTH, 3, 2), UNASKED) == of(Record("q", MONTH, 3, 2))


def test_a_draw_is_near_the_mean_and_follows_from_the_generator() -> None:
    chance, posterior = Random(1), Posterior(9, 3)  # noqa: S311 - the same draws every time
    state = chance.getstate()
    drawn = [sample(posterior, chance) for _ in range(2000)]
    assert mean(drawn) == pytest.approx(posterior.mean, abs=0.005)
    chance.setstate(state)
    assert sample(posterior, chance) == drawn[0]


def test_scores_follow_from_seed_id_and_posterior() -> None:
    found = posteriors(["a", "b"], bank())
    drawn = scores(found, "U1 2026-11-23")
    assert drawn == scores(dict(reversed(found.items())), "U1 2026-11-23")
    assert drawn["a"] != drawn["b"]
    assert drawn != scores(found, "U2 2026-11-23")
    assert scores(found | {"new": Posterior(1, 1)}, "U1 2026-11-23").items() > drawn.items()


def test_what_is_little_known_gets_its_chance() -> None:
    known = bank(0.8) | {"good": Record("good", MONTH, 170, 30)}
    found = posteriors(["good", "new"], known)
    firsts = Counter(max(drawn, key=drawn.__getitem__) for drawn in (scores(found, str(n)) for n in range(500)))
    assert firsts["good"] > 300
    assert firsts["new"] > 50


def test_untried_is_what_has_no_word_or_only_faded_ones() -> None:
    """A single word keeps a question from it for as long as it takes to fade to half, and no longer."""
    known = {"tried": Record("tried", MONTH, 0, 1)}
    lasting = {each: faded(record, MONTH + int(HALF_LIFE)) for each, record in known.items()}
    gone = {each: faded(record, MONTH + int(HALF_LIFE) + 1) for each, record in known.items()}
    assert untried(["tried", "new"], known) == untried(["tried", "new"], lasting) == {"new"}
    assert untried(["tried", "new"], gone) == {"tried", "new"}


def test_what_was_asked_often_without_a_word_has_been_tried() -> None:
    faded_away = Record("c", 0, helped=0.2)
    asked = {"a": ASKED_ENOUGH, "b": ASKED_ENOUGH - 1, "c": 100}
    assert untried("abcd", {"c": faded_away}, asked) == {"b", "c", "d"}
