"""Unread marks, the second readings, the inspector, the clock, and trouble on order."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from sandbox import Sandbox
from sandbox.client import Workspace
from tests.browser.conftest import Office
from tests.browser.visitor import Visitor
from tests.sandbox import apps


def test_what_is_unread_is_marked_until_it_is_seen(office: Office, visitor: Visitor, page: Page) -> None:
    people = office.people
    visitor.come(people.ana)
    people.ben.say(people.hiring, "Look at this")
    room = page.locator("#sidebar").get_by_role("button", name="hiring")
    expect(room).to_contain_text("1 unread")
    expect(page.locator("#sidebar").get_by_role("button", name="Priya Nair")).to_contain_text("1 unread")
    expect(page).to_have_title(re.compile(r"^\(1\)"))
    room.click()
    expect(visitor.last).to_contain_text("Look at this")
    expect(room).not_to_contain_text("unread")
    expect(page.locator("#sidebar").get_by_role("button", name="Priya Nair")).to_contain_text("1 unread")


def test_two_pages_show_the_same(office: Office, visitor: Visitor, context: BrowserContext) -> None:
    people = office.people
    visitor.come(people.ana, people.hiring)
    other = Visitor(context.new_page(), visitor.url)
    other.come(people.ben, people.hiring)
    visitor.types("Hello @ben.okoro, see https://a.example/x")
    expect(other.last.locator(".mention.own")).to_have_text("@Ben Okoro")
    expect(other.last.get_by_role("link")).to_have_attribute("href", "https://a.example/x")


def test_how_a_message_reads_elsewhere(slack: Sandbox, acme: Workspace, visitor: Visitor) -> None:
    priya = acme.person("Priya Nair", "Asia/Kolkata")
    room = acme.channel("general", [priya])
    app = acme.install(apps.manifest())
    room.add(app)
    said = "Good morning :wave: " + "word " * 40
    apps.client(slack, app).chat_postMessage(channel=room.id, text=said)
    visitor.come(priya, room)
    visitor.tool("Lock screen and screen reader").click()
    on_screen = visitor.last.locator(".notification p").inner_text()
    assert on_screen.startswith("Good morning wave emoji word")
    assert len(on_screen) == 81
    assert on_screen.endswith("…")
    expect(visitor.last.locator(".aloud")).to_contain_text(said.replace(":wave:", "wave emoji").strip())


def test_how_one_message_reads_stays_when_it_changes(slack: Sandbox, acme: Workspace, visitor: Visitor) -> None:
    priya = acme.person("Priya Nair", "Asia/Kolkata")
    room = acme.channel("general", [priya])
    app = acme.install(apps.manifest())
    room.add(app)
    client = apps.client(slack, app)
    ts = str(client.chat_postMessage(channel=room.id, text="At 10:30")["ts"])
    visitor.come(priya, room)
    visitor.last.hover()
    reads = visitor.last.get_by_role("button", name="How it reads")
    reads.click()
    expect(visitor.last.locator(".notification")).to_contain_text("At 10:30")
    client.chat_update(channel=room.id, ts=ts, text="At 11:00")
    expect(visitor.last.locator(".said")).to_contain_text("At 11:00")
    expect(visitor.last.locator(".notification")).to_contain_text("At 11:00")
    expect(reads).to_have_attribute("aria-pressed", "true")
    reads.click()
    expect(visitor.last.locator(".elsewhere")).to_have_count(0)
    expect(reads).to_have_attribute("aria-pressed", "false")


def test_the_inspector_shows_what_was_said_and_what_broke_the_rules(
    slack: Sandbox, acme: Workspace, visitor: Visitor, page: Page
) -> None:
    priya = acme.person("Priya Nair", "Asia/Kolkata")
    room = acme.channel("general", [priya])
    with apps.listening() as (ear, url):
        app = acme.install(apps.manifest())
        app.request_url = url
        room.add(app)
        visitor.come(priya, room)
        visitor.tool("Inspector").click()
        visitor.types("/hello there")
        row = page.locator(".exchange", has_text="command").first
        expect(row).to_contain_text("ms")
        row.get_by_role("button").first.click()
        expect(row).to_contain_text('"text": "there"')
        row.get_by_role("button", name="Deliver again").click()
        expect(page.locator("#toasts")).to_contain_text("Delivered again")
        expect(page.locator(".exchange", has_text="again (1)")).to_be_visible()
        assert len(ear.heard) == 2
        ear.says(text="Hi", blocks=[{"type": "divider", "colour": "red"}])
        visitor.types("/hello again")
        expect(page.locator("#toasts")).to_contain_text("Slack refused what the app answered")
        breach, rows = page.locator(".exchange.breach"), page.locator(".exchange")
        expect(breach).to_contain_text("colour")
        expect(row).to_contain_text("Against Slack's rules")
        expect(page.get_by_text("Against Slack's rules")).to_have_count(2)
        expect(visitor.tool("Inspector")).to_have_accessible_name("Inspector: 1 breach of Slack's rules")
        for typed, shown in (("breach", 1), ("colour", 1), ("command", 4)):
            page.get_by_label("Filter by name").fill(typed)
            expect(breach).to_have_count(1)
            expect(rows).to_have_count(shown)
        page.get_by_label("Filter by name").fill("")
        for _ in range(300):
            apps.client(slack, app).auth_test()
        expect(rows).to_have_count(301)
        expect(breach).to_have_count(1)
    slack.desk.clear_record()


def test_slack_is_down_and_comes_back(office: Office, visitor: Visitor, page: Page) -> None:
    visitor.come(office.people.ana)
    visitor.tool("Break it").click()
    page.get_by_role("button", name="Slack is down for 30 seconds").click()
    expect(page.locator("#banner")).to_contain_text("s left")
    visitor.types("/interview roles")
    expect(page.locator("#toasts")).to_contain_text("dispatch_failed")
    page.get_by_role("button", name="End it").click()
    expect(page.locator("#banner .bar")).to_have_count(0)
    visitor.types("/interview roles")
    expect(visitor.last).to_contain_text("Trust & Safety")


def test_a_message_comes_after_a_429(office: Office, visitor: Visitor, page: Page) -> None:
    visitor.come(office.people.priya)
    office.slack.desk.fault("chat.postMessage", "rate_limited", seconds=1)
    visitor.types("/interview trust-safety 2")
    visitor.last.get_by_role("button", name="Send to me").click()
    expect(visitor.last).to_contain_text("You asked me to keep these here", timeout=15_000)
    assert [each.status for each in office.slack.desk.calls("chat.postMessage")] == [429, 200]


def test_a_word_that_is_no_command(office: Office, visitor: Visitor, page: Page) -> None:
    visitor.come(office.people.ana)
    visitor.types("/nothing here")
    expect(page.locator("#toasts")).to_contain_text("/nothing is not a command here")
    expect(visitor.field).to_have_value("/nothing here")
    visitor.types(" /nothing here")
    expect(visitor.messages.first).to_contain_text("/nothing here")
    expect(visitor.field).to_have_value("")
    page.keyboard.press("ArrowUp")
    expect(visitor.field).to_have_value(" /nothing here")


def test_the_clock_goes_on_and_messages_say_both_times(office: Office, visitor: Visitor, page: Page) -> None:
    visitor.come(office.people.priya)
    visitor.types("Before")
    expect(visitor.messages.first).to_contain_text("Before")
    before = visitor.messages.first.locator(".head time").inner_text()
    page.get_by_role("button", name="Workspace time").click()
    page.get_by_role("button", name="+1 hour").click()
    expect(page.locator(".clock small")).to_contain_text("really")
    visitor.types("After")
    expect(visitor.messages.filter(has_text="After").locator(".head time")).to_have_attribute(
        "title", re.compile("Really sent at")
    )
    after = visitor.messages.filter(has_text="After").locator(".head time").inner_text()
    hours = [int(shown.split(":")[0]) for shown in (before, after)]
    assert (hours[1] - hours[0]) % 24 == 1
