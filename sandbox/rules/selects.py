"""The elements that offer a choice: menus, checkboxes, radio buttons."""

from sandbox.rules.elements import ACTION_ID, CONFIRM
from sandbox.rules.language import PLAIN, Among, Array, Flag, Shape, Spec, String, Text, Whole
from sandbox.rules.sources import ELEMENTS, LIMITS

_SINGLE = ELEMENTS + "select-menu-element"
_MULTI = ELEMENTS + "multi-select-menu-element"

_MENU: dict[str, Spec] = {
    "action_id": ACTION_ID,
    "placeholder": Text(150, kinds=PLAIN),
    "confirm": CONFIRM,
    "focus_on_load": Flag(),
}
_MANY: dict[str, Spec] = {"max_selected_items": Whole(least=1)}
_STATIC: dict[str, Spec] = {
    "options": Array(Among(("menu option",)), most=100, least=1),
    "option_groups": Array(Among(("option group",)), most=100, least=1),
}
_EXTERNAL: dict[str, Spec] = {"min_query_length": Whole(least=0, source=LIMITS)}
_CONVERSATIONS: dict[str, Spec] = {
    "default_to_current_conversation": Flag(),
    "filter": Among(("conversation filter",)),
}
_ONE_OPTION: dict[str, Spec] = {"initial_option": Among(("menu option",))}
_SOME_OPTIONS: dict[str, Spec] = {"initial_options": Array(Among(("menu option",)), least=1)}
_ID = String(least=1)
_SOME_IDS = Array(_ID)


def _single(kind: str, *fields: dict[str, Spec]) -> Shape:
    return _menu(kind, _SINGLE, *fields)


def _multi(kind: str, *fields: dict[str, Spec]) -> Shape:
    return _menu(kind, _MULTI, _MANY, *fields)


def _menu(kind: str, page: str, *fields: dict[str, Spec]) -> Shape:
    """A menu; one with options of its own has either options or groups of them, not both."""
    every: dict[str, Spec] = dict(_MENU)
    for more in fields:
        every |= more
    choice = ("options", "option_groups")
    static = "options" in every
    return Shape(kind, page, every, kind, either=(choice,) if static else (), never_both=(choice,) if static else ())


def _boxes(kind: str, page: str, initial: dict[str, Spec]) -> Shape:
    fields: dict[str, Spec] = {
        "action_id": ACTION_ID,
        "options": Array(Among(("box option",)), most=10, least=1, source=LIMITS),
        "confirm": CONFIRM,
        "focus_on_load": Flag(),
    }
    return Shape(kind, ELEMENTS + page, fields | initial, kind, required=("options",))


SELECTS = (
    _single("static_select", _STATIC, _ONE_OPTION),
    _single("external_select", _EXTERNAL, _ONE_OPTION),
    _single("users_select", {"initial_user": _ID}),
    _single("conversations_select", _CONVERSATIONS, {"initial_conversation": _ID, "response_url_enabled": Flag()}),
    _single("channels_select", {"initial_channel": _ID, "response_url_enabled": Flag()}),
    _multi("multi_static_select", _STATIC, _SOME_OPTIONS),
    _multi("multi_external_select", _EXTERNAL, _SOME_OPTIONS),
    _multi("multi_users_select", {"initial_users": _SOME_IDS}),
    _multi("multi_conversations_select", _CONVERSATIONS, {"initial_conversations": _SOME_IDS}),
    _multi("multi_channels_select", {"initial_channels": _SOME_IDS}),
    _boxes("checkboxes", "checkboxes-element", {"initial_options": Array(Among(("box option",)), least=1)}),
    _boxes("radio_buttons", "radio-button-group-element", {"initial_option": Among(("box option",))}),
)

SINGLE_SELECTS = tuple(shape.name for shape in SELECTS if shape.page == _SINGLE)
MULTI_SELECTS = tuple(shape.name for shape in SELECTS if shape.page == _MULTI)
