"""The two questions as a caller asks them: what real apps send is taken, and each refusal has Slack's own name."""

from typing import Any

import pytest

from sandbox.rules import Breach, message_breaches, view_breaches

Json = dict[str, Any]


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def _mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _option(value: str) -> Json:
    return {"text": _plain(value), "value": value}


DIVIDER: Json = {"type": "divider"}

A_LIST_WITH_BUTTONS: Json = {
    "channel": "D012",
    "text": "Eight questions",
    "unfurl_links": False,
    "metadata": {"event_type": "delivery", "event_payload": {"delivery_id": "0198"}},
    "blocks": [
        {"type": "header", "text": _plain("Monday")},
        {
            "type": "section",
            "text": _mrkdwn("*Coffee* · 2 cups"),
            "accessory": {"type": "button", "text": _plain("Brew")},
        },
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "offset": 2,
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [
                                {"type": "text", "text": "<!channel> & friends", "style": {"italic": True}},
                                {"type": "emoji", "name": "coffee"},
                                {"type": "user", "user_id": "U012"},
                            ],
                        }
                    ],
                }
            ],
        },
        {"type": "context", "elements": [_mrkdwn("Only you see this."), _plain("Ask every guest the same.")]},
        {
            "type": "actions",
            "block_id": "offer",
            "elements": [
                {
                    "type": "static_select",
                    "action_id": "look",
                    "placeholder": _plain("Look closer"),
                    "options": [_option("1"), _option("2")],
                },
                {"type": "button", "action_id": "more", "text": _plain("More"), "value": "2", "style": "primary"},
                {
                    "type": "button",
                    "action_id": "stop",
                    "text": _plain("Stop"),
                    "style": "danger",
                    "confirm": {
                        "title": _plain("Stop?"),
                        "text": _mrkdwn("Nothing is *lost*."),
                        "confirm": _plain("Stop"),
                        "deny": _plain("Go on"),
                    },
                },
                {"type": "overflow", "action_id": "rest", "options": [_option("Level"), _option("Kind")]},
            ],
        },
    ],
}

A_FORM: Json = {
    "type": "modal",
    "callback_id": "brew",
    "private_metadata": "{}",
    "notify_on_close": True,
    "title": _plain("Brew"),
    "submit": _plain("Save"),
    "close": _plain("Not now"),
    "blocks": [
        {"type": "section", "text": _mrkdwn("How strong?")},
        {
            "type": "input",
            "block_id": "name",
            "label": _plain("Name"),
            "hint": _plain("As on the cup"),
            "optional": True,
            "element": {"type": "plain_text_input", "action_id": "name", "multiline": True, "max_length": 3000},
        },
        {
            "type": "input",
            "label": _plain("With"),
            "dispatch_action": True,
            "element": {
                "type": "checkboxes",
                "action_id": "with",
                "options": [{"text": _mrkdwn("*Milk*"), "value": "milk", "description": _mrkdwn("of _oats_")}],
                "initial_options": [{"text": _mrkdwn("*Milk*"), "value": "milk", "description": _mrkdwn("of _oats_")}],
            },
        },
        {
            "type": "input",
            "label": _plain("When"),
            "element": {"type": "datetimepicker", "initial_date_time": 1700000000},
        },
        {"type": "input", "label": _plain("Who"), "element": {"type": "multi_users_select", "max_selected_items": 3}},
    ],
}


def test_what_real_apps_send_is_taken() -> None:
    assert message_breaches(A_LIST_WITH_BUTTONS) == []
    assert message_breaches(A_LIST_WITH_BUTTONS, surface="ephemeral") == []
    assert view_breaches(A_FORM) == []
    assert view_breaches({"type": "home", "blocks": A_LIST_WITH_BUTTONS["blocks"]}) == []


@pytest.mark.parametrize(
    ("message", "surface", "error"),
    [
        ({}, "message", "no_text"),
        ({"text": "x" * 40_001}, "message", "msg_too_long"),
        ({"text": "x" * 4_001}, "update", "msg_too_long"),
        ({"text": "é" * 2_001}, "ephemeral", "msg_too_long"),
        ({"text": "x", "blocks": [{"type": "no_such_block"}]}, "message", "invalid_blocks"),
        ({"text": "x", "blocks": [DIVIDER] * 51}, "message", "invalid_blocks"),
        ({"text": "x", "attachments": [{}] * 101}, "message", "too_many_attachments"),
        ({"text": "x", "attachments": [{"blocks": [{}]}]}, "message", "invalid_attachments"),
        ({"text": "x", "metadata": {"event_type": "brewed"}}, "message", "invalid_metadata_format"),
        ({"text": 1}, "message", "invalid_arguments"),
        (
            {"text": "x", "blocks": [{"type": "section", "text": _plain("x" * 2_500)}] * 4},
            "update",
            "msg_blocks_too_long",
        ),
    ],
)
def test_a_refused_message_is_told_so_in_slacks_words(message: Json, surface: str, error: str) -> None:
    assert [breach.error for breach in message_breaches(message, surface=surface)] == [error]


def test_a_refused_view_is_told_so_in_slacks_words() -> None:
    view = A_FORM | {"title": _plain("x" * 25), "submit_disabled": True}
    assert view_breaches(view) == [
        Breach("/title/text", "too_long", "has 25 characters; at most 24 are allowed", "invalid_arguments"),
        Breach("", "unknown_field", "has a field that Slack does not know: submit_disabled", "invalid_arguments"),
    ]
    assert [breach.error for breach in view_breaches(A_FORM | {"private_metadata": "x" * 250_000})] == [
        "invalid_arguments",
        "view_too_large",
    ]


@pytest.mark.parametrize("nothing", [None, [], "view", 3])
def test_what_is_not_an_object_is_a_breach_too(nothing: object) -> None:
    assert [breach.rule for breach in view_breaches(nothing)] == ["wrong_type"]
    assert [breach.rule for breach in message_breaches(nothing)] == ["wrong_type"]


@pytest.mark.parametrize(
    "element",
    [
        {"type": "plain_text_input"},  # only inside an input block
        {"type": "image", "alt_text": "x", "image_url": "https://example.com/a.png"},
        {"type": "section", "text": _plain("a block, no element")},
    ],
)
def test_what_cannot_stand_among_actions_is_pointed_at(element: Json) -> None:
    [breach] = message_breaches({"text": "x", "blocks": [{"type": "actions", "elements": [element]}]})
    assert (breach.pointer, breach.rule) == ("/blocks/0/elements/0/type", "unsupported_type")


def test_an_input_that_a_surface_does_not_have_is_pointed_at() -> None:
    block = {"type": "input", "label": _plain("Mail"), "element": {"type": "email_text_input"}}
    [breach] = view_breaches({"type": "home", "blocks": [block]})
    assert (breach.pointer, breach.rule) == ("/blocks/0/element/type", "wrong_surface")
    assert view_breaches(A_FORM | {"blocks": [block]}) == []
