"""Names and texts that would do something, if the page trusted them."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from sandbox import Sandbox
from sandbox.client import Workspace
from tests.browser.visitor import Visitor
from tests.sandbox import apps

HOSTILE = (
    "<img src=x onerror=window.harmed=1>",
    "<script>window.harmed=1</script>",
    '"><svg onload=window.harmed=1>',
    "javascript:window.harmed=1",
    "{{constructor.constructor('window.harmed=1')()}}",
    "\u202egnp.exe",
    "__proto__",
)


@pytest.mark.parametrize("said", HOSTILE)
def test_they_are_only_ever_read(slack: Sandbox, acme: Workspace, visitor: Visitor, page: Page, said: str) -> None:
    mallory = acme.person(said, "Europe/Berlin", handle="mallory")
    room = acme.channel(said, [mallory])
    app = acme.install(apps.manifest() | {"display_information": {"name": said}, "features": {}})
    room.add(app)
    client = apps.client(slack, app)
    option = {"text": {"type": "plain_text", "text": said[:75]}, "value": "v"}
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": f"{said} <javascript:window.harmed=1|press me>"}},
        {"type": "header", "text": {"type": "plain_text", "text": said}},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": said}]}],
        },
        {"type": "actions", "elements": [{"type": "static_select", "action_id": "a", "options": [option]}]},
    ]
    client.chat_postMessage(channel=room.id, text=said, blocks=blocks)
    mallory.react(mallory.messages(room)[-1], said)
    visitor.come(mallory, room)
    expect(visitor.last.locator(".block-header")).to_have_text(said)
    expect(page.get_by_role("heading", level=1)).to_contain_text(said)
    visitor.tool("Lock screen and screen reader").click()
    visitor.last.get_by_role("combobox").click()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    visitor.types(said)
    expect(visitor.messages).to_have_count(2)
    assert page.evaluate("window.harmed") is None
    assert page.locator("img, #app script, iframe, object, embed").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator("[onerror], [onload], [onclick]").count() == 0


def test_an_address_that_makes_no_sense_leads_to_somebody(visitor: Visitor, acme: Workspace, page: Page) -> None:
    acme.channel("general", [acme.person("Priya Nair")])
    for wrong in ("#/%", "#/%E0%A4%A/%zz/x", "#/T0/U0/__proto__"):
        page.goto(f"{visitor.url}/{wrong}")
        page.reload()
        expect(page.locator("#sidebar .me")).to_be_visible()
        expect(visitor.field).to_be_visible()


LINKS = {
    "https://meet.example/a?b=c": True,
    "http://meet.example": True,
    "mailto:priya@example.com": True,
    "javascript:alert(1)": False,
    "data:text/html,hello": False,
    "file:///etc/passwd": False,
    "vbscript:x": False,
    " java\tscript:alert(1)": False,
    "//elsewhere.example": False,
}


def test_only_links_that_lead_somewhere_harmless_open(visitor: Visitor, acme: Workspace, page: Page) -> None:
    acme.channel("general", [priya := acme.person("Priya Nair")])
    visitor.come(priya)
    drawn = page.evaluate(
        """async (addresses) => {
            const { link } = await import("/_page/js/links.js");
            return addresses.map((address) => link(address, "there")).map((made) => [made.tagName, made.rel ?? ""]);
        }""",
        list(LINKS),
    )
    wanted = [["A", "noopener noreferrer"] if opens else ["SPAN", ""] for opens in LINKS.values()]
    assert drawn == wanted
