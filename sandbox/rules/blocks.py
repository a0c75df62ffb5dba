"""The blocks that most messages and views are made of, and which elements may stand in each."""

from sandbox.rules.forms import SECURE, WEB
from sandbox.rules.language import EVERYWHERE, MESSAGE, PLAIN, Among, Array, Flag, Shape, Spec, String, Text
from sandbox.rules.selects import MULTI_SELECTS, SINGLE_SELECTS
from sandbox.rules.sources import BLOCKS, LIMITS, NODE_TYPES

BLOCK_ID = String(most=255)

_CHOICES = ("checkboxes", "radio_buttons", *SINGLE_SELECTS, *MULTI_SELECTS)
_PICKERS = ("datepicker", "timepicker")
_PRESSED = ("button", "workflow button", "overflow")

IN_SECTION = (*_PRESSED, *_CHOICES, *_PICKERS, "image element")
IN_ACTIONS = (*_PRESSED, *_CHOICES, *_PICKERS, "datetimepicker", "rich_text_input")
IN_INPUT = (
    *_CHOICES,
    *_PICKERS,
    "datetimepicker",
    "plain_text_input",
    "number_input",
    "email_text_input",
    "url_text_input",
    "rich_text_input",
    "file_input",
)


def block(
    kind: str,
    fields: dict[str, Spec],
    *required: str,
    either: tuple[tuple[str, ...], ...] = (),
    never_both: tuple[tuple[str, str], ...] = (),
    surfaces: frozenset[str] = EVERYWHERE,
) -> Shape:
    """A block: every one may have a `block_id`, and has a page of its own."""
    return Shape(
        name=kind,
        page=f"{BLOCKS}{kind.replace('_', '-')}-block",
        fields={"block_id": BLOCK_ID, **fields},
        kind=kind,
        required=required,
        either=either,
        never_both=never_both,
        surfaces=surfaces,
    )


CLASSIC_BLOCKS = (
    block(
        "section",
        {
            "text": Text(3000),
            "fields": Array(Text(2000), most=10, least=1),
            "accessory": Among(IN_SECTION, source=NODE_TYPES + "type-aliases/SectionBlockAccessory"),
            "expand": Flag(),
        },
        either=(("text", "fields"),),
    ),
    block("header", {"text": Text(150, kinds=PLAIN)}, "text"),
    block("divider", {}),
    block(
        "context",
        {"elements": Array(Among(("image element", "plain text", "mrkdwn text")), most=10, least=1)},
        "elements",
    ),
    block(
        "actions",
        {
            "elements": Array(
                Among(IN_ACTIONS, source=NODE_TYPES + "type-aliases/ActionsBlockElement"), most=25, least=1
            )
        },
        "elements",
    ),
    block(
        "input",
        {
            "label": Text(2000, kinds=PLAIN),
            "element": Among(IN_INPUT, source=NODE_TYPES + "type-aliases/InputBlockElement"),
            "dispatch_action": Flag(),
            "hint": Text(2000, kinds=PLAIN),
            "optional": Flag(),
        },
        "label",
        "element",
    ),
    block(
        "image",
        {
            "alt_text": String(most=2000),
            "image_url": String(most=3000, form=WEB),
            "slack_file": Among(("slack file",)),
            "title": Text(2000, kinds=PLAIN),
        },
        "alt_text",
        either=(("image_url", "slack_file"),),
        never_both=(("image_url", "slack_file"),),
    ),
    block(
        "video",  # title and author "must be less than" 200 and 50
        {
            "alt_text": String(most=2000, least=1, source=LIMITS),
            "title": Text(199, kinds=PLAIN),
            "title_url": String(most=2000, form=SECURE, source=LIMITS),
            "description": Text(200, kinds=PLAIN),
            "author_name": String(most=49),
            "provider_name": String(most=50, source=LIMITS),
            "provider_icon_url": String(most=2000, form=WEB, source=LIMITS),
            "thumbnail_url": String(most=3000, form=WEB, source=LIMITS),
            "video_url": String(most=3000, form=SECURE, source=LIMITS),
        },
        "alt_text",
        "title",
        "thumbnail_url",
        "video_url",
    ),
    block("markdown", {"text": String(most=12_000, least=1)}, "text", surfaces=frozenset({MESSAGE})),
)
