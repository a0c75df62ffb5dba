"""How it looks and reads: on a phone, in the dark, and to axe, which looks for what keeps people out."""

from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.conftest import Office
from tests.browser.test_drawing import BLOCKS
from tests.browser.visitor import Visitor
from tests.sandbox import apps

PHONE = ViewportSize(width=390, height=780)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def assert_accessible(page: Page, what: str) -> None:
    """No violation of WCAG 2.2 A and AA, or of axe's best practices, by day and by night."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        told = [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found.response["violations"]]
        assert told == [], f"{what}, {scheme}"


def assert_within(visitor: Visitor, part: str) -> None:
    """Nothing of it lies beside the phone's screen."""
    box = visitor.box(part)
    assert box["left"] >= 0, part
    assert box["right"] <= PHONE["width"], part


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One in which axe may run: it brings a script of its own along, which the page's policy refuses."""
    made = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce", bypass_csp=True)
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_keeps_anybody_out(office: Office, visitor: Visitor, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 780})
    visitor.come(office.people.ana)
    visitor.types("Hello")
    expect(visitor.last.locator(".badge")).to_be_visible()
    visitor.types("/interview trust-safety")
    expect(visitor.last).to_contain_text("Only visible to you")
    client, dm = apps.client(office.slack, office.app), office.people.ana.dm_channel().id
    client.chat_postMessage(channel=dm, text="Below", thread_ts=office.people.ana.dm()[0].ts)
    client.chat_postMessage(channel=dm, text="Which of them helped?", blocks=[BLOCKS["checkboxes"][0]])
    expect(visitor.last.get_by_role("group", name="Label")).to_have_accessible_description("Hint")
    visitor.messages.first.get_by_role("button", name="1 reply").click()
    visitor.tool("Lock screen and screen reader").click()
    assert_accessible(page, "messages")
    visitor.field.fill("/")
    assert_accessible(page, "completion")
    visitor.field.fill("")
    visitor.messages.nth(1).get_by_role("button", name="Add reaction").click()
    assert_accessible(page, "picker")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    assert_accessible(page, "switcher")
    page.keyboard.press("Escape")
    for tool in ("Break it", "Workspace time", "Colours"):
        page.get_by_role("toolbar").get_by_role("button", name=tool).click()
        assert_accessible(page, tool)
        page.keyboard.press("Escape")
    visitor.tool("Inspector").click()
    page.locator(".exchange .line").first.click()
    assert_accessible(page, "inspector")
    page.get_by_role("button", name="Close the inspector").click()
    visitor.types("/interview schedule trust-safety")
    visitor.submits("Step 2 of 4")
    visitor.submits("Please complete this required field.")
    assert_accessible(page, "modal with errors")
    visitor.modal.get_by_role("combobox", name="Time zone").click()
    assert_accessible(page, "menu in a modal")


def test_everything_fits_a_phone(office: Office, visitor: Visitor, page: Page) -> None:
    page.set_viewport_size(PHONE)
    visitor.come(office.people.ana)
    assert visitor.box("#sidebar")["right"] <= 0
    page.get_by_role("button", name="Conversations and people").click()
    page.locator("#sidebar").get_by_role("button", name="hiring").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("hiring")
    page.get_by_role("button", name="Workspace time").click()
    page.get_by_role("button", name="+1 hour").click()
    expect(page.locator(".clock")).to_contain_text("really")
    visitor.types("/interview data-analyst")
    expect(visitor.last).to_contain_text("Only visible to you")
    assert page.evaluate("document.scrollingElement.scrollWidth") == PHONE["width"]
    for part in ("#main", "#topbar", ".tools", ".tools [data-key=Colours]", ".scroller", "#composer"):
        assert_within(visitor, part)
    assert page.evaluate("document.querySelector('.scroller').scrollWidth <= innerWidth")
    visitor.last.get_by_role("combobox").click()
    assert_within(visitor, ".popup")
    expect(page.get_by_role("option").last).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(visitor.modal).to_be_visible()
    modal = visitor.box("#modal[open]")
    assert (modal["x"], modal["y"], modal["width"], modal["height"]) == (0, 0, *PHONE.values())


def ground(page: Page) -> int:
    """How bright the page is, from 0 to 255."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return max(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))


def test_dark_where_the_system_is_dark_or_somebody_says_so(office: Office, visitor: Visitor, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    visitor.come(office.people.ana)
    assert ground(page) < 60
    visitor.tool("Colours").click()
    page.get_by_role("button", name="Light").click()
    assert ground(page) > 240
    page.reload()
    expect(visitor.field).to_be_editable()
    assert ground(page) > 240
