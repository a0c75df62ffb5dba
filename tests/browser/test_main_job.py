"""The main job, by hand: somebody adds an interview, somebody else is told in the morning and prepares."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser.arranging import fill_in, working_day
from tests.browser.conftest import Office
from tests.browser.visitor import Visitor


def test_an_interview_is_added_and_its_morning_comes(office: Office, visitor: Visitor) -> None:
    people = office.people
    day = working_day(office.slack.desk.clock().date() + timedelta(days=2))
    visitor.come(people.ana)
    visitor.types("/interview schedule trust-safety")
    expect(visitor.modal).to_contain_text("Step 1 of 4")
    visitor.submits("Step 2 of 4")
    visitor.submits("Please complete this required field.")
    expect(visitor.modal.get_by_label("Name of the new candidate")).to_be_focused()
    fill_in(visitor, "Jane Smith", day, "10:30", "Priya Nair", "Ben Okoro")
    visitor.moves_clock(day, "08:35")

    visitor.become("Ben Okoro")
    expect(visitor.last).to_contain_text(": 1 interview")  # that he was added came a second before
    expect(visitor.last).to_contain_text("J.S.")
    expect(visitor.last.get_by_role("button", name="Follow-ups")).to_be_visible()
    visitor.last.get_by_role("button", name="Follow-ups").click()
    expect(visitor.modal).to_contain_text("J.S.")
    visitor.closes()
    visitor.reacts("white check")
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
