"""The elements that are pressed or looked at: buttons, the menu behind three dots, images."""

from sandbox.rules.forms import LINK, WEB
from sandbox.rules.language import MESSAGE, PLAIN, Among, Array, Shape, String, Text
from sandbox.rules.sources import ELEMENTS, LIMITS, SDK

ACTION_ID = String(most=255)
CONFIRM = Among(("confirm",))
STYLE = String(among=("primary", "danger"))

_MESSAGES = frozenset({MESSAGE})

BUTTONS_AND_IMAGES = (
    Shape(
        "button",
        ELEMENTS + "button-element",
        {
            "text": Text(75, kinds=PLAIN),
            "action_id": ACTION_ID,
            "url": String(most=3000, form=LINK),
            "value": String(most=2000),
            "style": STYLE,
            "confirm": CONFIRM,
            "accessibility_label": String(most=75),
            "agent_prompt": String(most=4000, source=SDK),
            "agent_prompt_display": String(source=SDK),
            "visible_to_user_ids": Array(String(least=1), source=SDK),
        },
        kind="button",
        required=("text",),
    ),
    Shape(
        "workflow button",
        ELEMENTS + "workflow-button-element",
        {
            "text": Text(75, kinds=PLAIN),
            "workflow": Among(("workflow",)),
            "action_id": ACTION_ID,
            "style": STYLE,
            "accessibility_label": String(most=75),
        },
        kind="workflow_button",
        required=("text", "workflow"),
        surfaces=_MESSAGES,
    ),
    Shape(
        "overflow",
        ELEMENTS + "overflow-menu-element",
        {
            "action_id": ACTION_ID,
            "options": Array(Among(("overflow option",)), most=5, least=1, source=LIMITS),
            "confirm": CONFIRM,
        },
        kind="overflow",
        required=("options",),
    ),
    Shape(
        "image element",
        ELEMENTS + "image-element",
        {
            "alt_text": String(most=2000),
            "image_url": String(most=3000, form=WEB),
            "slack_file": Among(("slack file",)),
        },
        kind="image",
        required=("alt_text",),
        either=(("image_url", "slack_file"),),
        never_both=(("image_url", "slack_file"),),
    ),
    Shape(
        "feedback button",
        ELEMENTS + "feedback-buttons-element",
        {
            "text": Text(75, kinds=PLAIN),
            "value": String(most=2000),
            "accessibility_label": String(most=75),
        },
        required=("text", "value"),
    ),
    Shape(
        "feedback buttons",
        ELEMENTS + "feedback-buttons-element",
        {
            "action_id": ACTION_ID,
            "positive_button": Among(("feedback button",)),
            "negative_button": Among(("feedback button",)),
        },
        kind="feedback_buttons",
        required=("positive_button", "negative_button"),
        surfaces=_MESSAGES,
    ),
    Shape(
        "icon button",
        ELEMENTS + "icon-button-element",
        {
            "icon": String(among=("trash",)),
            "text": Text(75, kinds=PLAIN, source=SDK),
            "action_id": ACTION_ID,
            "value": String(most=2000),
            "confirm": CONFIRM,
            "accessibility_label": String(most=75),
            "visible_to_user_ids": Array(String(least=1), most=10),
        },
        kind="icon_button",
        required=("icon", "text"),
        surfaces=_MESSAGES,
    ),
)
