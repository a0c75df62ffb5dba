"""The buttons of a question's card: it helped, it didn't, it is going round."""

import pytest

from sandbox.client import View
from tests.slackapp.judge import (
    HELPED,
    NOT,
    ROUND,
    buttons,
    counters,
    found,
    keep_only,
    opened,
    press,
    rate,
    today,
)
from tests.slackapp.office import Office, until

pytestmark = pytest.mark.in_turn

PLAIN = ["Helped", "Didn't help", "Going round"]


@pytest.fixture(autouse=True)
def _today(office: Office) -> None:
    today(office)


def test_a_press_is_seen_at_once_and_the_same_again_takes_it_back(office: Office) -> None:
    card = opened(office, office.priya)
    assert buttons(card) == PLAIN
    assert "did it give you something to judge by?" in card.reading()
    helped = press(office.priya, card, HELPED)
    assert buttons(helped) == ["✓ Helped (primary)", "Didn't help", "Going round"]
    assert "You: helped" in helped.reading()
    assert "Press the same again to take it back" in helped.reading()
    assert "What to listen for" in helped.reading(), "it is the same card"
    assert counters(office) == [(1, 0, 0, 1)]
    back = press(office.priya, helped, HELPED)
    assert buttons(back) == PLAIN
    assert "You:" not in back.reading()
    assert counters(office) == [(0, 0, 0, 0)]
    assert len(office.priya.modals()) == 1


def test_another_button_says_something_else_instead(office: Office) -> None:
    card = opened(office, office.priya)
    for judgement, marked, said in (
        (HELPED, "✓ Helped (primary)", "You: helped"),
        (NOT, "✓ Didn't help (primary)", "You: didn't help"),
        (ROUND, "✓ Going round (primary)", "You: going round"),
    ):
        card = press(office.priya, card, judgement)
        assert [each for each in buttons(card) if each not in PLAIN] == [marked]
        assert said in card.reading()
    assert counters(office) == [(0, 0, 1, 0)]


def test_it_is_still_marked_when_it_is_opened_again_from_a_set_or_a_search(office: Office) -> None:
    rate(office, "fraud", NOT, office.priya)
    again = found(office, "fraud", office.priya)
    assert buttons(again) == ["Helped", "✓ Didn't help (primary)", "Going round"]
    office.priya.close(again)
    assert buttons(found(office, "fraud", office.acme.person("Ana", "Europe/Berlin"))) == PLAIN


def test_a_press_that_slack_delivers_twice_counts_once_either_way(office: Office) -> None:
    helped = pressed_twice(office, opened(office, office.priya))
    assert buttons(helped)[0] == "✓ Helped (primary)"
    assert counters(office) == [(1, 0, 0, 1)]
    assert buttons(pressed_twice(office, helped)) == PLAIN
    assert counters(office) == [(0, 0, 0, 0)]


def pressed_twice(office: Office, card: View) -> View:
    """The card after a press of “Helped” that arrived two times."""
    before = len(office.desk.calls("views.update"))
    office.desk.fault("block_actions", "twice", times=1)
    office.priya.press(card, f"card.judge.{HELPED}")
    # Whichever comes second finds the card drawn anew, and so draws it once more.
    until(lambda: len(office.desk.calls("views.update")) == before + 3)
    return office.priya.modals()[-1]


def test_of_two_quick_presses_the_card_shows_what_both_came_to(office: Office) -> None:
    """The second was pressed on a card that has been drawn anew meanwhile."""
    card = opened(office, office.priya)
    office.desk.fault("views.update", "error", times=1, error="hash_conflict")
    assert buttons(press(office.priya, card, HELPED))[0] == "✓ Helped (primary)"


def test_who_closed_the_card_meanwhile_has_rated_all_the_same(office: Office) -> None:
    card = opened(office, office.priya)
    office.desk.fault("views.update", "error", times=1, error="not_found")
    office.priya.press(card, f"card.judge.{HELPED}")
    until(lambda: office.desk.calls("views.update"))
    assert counters(office) == [(1, 0, 0, 1)]
    assert len(office.desk.calls("views.update")) == 1


def test_colleagues_see_a_figure_from_the_third_on_and_never_who(office: Office) -> None:
    ana, ben, chloe = (office.acme.person(name, "Europe/Berlin") for name in ("Ana", "Ben", "Chloé"))
    rate(office, "fraud", HELPED, ana, ben)
    card = found(office, "fraud", office.priya)
    assert "elped 2" not in card.reading()
    office.priya.close(card)
    rate(office, "fraud", NOT, chloe)
    card = found(office, "fraud", office.priya)
    assert "Helped 2 of 3" in card.reading()
    assert not {"Ana", "Ben", "Chloé", ana.id, ben.id, chloe.id} & set(card.reading().split())
    assert "Helped 3 of 4 · you: helped" in press(office.priya, card, HELPED).reading()


def test_who_only_says_that_it_is_going_round_is_not_one_of_the_three(office: Office) -> None:
    ana, ben, chloe, dora = (office.acme.person(name, "Europe/Berlin") for name in ("Ana", "Ben", "Chloé", "Dora"))
    rate(office, "fraud", ROUND, ana, ben)
    rate(office, "fraud", NOT, chloe, dora)
    card = found(office, "fraud", office.priya)
    assert "elped 0" not in card.reading(), "the word of two"
    assert "Helped 1 of 3" in press(office.priya, card, HELPED).reading()


def test_what_was_said_in_an_earlier_month_stays_and_is_not_marked(office: Office) -> None:
    """With a card one word counts a month; last month's still counts in one's own sets."""
    rate(office, "fraud", HELPED, office.priya)
    with office.db.begin() as session:
        session.connection().exec_driver_sql("UPDATE rating SET source = 'card/1'")
    card = found(office, "fraud", office.priya)
    assert buttons(card) == PLAIN
    assert "You: helped" in card.reading()
    assert "You said that elsewhere or last month" in card.reading()


def test_who_became_a_guest_says_nothing_more(office: Office) -> None:
    card = opened(office, office.priya)
    office.priya.update(kind="guest")
    office.desk.settled()
    office.priya.press(card, f"card.judge.{HELPED}")
    assert "guest" in office.priya.wait_modal(since=card).reading()
    assert counters(office) == []


def test_of_a_question_that_is_gone_nothing_can_be_said(office: Office) -> None:
    card = opened(office, office.priya)
    with office.db.begin() as session:
        session.connection().exec_driver_sql("DELETE FROM question")
    assert "no longer in the bank" in press(office.priya, card, HELPED).reading()
    assert counters(office) == []


def test_a_question_out_of_use_says_so_and_what_is_said_of_it_is_kept(office: Office) -> None:
    card = opened(office, office.priya)
    keep_only(office, 0)
    card = press(office.priya, card, HELPED)
    assert "not in use any more" in card.reading()
    assert buttons(card)[0] == "✓ Helped (primary)"
    assert counters(office) == [(1, 0, 0, 1)]
