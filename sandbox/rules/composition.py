"""Composition objects: options, groups, confirmations, filters, files."""

from sandbox.rules.forms import LINK, WEB
from sandbox.rules.language import PLAIN, Among, Anything, Array, Flag, Shape, String, Text, text_fields
from sandbox.rules.sources import LIMITS, NODE_TYPES, OBJECTS

_OPTION = OBJECTS + "option-object"

COMPOSITION = (
    Shape("plain text", OBJECTS + "text-object", text_fields("plain_text", 3000), "plain_text", ("text",)),
    Shape("mrkdwn text", OBJECTS + "text-object", text_fields("mrkdwn", 3000), "mrkdwn", ("text",)),
    Shape(
        "menu option",
        _OPTION,
        {
            "text": Text(75, kinds=PLAIN),
            "value": String(most=150),
            "description": Text(75, kinds=PLAIN),
        },
        required=("text", "value"),
    ),
    Shape(
        "overflow option",
        _OPTION,
        {
            "text": Text(75, kinds=PLAIN),
            "value": String(most=150),
            "description": Text(75, kinds=PLAIN),
            "url": String(most=3000, form=LINK),
        },
        required=("text",),
    ),
    Shape(
        "box option",  # of checkboxes and radio buttons, which alone may be formatted
        _OPTION,
        {"text": Text(75), "value": String(most=150), "description": Text(75, source=NODE_TYPES)},
        required=("text", "value"),
    ),
    Shape(
        "option group",
        OBJECTS + "option-group-object",
        {
            "label": Text(75, kinds=PLAIN),
            "options": Array(Among(("menu option",)), most=100, least=1, source=LIMITS),
        },
        required=("label", "options"),
    ),
    Shape(
        "confirm",
        OBJECTS + "confirmation-dialog-object",
        {
            "title": Text(100, kinds=PLAIN),
            "text": Text(300),
            "confirm": Text(30, kinds=PLAIN),
            "deny": Text(30, kinds=PLAIN),
            "style": String(among=("primary", "danger")),
        },
        required=("title", "text", "confirm", "deny"),
    ),
    Shape(
        "conversation filter",
        OBJECTS + "conversation-filter-object",
        {
            "include": Array(String(among=("im", "mpim", "private", "public")), least=1, source=LIMITS),
            "exclude_external_shared_channels": Flag(),
            "exclude_bot_users": Flag(),
        },
        either=(("include", "exclude_external_shared_channels", "exclude_bot_users"),),
    ),
    Shape(
        "dispatch action configuration",
        OBJECTS + "dispatch-action-configuration-object",
        {
            "trigger_actions_on": Array(
                String(among=("on_enter_pressed", "on_character_entered")), most=2, least=1, source=LIMITS
            )
        },
        required=("trigger_actions_on",),
    ),
    Shape(
        "slack file",
        OBJECTS + "slack-file-object",
        {"id": String(least=1), "url": String(form=WEB)},
        either=(("id", "url"),),
        never_both=(("id", "url"),),
    ),
    Shape("workflow", OBJECTS + "workflow-object", {"trigger": Anything()}, required=("trigger",)),
)
