"""The main job, by hand: somebody adds an interview, somebody else is told in the morning and prepares."""

from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Office
from tests.browser.visitor import Visitor


def working_day(day: date) -> date:
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    return day


def test_an_interview_is_added_and_its_morning_comes(office: Office, visitor: Visitor, page: Page) -> None:
    people = office.people
    day = working_day(office.slack.desk.clock().date() + timedelta(days=2))
    visitor.come(people.ana)
    visitor.types("/interview schedule trust-safety")
    expect(visitor.modal).to_contain_text("Step 1 of 4")
    visitor.submits("Step 2 of 4")
    visitor.submits("Please complete this required field.")
    expect(visitor.modal.get_by_label("Name of the new candidate")).to_be_focused()
    visitor.fills("Name of the new candidate", "Jane Smith")
    visitor.fills("Day", day.isoformat())
    visitor.fills("Start", "10:30")
    visitor.submits("Step 3 of 4")
    visitor.chooses("Interviewers", "Priya Nair", "Ben Okoro")
    expect(visitor.modal.get_by_role("combobox", name="Interviewers")).to_contain_text("Priya NairBen Okoro")
    visitor.submits("Step 4 of 4")
    expect(visitor.modal).to_contain_text("Priya Nair leads")
    visitor.submits("In a few minutes I tell those who are in it")
    visitor.closes()

    page.get_by_role("button", name="Workspace time").click()
    page.get_by_label("Day").fill(day.isoformat())
    page.get_by_label("Time in Lisbon").fill("08:35")
    page.get_by_role("button", name="Go there").click()
    expect(page.locator(".clock")).to_contain_text("really")

    visitor.become("Ben Okoro")
    expect(visitor.last).to_contain_text("J.S.")
    expect(visitor.last.get_by_role("button", name="Follow-ups")).to_be_visible()
    visitor.last.get_by_role("button", name="Follow-ups").click()
    expect(visitor.modal).to_contain_text("J.S.")
    visitor.closes()
    visitor.last.hover()
    visitor.last.get_by_role("button", name="Add reaction").click()
    page.get_by_label("Search emoji").fill("white check")
    page.keyboard.press("Enter")
    chip = visitor.last.get_by_role("button", name="white check mark, 1: Ben Okoro")
    expect(chip).to_have_attribute("aria-pressed", "true")
    chip.click()
    expect(chip).to_have_count(0)


def test_questions_for_now_only_the_asker_sees(office: Office, visitor: Visitor, page: Page) -> None:
    visitor.come(office.people.priya, office.people.hiring)
    visitor.types("/interview trust-safety 3")
    expect(visitor.last).to_contain_text("Only visible to you")
    visitor.last.hover()
    expect(visitor.last.get_by_role("button", name="How it reads")).to_be_visible()
    expect(visitor.last.get_by_role("button", name="Add reaction")).to_have_count(0)
    before = visitor.last.inner_text()
    visitor.last.get_by_role("button", name="Different questions").click()
    expect(visitor.last).to_contain_text("(edited)")
    assert visitor.last.inner_text() != before
    visitor.last.get_by_role("combobox", name="Follow-ups and what to listen for").click()
    page.get_by_role("option").first.click()
    expect(visitor.modal).to_contain_text("What to listen for")
    visitor.closes()
    visitor.last.get_by_role("button", name="More actions").click()
    page.get_by_role("option", name="About the role").click()
    expect(visitor.modal).to_contain_text("What the job is")
    visitor.closes()
    visitor.become("Ben Okoro")
    page.get_by_role("button", name="hiring").click()
    expect(visitor.messages).to_have_count(0)


def test_settings_are_chosen_and_kept(office: Office, visitor: Visitor) -> None:
    visitor.come(office.people.priya)
    visitor.types("/interview settings")
    box = visitor.modal.get_by_label("The morning message")
    expect(box).to_be_checked()
    box.uncheck()
    visitor.submits("You have switched the morning message off")
    visitor.closes()
    visitor.types("/interview settings")
    expect(visitor.modal.get_by_label("The morning message")).not_to_be_checked()
    visitor.closes()


def test_writing_to_the_app(office: Office, visitor: Visitor) -> None:
    visitor.come(office.people.priya)
    visitor.types("Hello <b>there</b> & all")
    expect(visitor.messages.first).to_contain_text("Hello <b>there</b> & all")
    expect(visitor.last.locator(".badge")).to_have_text("APP")
