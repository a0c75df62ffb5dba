"""Messages and views as a person reads them."""

from typing import Any

import pytest

from sandbox import reading

Json = dict[str, Any]
NAMES = {"U1": "Priya Nair", "C1": "hiring"}


def plain(text: str, **more: Any) -> Json:
    return {"type": "plain_text", "text": text} | more


def blocks(*shown: Json) -> str:
    return reading.message({"blocks": list(shown), "text": "not shown"}, NAMES)


@pytest.mark.parametrize(
    ("mrkdwn", "read"),
    [
        ("*bold* _italic_ ~gone~ `code`", "bold italic gone code"),
        ("2 * 3 * 4 and a_b_c", "2 * 3 * 4 and a_b_c"),
        ("```\nblock\n```", "block"),
        ("<@U1> in <#C1> and <@U2|ben> <!here>", "@Priya Nair in #hiring and @ben @here"),
        ("<https://a.example|A> <https://b.example> <mailto:x@y.example|mail>", "A https://b.example mail"),
        ("R&amp;D &lt;b&gt; &amp;lt;", "R&D <b> &lt;"),
        (":one: :keycap_ten: :+1: :unknown_thing:", "1️⃣ 🔟 👍 :unknown_thing:"),
        ("<!date^1795500000^{date_short} at {time}|fallback>", "fallback"),
    ],
)
def test_mrkdwn(mrkdwn: str, read: str) -> None:
    assert reading.message({"text": mrkdwn}, NAMES) == read


def test_dates_in_the_readers_zone() -> None:
    text = "<!date^1795500000^{date_long} {date_num} {date_short_pretty} {time} {time_secs}|x>"
    read = reading.message({"text": text}, zone="Europe/Berlin")
    assert read == "Tuesday, November 24, 2026 2026-11-24 Nov 24, 2026 07:00 07:00:00"


def test_blocks() -> None:
    button = {"type": "button", "action_id": "go", "text": plain("Go")}
    overflow = {"type": "overflow", "action_id": "m", "options": [{"text": plain("Level")}, {"text": plain("Kind")}]}
    select = {"type": "static_select", "action_id": "s", "placeholder": plain("Pick"), "options": []}
    read = blocks(
        {"type": "header", "text": plain("Title")},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*A*"}, "accessory": select},
        {"type": "section", "fields": [plain("F1"), plain("F2")]},
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "_small_"}, plain("print")]},
        {"type": "image", "alt_text": "a cat", "image_url": "x"},
        {"type": "actions", "elements": [button, overflow]},
        {"type": "markdown", "text": "**as is**"},
        {"type": "video"},
    )
    assert read.split("\n") == [
        "Title",
        "A  [Pick ▾]",
        "F1",
        "F2",
        "—" * 24,
        "small  print",
        "[image: a cat]",
        "[Go]  [⋯ Level · Kind]",
        "**as is**",
        "[video block]",
    ]


def test_plain_text_is_taken_as_it_is() -> None:
    section = {"type": "section", "text": plain("*not bold* <!channel> &amp; :star:", emoji=False)}
    assert blocks(section) == "*not bold* <!channel> &amp; :star:"


def test_rich_text() -> None:
    def text(said: str, **style: bool) -> Json:
        return {"type": "text", "text": said, "style": style}

    items = [{"type": "rich_text_section", "elements": [text(name)]} for name in ("one", "two")]
    read = blocks(
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_section", "elements": [text("Hi ", bold=True), {"type": "user", "user_id": "U1"}]},
                {"type": "rich_text_list", "style": "ordered", "elements": items},
                {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": items},
                {"type": "rich_text_quote", "elements": [text("a\nb")]},
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "emoji", "name": "star"},
                        {"type": "link", "url": "https://a.example"},
                        {"type": "channel", "channel_id": "C1"},
                        {"type": "broadcast", "range": "here"},
                        {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "then"},
                    ],
                },
            ],
        }
    )
    assert read.split("\n") == [
        "Hi @Priya Nair",
        "1. one",
        "2. two",
        "  • one",
        "  • two",
        "> a",
        "> b",
        "⭐https://a.example#hiring@herethen",
    ]


def test_a_modal_with_what_was_typed_and_what_is_wrong() -> None:
    name = {"type": "plain_text_input", "action_id": "n", "placeholder": plain("Name here")}
    kinds = {"type": "checkboxes", "action_id": "k", "options": [{"text": plain("A")}, {"text": plain("B")}]}
    people = {"type": "users_select", "action_id": "u"}
    shown = {
        "type": "modal",
        "title": plain("Add"),
        "submit": plain("Save"),
        "close": plain("Back"),
        "blocks": [
            {"type": "input", "block_id": "n", "label": plain("Who"), "element": name, "hint": plain("Initials do")},
            {"type": "input", "block_id": "k", "label": plain("Kinds"), "element": kinds},
            {"type": "input", "block_id": "u", "label": plain("By"), "element": people},
        ],
        "state": {
            "values": {
                "k": {"k": {"type": "checkboxes", "selected_options": [{"text": plain("B")}]}},
                "u": {"u": {"type": "users_select", "selected_user": "U1"}},
            }
        },
        "errors": {"n": "Somebody, please."},
    }
    assert reading.view(shown, NAMES).split("\n") == [
        "ADD",
        "Who: [Name here]",
        "Initials do",
        "⚠ Somebody, please.",
        "Kinds: ( ) A (x) B",
        "By: [Priya Nair ▾]",
        "[Back] [Save]",
    ]


def test_attachments_and_what_stands_from_the_start() -> None:
    picked = {"type": "static_select", "action_id": "s", "initial_option": {"text": plain("B")}, "options": []}
    attachment = {"blocks": [{"type": "actions", "elements": [picked]}]}
    assert reading.message({"text": "Top", "attachments": [attachment, {"text": "_old_"}]}) == "Top\n[B ▾]\nold"
