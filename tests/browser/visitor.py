"""Somebody at the page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from playwright.sync_api import Locator, Page, expect

from sandbox.client import Channel, Person


@dataclass(frozen=True, slots=True)
class Visitor:
    """Looks at the page and acts on it, as people do."""

    page: Page
    url: str

    def come(self, who: Person, where: Channel | None = None) -> None:
        """Opens the page as somebody, in the app's messages unless `where` says."""
        self.page.goto(f"{self.url}/#/{who.workspace_id}/{who.id}/{where.id if where else ''}")
        expect(self.page.locator("#sidebar .me")).to_contain_text(who.name)
        expect(self.field).to_be_editable()

    def become(self, name: str) -> None:
        """Becomes somebody else, by Ctrl-K."""
        self.page.keyboard.press("Control+k")
        self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#sidebar .me")).to_contain_text(name)
        expect(self.page.locator("#sidebar [aria-current]")).to_have_count(1)

    def types(self, text: str) -> None:
        """Types a line and sends it."""
        self.field.click()
        self.field.fill(text)
        self.field.press("Enter")

    def moves_clock(self, day: date, at: str) -> None:
        """Moves the workspace's clock to that time of that day, where this somebody is."""
        self.page.get_by_role("button", name="Workspace time").click()
        self.page.get_by_label("Day").fill(day.isoformat())
        self.page.get_by_label("Time in").fill(at)
        self.page.get_by_role("button", name="Go there").click()
        expect(self.page.locator(".clock-popup")).to_have_count(0)

    def reacts(self, emoji: str) -> None:
        """Reacts to the newest message with the first emoji that the picker finds."""
        self.last.hover()
        self.last.get_by_role("button", name="Add reaction").click()
        self.page.get_by_label("Search emoji").fill(emoji)
        self.page.keyboard.press("Enter")

    @property
    def field(self) -> Locator:
        """Where one writes."""
        return self.page.locator("#write")

    @property
    def messages(self) -> Locator:
        """The messages on the page, oldest first."""
        return self.page.locator(".message")

    @property
    def last(self) -> Locator:
        """The newest message on the page."""
        return self.messages.last

    @property
    def modal(self) -> Locator:
        """The modal in front."""
        return self.page.locator("#modal[open]")

    def fills(self, label: str, value: str) -> None:
        """Fills a field of the modal."""
        self.modal.get_by_label(label, exact=True).fill(value)

    def chooses(self, label: str, *options: str) -> None:
        """Chooses in a menu of the modal; several where it takes several."""
        self.modal.get_by_role("combobox", name=label).click()
        for option in options:
            self.page.get_by_role("option", name=option).click()
        if self.page.locator(".popup").count():
            self.page.keyboard.press("Escape")
        expect(self.page.locator(".popup")).to_have_count(0)

    def submits(self, then: str) -> None:
        """Presses the modal's submit button; what stands in it, or in the next one, afterwards."""
        self.modal.locator("[type=submit]").click()
        expect(self.modal).to_contain_text(then)

    def closes(self) -> None:
        """Closes the modal with Esc."""
        self.page.keyboard.press("Escape")
        expect(self.modal).to_have_count(0)

    def tool(self, name: str) -> Locator:
        """A tool in the bar above."""
        return self.page.get_by_role("toolbar").get_by_role("button", name=name)

    def box(self, selector: str) -> dict[str, float]:
        """Where the first such element is: sought and measured in one go, so that no redrawing comes between."""
        self.page.locator(selector).first.wait_for(state="attached")
        measured = "seen => document.querySelector(seen).getBoundingClientRect().toJSON()"
        box: dict[str, float] = self.page.evaluate(measured, selector)
        return box

    def run(self, script: str, argument: Any = None) -> Any:
        """Runs a piece of the page's own code."""
        return self.page.evaluate(script, argument)
