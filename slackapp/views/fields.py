"""Fields of a modal: what people fill in. Each reads back by its name (`hearing.Submitted`).

Limits: https://docs.slack.dev/reference/block-kit
"""

from collections.abc import Collection, Sequence
from datetime import date, time
from typing import Any, Final

from slackapp.views.blocks import Block, option, plain

MAX_LABEL: Final = 2000
MAX_TYPED: Final = 3000
MAX_OPTIONS: Final = 100


def date_field(label: str, name: str, chosen: date | None, *, optional: bool = False, hint: str = "") -> Block:
    """A day; empty when nothing is `chosen`."""
    element = {"type": "datepicker", "placeholder": plain("Choose a day", 150)}
    return _field(label, name, element | _initial("initial_date", chosen and chosen.isoformat()), optional, hint)


def time_field(label: str, name: str, chosen: time | None, *, hint: str = "") -> Block:
    """A time of day."""
    element = {"type": "timepicker", "placeholder": plain("Choose a time", 150)}
    return _field(label, name, element | _initial("initial_time", chosen and f"{chosen:%H:%M}"), False, hint)


def boxes(
    label: str,
    name: str,
    options: Sequence[tuple[str, str]],
    chosen: Collection[str],
    *,
    optional: bool = False,
    hint: str = "",
) -> Block:
    """Checkboxes: one to ten `(label, value)`, of which those with a value in `chosen` are ticked."""
    made = [option(*each) for each in options]
    ticked = [each for each in made if each["value"] in chosen]
    element = {"type": "checkboxes", "options": made} | _initial("initial_options", ticked)
    return _field(label, name, element, optional, hint)


def people_field(
    label: str, name: str, chosen: Sequence[str], *, most: int, optional: bool = False, hint: str = ""
) -> Block:
    """People of the workspace, at most `most`."""
    element = {
        "type": "multi_users_select",
        "placeholder": plain("Choose people", 150),
        "max_selected_items": most,
    }
    return _field(label, name, element | _initial("initial_users", list(chosen)), optional, hint)


def number_field(label: str, name: str, chosen: int | None, *, hint: str = "") -> Block:
    """A whole number."""
    element = {"type": "number_input", "is_decimal_allowed": False}
    initial = None if chosen is None else str(chosen)
    return _field(label, name, element | _initial("initial_value", initial), False, hint)


def text_field(
    label: str,
    name: str,
    typed: str,
    *,
    placeholder: str = "",
    multiline: bool = False,
    optional: bool = False,
    hint: str = "",
) -> Block:
    """Text to type, as much as Slack lets one type."""
    element = {"type": "plain_text_input", "multiline": multiline, "max_length": MAX_TYPED}
    element |= _initial("placeholder", placeholder and plain(placeholder, 150)) | _initial("initial_value", typed)
    return _field(label, name, element, optional, hint)


def menu_field(
    label: str,
    name: str,
    options: Sequence[tuple[str, str]],
    chosen: str,
    *,
    tells: bool = False,
    optional: bool = False,
    hint: str = "",
) -> Block:
    """One of up to 100 `(label, value)`; with `tells` we hear at once when another is chosen."""
    made = [option(*each) for each in options[:MAX_OPTIONS]]
    initial = next((each for each in made if each["value"] == chosen), None)
    element = {"type": "static_select", "placeholder": plain("Choose", 150), "options": made}
    field = _field(label, name, element | _initial("initial_option", initial), optional, hint)
    return field | ({"dispatch_action": True} if tells else {})


def _initial(name: str, value: Any) -> Block:
    # Slack refuses a field that is to begin with nothing; it has to be left out.
    return {name: value} if value else {}


def _field(label: str, name: str, element: Block, optional: bool, hint: str) -> Block:
    made = {
        "type": "input",
        "block_id": name,
        "label": plain(label, MAX_LABEL),
        "element": element | {"action_id": name},
        "optional": optional,
    }
    return made | ({"hint": plain(hint, MAX_LABEL)} if hint else {})
