"""Ten thousand messages in a channel, and it still scrolls."""

from collections.abc import Callable
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from sandbox.client import Channel, Person, Workspace
from tests.browser.visitor import Visitor

MANY = 10_000
KEPT = 200  # of them on the page at once, at most


@pytest.fixture
def crowded(acme: Workspace) -> tuple[Person, Channel]:
    priya = acme.person("Priya Nair", "Asia/Kolkata")
    room = acme.channel("general", [priya])
    for number in range(MANY):
        priya.say(room, f"message {number} " + "and so on " * (number % 7))
    return priya, room


def test_all_of_them_can_be_reached(crowded: tuple[Person, Channel], visitor: Visitor, page: Page) -> None:
    priya, room = crowded
    began = monotonic()
    visitor.come(priya, room)
    expect(visitor.last).to_contain_text(f"message {MANY - 1} ")
    assert monotonic() - began < 5
    scroller = page.get_by_role("region", name="Messages")

    scroller.focus()
    page.keyboard.press("Home")
    expect(page.get_by_text("message 0 ")).to_be_in_viewport()
    page.get_by_role("button", name="Latest messages").click()
    expect(visitor.last).to_be_in_viewport()

    page.evaluate("() => { const node = document.querySelector('.scroller'); node.scrollTop = node.scrollHeight / 2 }")
    until(lambda: abs(first_seen(page) - MANY / 2) < 500)
    assert visitor.messages.count() <= KEPT

    seen = [first_seen(page)]
    for _ in range(20):
        page.mouse.move(700, 400)
        page.mouse.wheel(0, -1500)
        page.wait_for_timeout(60)
        seen.append(first_seen(page))
    assert seen == sorted(seen, reverse=True), "it went backwards while somebody scrolled up"
    assert seen[0] - seen[-1] > 100
    assert visitor.messages.count() <= KEPT

    priya.say(room, "news")
    assert first_seen(page) == seen[-1], "news moved what somebody was reading"


def until(true: Callable[[], bool]) -> None:
    """Waits for what the page does by and by."""
    end = monotonic() + 5
    while not true():
        assert monotonic() < end


def first_seen(page: Page) -> int:
    """The number of the message at the upper edge."""
    found: int = page.evaluate("""() => {
        const edge = document.querySelector(".scroller").getBoundingClientRect().top;
        const seen = (one) => one.getBoundingClientRect().bottom > edge;
        const node = [...document.querySelectorAll(".message")].find(seen);
        return node ? Number(node.getAttribute("aria-posinset")) : -1;
    }""")
    return found
