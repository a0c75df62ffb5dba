"""What helped, by hand: three reactions, boxes after the interview; the next day somebody else sees what it came to."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.arranging import fill_in, working_day
from tests.browser.conftest import Office
from tests.browser.visitor import Visitor

MOST_SETS = 8
"""Ten questions each: "Different questions" has shown all of the role's by then."""
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "keycap ten")
_FIRST_OF_ONES_OWN = re.compile(r"^1\.\s+(.+\S)$", re.MULTILINE)


def test_three_find_that_a_question_helped_and_a_fourth_sees_it(office: Office, visitor: Visitor) -> None:
    people = office.people
    day = working_day(office.slack.desk.clock().date() + timedelta(days=2))
    visitor.come(people.ana)
    visitor.types("/interview schedule trust-safety")
    visitor.submits("Step 2 of 4")
    fill_in(visitor, "Jane Smith", day, "10:30", "Priya Nair", "Ben Okoro")
    visitor.moves_clock(day, "08:35")

    visitor.become("Ben Okoro")
    expect(visitor.last).to_contain_text("I've read this")
    found = _FIRST_OF_ONES_OWN.search(visitor.last.inner_text())
    assert found
    question = found[1]
    visitor.reacts("one")
    expect(visitor.last.get_by_role("button", name="one, 1: Ben Okoro")).to_have_attribute("aria-pressed", "true")
    expect(visitor.last).to_contain_text("Noted: 1")

    visitor.moves_clock(day, "13:00")
    expect(visitor.last).to_contain_text("which gave you something to judge by?")
    boxes = visitor.last.get_by_role("group", name="Tick those that did")
    last = boxes.get_by_role("checkbox").last
    last.check()
    expect(last).to_be_checked()
    visitor.last.get_by_role("button", name="Send").click()
    expect(visitor.last).to_contain_text("Thank you. Noted:")
    expect(visitor.last.get_by_role("checkbox")).to_have_count(0)

    for name in ("Priya Nair", "Sam Rivera"):
        visitor.become(name)
        draws(visitor, question)
        visitor.last.get_by_role("button", name="Send to me").click()
        expect(visitor.last).to_contain_text("You asked me to keep these here")
        kept = re.search(rf"^(\d+)\.\s+{re.escape(question)}", visitor.last.inner_text(), re.MULTILINE)
        assert kept
        number = int(kept[1])
        visitor.reacts(NUMBERS[number - 1])
        expect(visitor.last).to_contain_text(f"Noted: {number}")

    visitor.moves_clock(day + timedelta(days=1), "23:00")
    visitor.become("Mei Tanaka")
    draws(visitor, question)
    beside = re.compile(re.escape(question) + r" .*· helped 3 of 3$", re.MULTILINE)
    assert beside.search(visitor.last.inner_text())
    finds(visitor, question)
    expect(visitor.modal).to_contain_text("Helped 3 of 3")


def draws(visitor: Visitor, question: str) -> None:
    """Asks for questions, and for different ones until that one is among them."""
    visitor.types("/interview trust-safety 10")
    expect(visitor.last).to_contain_text("Only visible to you")
    for _ in range(MOST_SETS):
        before = visitor.last.inner_text()
        if question in before:
            return
        visitor.last.get_by_role("button", name="Different questions").click()
        expect(visitor.last).not_to_have_text(before, use_inner_text=True)
    expect(visitor.last).to_contain_text(question)


def finds(visitor: Visitor, question: str) -> None:
    """Opens the question's card."""
    visitor.types(f"/interview search {' '.join(re.findall(r'[A-Za-z]+', question)[:8])}")
    expect(visitor.last).to_contain_text(question)
    visitor.last.get_by_role("button", name="Open").first.click()
    expect(visitor.modal).to_contain_text("What to listen for")
