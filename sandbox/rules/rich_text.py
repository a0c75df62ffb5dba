"""Rich text: the block, its four kinds of part, and what stands in them."""

from sandbox.rules.forms import COLOUR, LINK
from sandbox.rules.language import Among, Array, Flag, Shape, Spec, String, Whole
from sandbox.rules.sources import BLOCKS, EMPTY_RICH_TEXT, EMPTY_RICH_TEXT_BLOCK, LIMITS

_PAGE = BLOCKS + "rich-text-block"
_STYLE = Among(("rich text style",))
_BORDER = Whole(least=0, most=1, source=LIMITS)
_ID = String(least=1)


def _inline(kind: str, fields: dict[str, Spec], *required: str) -> Shape:
    return Shape(f"rich text {kind}", _PAGE, fields | {"style": _STYLE}, kind, required)


INLINE = (
    _inline("text", {"text": String(least=1, source=EMPTY_RICH_TEXT)}, "text"),
    _inline(
        "link",
        {
            "url": String(least=1, form=LINK),
            "text": String(least=1, source="https://github.com/slack-go/slack/pull/1412"),
            "unsafe": Flag(),
        },
        "url",
    ),
    _inline("emoji", {"name": _ID, "unicode": String(), "skin_tone": Whole(least=1, most=6)}, "name"),
    _inline("user", {"user_id": _ID}, "user_id"),
    _inline("usergroup", {"usergroup_id": _ID}, "usergroup_id"),
    _inline("channel", {"channel_id": _ID}, "channel_id"),
    _inline("team", {"team_id": _ID}, "team_id"),
    _inline("broadcast", {"range": String(among=("here", "channel", "everyone"))}, "range"),
    _inline("color", {"value": String(form=COLOUR)}, "value"),
    _inline(
        "date",
        {
            "timestamp": Whole(),
            "format": String(least=1),
            "url": String(form=LINK),
            "fallback": String(),
        },
        "timestamp",
        "format",
    ),
)
_ANY_INLINE = Array(Among(tuple(shape.name for shape in INLINE)))

RICH_TEXT = (
    *INLINE,
    Shape(
        "rich text style",
        _PAGE,
        dict.fromkeys(
            ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), Flag()
        ),
    ),
    Shape("rich_text_section", _PAGE, {"elements": _ANY_INLINE}, "rich_text_section", ("elements",)),
    Shape(
        "rich_text_list",
        _PAGE,
        {
            "style": String(among=("bullet", "ordered")),
            "elements": Array(Among(("rich_text_section",))),
            "indent": Whole(least=0, most=8, source=LIMITS),
            "offset": Whole(least=0, source=LIMITS),
            "border": _BORDER,
        },
        "rich_text_list",
        ("style", "elements"),
    ),
    Shape(
        "rich_text_preformatted",
        _PAGE,
        {
            "elements": Array(Among(("rich text text", "rich text link"))),
            "border": _BORDER,
            "language": String(),
        },
        "rich_text_preformatted",
        ("elements",),
    ),
    Shape("rich_text_quote", _PAGE, {"elements": _ANY_INLINE, "border": _BORDER}, "rich_text_quote", ("elements",)),
    Shape(
        "rich_text",
        _PAGE,
        {
            "block_id": String(most=255),
            "elements": Array(
                Among(("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")),
                least=1,
                source=EMPTY_RICH_TEXT_BLOCK,
            ),
        },
        "rich_text",
        ("elements",),
    ),
)
