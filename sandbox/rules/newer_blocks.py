"""The blocks that came later: tables, cards, charts, plans; most of them for messages only.

On which surface: https://docs.slack.dev/blocks.json, `available-in-surfaces`.
"""

from sandbox.rules.blocks import CLASSIC_BLOCKS, block
from sandbox.rules.forms import WEB
from sandbox.rules.language import (
    HOME,
    MESSAGE,
    MODAL,
    PLAIN,
    Among,
    Array,
    Flag,
    Number,
    Shape,
    Spec,
    String,
    Text,
    Whole,
)
from sandbox.rules.sources import BLOCKS, ELEMENTS, LIMITS

_MESSAGES = frozenset({MESSAGE})
_NOT_MODALS = frozenset({MESSAGE, HOME})
_STATUS = String(among=("pending", "in_progress", "complete", "error"))
_CHART = BLOCKS + "data-visualization-block"
_PLOTS = ("bar", "area", "line")

_TASK: dict[str, Spec] = {
    "task_id": String(least=1),
    "title": String(least=1),
    "details": Among(("rich_text",)),
    "output": Among(("rich_text",)),
    "sources": Array(Among(("url source",))),
    "status": _STATUS,
}


def _plot(kind: str) -> Shape:
    return Shape(
        f"{kind} chart",
        _CHART,
        {
            "series": Array(Among(("series",)), most=12, least=1, source=LIMITS),
            "axis_config": Among(("axes",)),
        },
        kind,
        ("series", "axis_config"),
    )


PARTS = (
    Shape("raw text", BLOCKS + "table-block", {"text": String()}, "raw_text", ("text",)),
    Shape("data text", BLOCKS + "data-table-block", {"text": String(least=1, source=LIMITS)}, "raw_text", ("text",)),
    Shape(
        "data number",
        BLOCKS + "data-table-block",
        {"value": Number(), "text": String(least=1, source=LIMITS)},
        "raw_number",
        ("value",),
    ),
    Shape(
        "column settings",
        BLOCKS + "table-block",
        {"align": String(among=("left", "center", "right")), "is_wrapped": Flag()},
    ),
    Shape(
        "url source",
        ELEMENTS + "url-source-element",
        {"url": String(most=3000, least=1, form=WEB, source=LIMITS), "text": String()},
        "url",
        ("url", "text"),
    ),
    Shape("slack icon", BLOCKS + "card-block", {"name": String(least=1)}, "icon", ("name",)),
    Shape(
        "task",
        BLOCKS + "plan-block",
        _TASK | {"block_id": String(most=255), "type": String(among=("task_card",))},
        required=("task_id", "title"),
    ),
    Shape(
        "pie chart",
        _CHART,
        {"segments": Array(Among(("segment",)), most=12, least=1, source=LIMITS)},
        "pie",
        ("segments",),
    ),
    *map(_plot, _PLOTS),
    Shape("segment", _CHART, {"label": String(most=20), "value": Number(above=0)}, required=("label", "value")),
    Shape("point", _CHART, {"label": String(most=20), "value": Number()}, required=("label", "value")),
    Shape(
        "series",
        _CHART,
        {"name": String(most=20), "data": Array(Among(("point",)), most=20, least=1)},
        required=("name", "data"),
    ),
    Shape(
        "axes",
        _CHART,
        {
            "categories": Array(String(most=20), most=20, least=1),
            "x_label": String(most=50),
            "y_label": String(most=50),
        },
        required=("categories",),
    ),
)

NEWER_BLOCKS = (
    block(
        "context_actions",
        {"elements": Array(Among(("feedback buttons", "icon button")), most=5, least=1)},
        "elements",
        surfaces=_MESSAGES,
    ),
    block(
        "table",
        {
            "rows": Array(Array(Among(("raw text", "rich_text")), most=20, least=1), most=100, least=1),
            "column_settings": Array(Among(("column settings",)), most=20),
        },
        "rows",
        surfaces=_NOT_MODALS,
    ),
    block(
        "data_table",
        {
            "rows": Array(
                Array(Among(("data text", "data number", "rich_text")), most=20, least=1),
                most=201,
                least=2,
                source=LIMITS,
            ),
            "caption": String(),
            "page_size": Whole(least=1, most=100),
            "row_header_column_index": Whole(least=0),
        },
        "rows",
        "caption",
        surfaces=_NOT_MODALS,
    ),
    block(
        "data_visualization",
        {"title": String(most=50), "chart": Among(("pie chart", *(f"{kind} chart" for kind in _PLOTS)))},
        "title",
        "chart",
        surfaces=_MESSAGES,
    ),
    block(
        "card",
        {
            "hero_image": Among(("image element",)),
            "icon": Among(("image element",)),
            "slack_icon": Among(("slack icon",)),
            "title": Text(150),
            "subtitle": Text(150),
            "body": Text(200),
            "subtext": Text(200, source=LIMITS),
            "actions": Array(Among(("button",)), most=3, least=1, source=LIMITS),
        },
        either=(("hero_image", "title", "actions", "body"),),
        never_both=(("icon", "slack_icon"),),
    ),
    block("carousel", {"elements": Array(Among(("card",)), most=10, least=1)}, "elements", surfaces=_NOT_MODALS),
    block(
        "container",
        {
            "title": Text(150, kinds=PLAIN),
            "rich_text_title": Among(("rich_text",)),
            "subtitle": Text(150),
            "icon": Among(("image element",)),
            "child_blocks": Array(Among(("rich_text", *(shape.name for shape in CLASSIC_BLOCKS))), most=10, least=1),
            "width": String(among=("narrow", "standard", "wide", "full")),
            "is_collapsible": Flag(),
            "default_collapsed": Flag(),
            "has_header_divider": Flag(),
        },
        "child_blocks",
        either=(("title", "rich_text_title"),),
        surfaces=_MESSAGES,
    ),
    block(
        "alert",
        {"text": Text(200), "level": String(among=("default", "info", "warning", "error", "success"))},
        "text",
        surfaces=frozenset({MODAL}),
    ),
    block("task_card", _TASK, "task_id", "title", surfaces=_MESSAGES),
    block(
        "plan",
        {"title": String(least=1), "tasks": Array(Among(("task",)), most=50, source=LIMITS)},
        "title",
        surfaces=_MESSAGES,
    ),
)

ALL_BLOCKS = tuple(shape.name for shape in (*CLASSIC_BLOCKS, *NEWER_BLOCKS))
