"""The elements that are filled in: text, numbers, dates, files."""

from sandbox.rules.elements import ACTION_ID, CONFIRM
from sandbox.rules.forms import DATE, NUMBER, TIME, WEB, ZONE
from sandbox.rules.language import (
    EVERYWHERE,
    HOME,
    MESSAGE,
    MODAL,
    PLAIN,
    Among,
    Array,
    Flag,
    Shape,
    Spec,
    String,
    Text,
    Whole,
)
from sandbox.rules.sources import ELEMENTS, LIMITS, SDK

_PLACEHOLDER = Text(150, kinds=PLAIN)
_DISPATCH = Among(("dispatch action configuration",))
_MODALS = frozenset({MODAL})


def _input(
    kind: str,
    page: str,
    fields: dict[str, Spec],
    *,
    required: tuple[str, ...] = (),
    surfaces: frozenset[str] = EVERYWHERE,
) -> Shape:
    """An input; where it works says the table in https://docs.slack.dev/reference/block-kit/block-elements."""
    every: dict[str, Spec] = {"action_id": ACTION_ID, "focus_on_load": Flag(), **fields}
    return Shape(kind, ELEMENTS + page, every, kind, required, surfaces=surfaces)


INPUTS = (
    _input(
        "plain_text_input",
        "plain-text-input-element",
        {
            "placeholder": _PLACEHOLDER,
            "initial_value": String(),
            "multiline": Flag(),
            "min_length": Whole(least=0, most=3000),
            "max_length": Whole(least=1, most=3000, source=LIMITS),
            "dispatch_action_config": _DISPATCH,
        },
    ),
    _input(
        "number_input",
        "number-input-element",
        {
            "placeholder": _PLACEHOLDER,
            "is_decimal_allowed": Flag(),
            "initial_value": String(form=NUMBER),
            "min_value": String(form=NUMBER),
            "max_value": String(form=NUMBER),
            "dispatch_action_config": _DISPATCH,
        },
        required=("is_decimal_allowed",),
        surfaces=_MODALS,
    ),
    _input(
        "email_text_input",
        "email-input-element",
        {"placeholder": _PLACEHOLDER, "initial_value": String(), "dispatch_action_config": _DISPATCH},
        surfaces=_MODALS,
    ),
    _input(
        "url_text_input",
        "url-input-element",
        {"placeholder": _PLACEHOLDER, "initial_value": String(form=WEB), "dispatch_action_config": _DISPATCH},
        surfaces=_MODALS,
    ),
    _input(
        "rich_text_input",
        "rich-text-input-element",
        {
            "placeholder": _PLACEHOLDER,
            "initial_value": Among(("rich_text",)),
            "min_lines": Whole(least=1, most=100, source=LIMITS),
            "max_lines": Whole(least=1, most=100, source=LIMITS),
            "dispatch_action_config": _DISPATCH,
        },
        surfaces=frozenset({MODAL, HOME}),
    ),
    _input(
        "datepicker",
        "date-picker-element",
        {"placeholder": _PLACEHOLDER, "initial_date": String(form=DATE), "confirm": CONFIRM},
    ),
    _input(
        "timepicker",
        "time-picker-element",
        {
            "placeholder": _PLACEHOLDER,
            "initial_time": String(form=TIME),
            "timezone": String(form=ZONE),
            "confirm": CONFIRM,
        },
    ),
    _input(
        "datetimepicker",
        "datetime-picker-element",
        # Ten digits of Unix seconds.
        {"initial_date_time": Whole(least=0, most=9_999_999_999, source=SDK), "confirm": CONFIRM},
        surfaces=frozenset({MESSAGE, MODAL}),
    ),
    Shape(
        "file_input",
        ELEMENTS + "file-input-element",
        {
            "action_id": ACTION_ID,
            "filetypes": Array(String(least=1)),
            "max_files": Whole(least=1, most=10),
        },
        "file_input",
        surfaces=_MODALS,
    ),
)
