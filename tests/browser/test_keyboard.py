"""Without a mouse."""

from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.arranging import working_day
from tests.browser.conftest import Office
from tests.browser.visitor import Visitor

MOST_STOPS = 60


def goes_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """Presses Tab until one is there, as somebody without a mouse does."""
    for _ in range(MOST_STOPS):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press(key)
    expect(wanted).to_be_focused()


def goes_back_to(page: Page, wanted: Locator) -> None:
    """The same backwards: a message is before the field to write in."""
    goes_to(page, wanted, "Shift+Tab")


def writes(visitor: Visitor, text: str) -> None:
    """Goes to the field to write in, and sends that."""
    goes_to(visitor.page, visitor.field)
    visitor.page.keyboard.type(text)
    visitor.page.keyboard.press("Enter")


def test_a_command_is_completed_sent_and_fetched_back(office: Office, visitor: Visitor, page: Page) -> None:
    visitor.come(office.people.ana)
    page.keyboard.press("/")
    expect(visitor.field).to_be_focused()
    expect(page.get_by_role("listbox", name="Commands")).to_contain_text("Interview questions for a role")
    page.keyboard.type("int")
    page.keyboard.press("Tab")
    expect(visitor.field).to_have_value("/interview ")
    expect(page.locator("#command-hint")).to_contain_text("/interview [role]")
    page.keyboard.type("roles")
    page.keyboard.press("Enter")
    expect(visitor.last).to_contain_text("Trust & Safety")
    page.keyboard.press("ArrowUp")
    expect(visitor.field).to_have_value("/interview roles")


def test_an_interview_from_end_to_end(office: Office, visitor: Visitor, page: Page) -> None:
    day = working_day(office.slack.desk.clock().date() + timedelta(days=2))
    modal, submit = visitor.modal, visitor.modal.locator("[type=submit]")
    visitor.come(office.people.ana)
    writes(visitor, "/interview schedule data-analyst")
    expect(modal).to_contain_text("Step 1 of 4")
    expect(modal.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".popup .option.active").inner_text().replace("✓", "").strip()
    page.keyboard.press("Enter")
    expect(modal.get_by_role("combobox")).to_contain_text(chosen)
    expect(modal.get_by_role("combobox")).to_be_focused()
    goes_to(page, submit)
    page.keyboard.press("Enter")
    expect(modal).to_contain_text("Step 2 of 4")
    expect(modal.get_by_label("Name of the new candidate")).to_be_focused()
    page.keyboard.type("Leila Osman")
    page.keyboard.press("Enter")
    expect(modal.locator(".error")).to_have_count(2)
    expect(modal.get_by_label("Name of the new candidate")).to_have_value("Leila Osman")
    expect(modal.get_by_label("Day")).to_be_focused()
    page.keyboard.type(f"{day:%m%d%Y}")
    expect(modal.get_by_label("Day")).to_have_value(day.isoformat())
    goes_to(page, modal.get_by_label("Start"))
    page.keyboard.type("1030AM")
    expect(modal.get_by_label("Start")).to_have_value("10:30")
    page.keyboard.press("Enter")
    expect(modal).to_contain_text("Step 3 of 4")
    goes_to(page, modal.get_by_role("combobox", name="Interviewers"))
    page.keyboard.press("Enter")
    for name in ("Priya Nair", "Ben Okoro"):
        ticks(page, name)
    page.keyboard.press("Escape")
    expect(modal.get_by_role("combobox", name="Interviewers")).to_be_focused()
    expect(modal.get_by_role("combobox", name="Interviewers")).to_contain_text("Priya NairBen Okoro")
    goes_to(page, submit)
    page.keyboard.press("Enter")
    expect(modal).to_contain_text("Priya Nair leads")
    goes_to(page, submit)
    page.keyboard.press("Enter")
    expect(modal).to_contain_text("In a few minutes I tell those who are in it")
    page.keyboard.press("Escape")
    expect(modal).to_have_count(0)
    expect(visitor.field).to_be_focused()
    writes(visitor, "/interview mine")
    expect(visitor.last).to_contain_text("L.O.")


def ticks(page: Page, name: str) -> None:
    """In the list that is open, goes up to the first and then down to that one, and chooses it."""
    page.keyboard.press("Home")
    active = page.locator(".popup .option.active")
    for _ in range(MOST_STOPS):
        if name in active.inner_text():
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("option", name=name)).to_have_attribute("aria-selected", "true")


def test_somebody_else_by_control_k(office: Office, visitor: Visitor, page: Page) -> None:
    visitor.come(office.people.ana)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Switch")).to_be_visible()
    page.keyboard.press("Escape")
    visitor.become("Mei Tanaka")  # at once: no key is lost
    expect(visitor.field).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type("partners")
    expect(page.get_by_role("option")).to_contain_text("Nobody and nothing")
    page.keyboard.press("Escape")
    page.go_back()
    expect(page.locator("#sidebar .me")).to_contain_text("Ana Costa")


def test_a_reaction_by_arrow_keys(office: Office, visitor: Visitor, page: Page) -> None:
    visitor.come(office.people.ana)
    writes(visitor, "Hello")
    expect(visitor.last.locator(".badge")).to_be_visible()
    goes_back_to(page, visitor.last.get_by_role("button", name="Add reaction"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Search emoji")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(visitor.last.locator(".chip").first).to_contain_text("👎")
    goes_back_to(page, page.get_by_role("button", name="Add another reaction"))
    page.keyboard.press("Enter")
    for _ in range(2):  # past the emoji, which are one stop
        page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="No skin tone")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="skin tone 4")).to_be_focused()
    expect(page.get_by_role("radio", name="skin tone 4")).to_be_checked()
    for _ in range(2):
        page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("Search emoji")).to_be_focused()
    page.keyboard.type("thumbsup")
    page.keyboard.press("Enter")
    expect(visitor.last.locator(".chip").nth(1)).to_contain_text("👍🏽")
    reactions = office.people.ana.dm()[-1].reactions
    assert list(reactions) == ["-1", "+1::skin-tone-4"]


def test_the_inspector_is_entered_left_and_closed(office: Office, visitor: Visitor, page: Page) -> None:
    visitor.come(office.people.ana)
    inspector, filter_ = page.locator("#inspector"), page.get_by_label("Filter by name")
    goes_to(page, visitor.tool("Inspector"))
    page.keyboard.press("Enter")
    expect(filter_).to_be_focused()
    page.keyboard.press("Escape")
    expect(inspector).to_be_hidden()
    expect(visitor.tool("Inspector")).to_be_focused()
    page.keyboard.press("Enter")
    goes_back_to(page, visitor.field)
    page.keyboard.type("/")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="Commands")).to_be_hidden()
    expect(inspector).to_be_visible()
    goes_back_to(page, visitor.tool("Colours"))
    page.keyboard.press("Enter")
    expect(page.locator(".popup")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".popup")).to_have_count(0)
    expect(inspector).to_be_visible()
    page.keyboard.press("Escape")
    expect(inspector).to_be_hidden()
    expect(visitor.tool("Colours")).to_be_focused()
