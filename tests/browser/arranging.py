"""An interview, added at the page."""

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.visitor import Visitor


def working_day(day: date) -> date:
    """That day, or the Monday after it."""
    while day.isoweekday() > 5:
        day += timedelta(days=1)
    return day


def fill_in(visitor: Visitor, candidate: str, day: date, start: str, *interviewers: str) -> None:
    """Fills in the modal from its second step on, submits it, and closes what then stands there."""
    visitor.fills("Name of the new candidate", candidate)
    visitor.fills("Day", day.isoformat())
    visitor.fills("Start", start)
    visitor.submits("Step 3 of 4")
    visitor.chooses("Interviewers", *interviewers)
    expect(visitor.modal.get_by_role("combobox", name="Interviewers")).to_contain_text("".join(interviewers))
    visitor.submits("Step 4 of 4")
    expect(visitor.modal).to_contain_text(f"{interviewers[0]} leads")
    visitor.submits("In a few minutes I tell those who are in it")
    visitor.closes()
