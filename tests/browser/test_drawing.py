"""Everything that the app sends is drawn as Slack draws it; what the page does not know is a marked box."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import slackapp.views
from sandbox import Sandbox
from sandbox.client import Workspace
from tests.browser.visitor import Visitor
from tests.sandbox import apps

Json = dict[str, Any]
VIEWS = Path(slackapp.views.__file__).parent
# What stands in `type` and is no block, element or piece of rich text.
OTHERS = {"modal", "mrkdwn", "plain_text"}

DRAW = """async ([blocks, error]) => {
    const { blocks: draw } = await import("/_page/js/blocks.js");
    const surface = { who: null, values: {}, errors: error ? { field: error } : {}, key: () => "key", use: () => {} };
    const box = document.createElement("div");
    box.append(...draw(blocks, surface));
    document.body.append(box);
    const drawn = { text: box.textContent, html: box.innerHTML, unknown: box.querySelectorAll(".unknown").length };
    box.remove();
    return drawn;
}"""


def text(said: str) -> Json:
    return {"type": "plain_text", "text": said, "emoji": True}


def rich(*pieces: Json, part: str = "rich_text_section") -> Json:
    return {"type": "rich_text", "elements": [{"type": part, "elements": list(pieces)}]}


def field(element: Json) -> Json:
    return {"type": "input", "block_id": "field", "label": text("Label"), "hint": text("Hint"), "element": element}


OPTIONS = [{"text": text("First"), "value": "1"}, {"text": text("Second"), "value": "2"}]
LIST = {
    "type": "rich_text_list",
    "style": "ordered",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "item"}]}],
}
BUTTON = {"type": "button", "action_id": "a", "text": text("Press")}
IMAGE = {"type": "image", "image_url": "https://elsewhere.example/x.png", "alt_text": "A cat"}
BLOCKS: dict[str, tuple[Json, str]] = {
    "header": ({"type": "header", "text": text("Heading :tada:")}, "Heading 🎉"),
    "section": ({"type": "section", "text": {"type": "mrkdwn", "text": "*bold* _italic_"}}, "<strong>bold</strong>"),
    "fields": ({"type": "section", "fields": [text("Left"), text("Right")]}, "Left"),
    "accessory": ({"type": "section", "text": text("Text"), "accessory": BUTTON}, "Press"),
    "context": ({"type": "context", "elements": [{"type": "mrkdwn", "text": "small"}, IMAGE]}, "A cat"),
    "divider": ({"type": "divider"}, "<hr>"),
    "image": (IMAGE, "A cat"),
    "actions": ({"type": "actions", "elements": [BUTTON]}, "Press"),
    "text": (rich({"type": "text", "text": "said", "style": {"bold": True, "code": True}}), "<strong><code>said"),
    "link": (rich({"type": "link", "url": "https://a.example", "text": "there"}), 'rel="noopener noreferrer"'),
    "user": (rich({"type": "user", "user_id": "U0"}), "@U0"),
    "channel": (rich({"type": "channel", "channel_id": "C0"}), "#C0"),
    "emoji": (rich({"type": "emoji", "name": "star"}), "⭐"),
    "broadcast": (rich({"type": "broadcast", "range": "here"}), "@here"),
    "date": (rich({"type": "date", "timestamp": 0, "format": "{date_long}", "fallback": "then"}), "1970"),
    "rich_text_quote": (rich({"type": "text", "text": "said"}, part="rich_text_quote"), "<blockquote>said"),
    "rich_text_preformatted": (rich({"type": "text", "text": "said"}, part="rich_text_preformatted"), "<pre"),
    "rich_text_list": ({"type": "rich_text", "elements": [LIST]}, "<ol"),
    "plain_text_input": (field({"type": "plain_text_input", "multiline": True}), "<textarea"),
    "number_input": (field({"type": "number_input", "initial_value": "5"}), "<input"),
    "email_text_input": (field({"type": "email_text_input"}), 'type="email"'),
    "url_text_input": (field({"type": "url_text_input"}), 'type="url"'),
    "datepicker": (field({"type": "datepicker", "initial_date": "2026-11-24"}), 'type="date"'),
    "timepicker": (field({"type": "timepicker", "initial_time": "08:30"}), 'type="time"'),
    "checkboxes": (field({"type": "checkboxes", "options": OPTIONS}), 'type="checkbox"'),
    "radio_buttons": (field({"type": "radio_buttons", "options": OPTIONS}), 'type="radio"'),
    "static_select": (field({"type": "static_select", "options": OPTIONS, "initial_option": OPTIONS[1]}), "Second"),
    "multi_static_select": (field({"type": "multi_static_select", "options": OPTIONS}), "Choose"),
    "users_select": (field({"type": "users_select", "initial_user": "U0"}), "U0"),
    "multi_users_select": (field({"type": "multi_users_select", "initial_users": ["U0"]}), "U0"),
    "channels_select": (field({"type": "channels_select"}), "Choose"),
    "conversations_select": (field({"type": "conversations_select"}), "Choose"),
    "overflow": ({"type": "actions", "elements": [{"type": "overflow", "options": OPTIONS}]}, "More actions"),
}


@pytest.fixture
def shown(visitor: Visitor, acme: Workspace) -> Page:
    """The page, with somebody in it."""
    acme.channel("general", [priya := acme.person("Priya Nair", "Asia/Kolkata")])
    visitor.come(priya)
    return visitor.page


def test_each_kind_is_drawn(shown: Page) -> None:
    for name, (block, contains) in BLOCKS.items():
        drawn = shown.evaluate(DRAW, [[block], ""])
        assert contains in drawn["html"] + drawn["text"], name
        assert drawn["unknown"] == 0, name


def test_every_kind_that_the_app_uses_is_among_them() -> None:
    drawn = set(BLOCKS) | {"rich_text", "rich_text_section", "button", "input"}
    assert set(types_in_views()) - OTHERS <= drawn


def types_in_views() -> Iterator[str]:
    """What stands beside "type" anywhere in the app's views."""
    for path in VIEWS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "type" and isinstance(value, ast.Constant):
                        yield str(value.value)


UNKNOWN: tuple[Json, ...] = (
    {"type": "video", "title": text("Film")},
    {"type": "actions", "elements": [{"type": "file_input"}]},
    rich({"type": "hologram", "text": "x"}),
    {"type": "rich_text", "elements": [{"type": "rich_text_scroll", "elements": []}]},
    {},
)


def test_what_is_not_known_is_a_marked_box(shown: Page) -> None:
    for block in UNKNOWN:
        drawn = shown.evaluate(DRAW, [[block], ""])
        assert drawn["unknown"] == 1, block
        assert "does not draw" in drawn["text"], block


def test_an_error_is_tied_to_its_field(shown: Page) -> None:
    drawn = shown.evaluate(DRAW, [[BLOCKS["plain_text_input"][0]], "Too short."])
    assert 'aria-invalid="true"' in drawn["html"]
    assert 'aria-describedby="' in drawn["html"]
    assert "Too short." in drawn["text"]


MARKED = {
    "*bold* and _italic_ and ~gone~": "<strong>bold</strong> and <em>italic</em> and <s>gone</s>",
    "2*3*4 a_b_c": "2*3*4 a_b_c",
    "*_both_*": "<strong><em>both</em></strong>",
    "`*code*`": "<code>*code*</code>",
    "```\n*kept*\n```": '<pre class="code">*kept*</pre>',
    "&gt; quoted\nnot": "<blockquote>quoted</blockquote>not",
    "&lt;b&gt; &amp;amp;": "&lt;b&gt; &amp;amp;",
    "at 10:30:00": "at 10:30:00",
    "<!here> <#C1|general>": '<span class="mention">@here</span> <span class="mention">#general</span>',
    ":odd:": '<span class="unknown-emoji" title="An emoji that this page does not know">:odd:</span>',
}


def test_markup(shown: Page) -> None:
    drawn = shown.evaluate(
        """async (all) => {
            const { mrkdwn } = await import("/_page/js/mrkdwn.js");
            return all.map((said) => {
                const box = document.createElement("p");
                box.append(...mrkdwn(said, null).flat(Infinity));
                return box.innerHTML;
            });
        }""",
        list(MARKED),
    )
    assert dict(zip(MARKED, drawn, strict=True)) == MARKED


def test_dates_are_in_the_readers_zone(visitor: Visitor, acme: Workspace) -> None:
    priya = acme.person("Priya Nair", "Asia/Kolkata", locale="en-GB")
    sam = acme.person("Sam Rivera", "America/New_York")
    room = acme.channel("general", [priya, sam])
    priya.say(room, "<!date^1795422600^{date_short} at {time}|some day>")
    visitor.come(priya, room)
    expect(visitor.last).to_contain_text("23 Nov 2026 at 14:00")
    visitor.become("Sam Rivera")
    expect(visitor.last).to_contain_text("Nov 23, 2026 at 3:30 AM")


def test_a_message_edited_and_its_thread(visitor: Visitor, acme: Workspace, slack: Sandbox) -> None:
    priya = acme.person("Priya Nair", "Asia/Kolkata")
    room = acme.channel("general", [priya])
    app = acme.install(apps.manifest())
    room.add(app)
    client = apps.client(slack, app)
    first, other = (str(client.chat_postMessage(channel=room.id, text="Before")["ts"]) for _ in range(2))
    client.chat_postMessage(channel=room.id, text="Below", thread_ts=first)
    visitor.come(priya, room)
    client.chat_update(channel=room.id, ts=first, text="After")
    expect(visitor.messages).to_have_count(2)
    expect(visitor.messages.first).to_contain_text("After(edited)")
    expect(visitor.messages.first.get_by_text("Below")).to_be_hidden()
    visitor.messages.first.get_by_role("button", name="1 reply").click()
    expect(visitor.messages.first.get_by_text("Below")).to_be_visible()
    client.chat_postMessage(channel=room.id, text="Further below", thread_ts=first)
    expect(visitor.messages.first.get_by_role("button", name="2 replies")).to_be_visible()
    expect(visitor.messages.first.get_by_text("Further below")).to_be_visible()
    client.chat_postMessage(channel=room.id, text="Left behind", thread_ts=other)
    client.chat_delete(channel=room.id, ts=other)
    expect(visitor.last).to_contain_text("A reply to a message that is goneLeft behind")
