"""The rules over a whole message or view: one payload that keeps each, and one that breaks it, with the pointer."""

from dataclasses import dataclass
from typing import Any

import pytest

from sandbox.rules.across import RULES
from tests.sandbox.rules.samples import breaches

Json = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A rule, what keeps it, what breaks it, and where."""

    rule: str
    root: str
    kept: Json
    broken: Json
    pointer: str


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def _option(value: str) -> Json:
    return {"text": _plain(value), "value": value}


def _modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": _plain("Title"), "submit": _plain("Save"), "blocks": list(blocks), **more}


def _message(*blocks: Json) -> Json:
    return {"text": "Hello", "blocks": list(blocks)}


def _input(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": _plain("Label"), "element": element, **more}


def _actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def _button(action_id: str) -> Json:
    return {"type": "button", "text": _plain("Go"), "action_id": action_id}


def _divider(block_id: str) -> Json:
    return {"type": "divider", "block_id": block_id}


def _select(*values: str, **more: Any) -> Json:
    return {"type": "static_select", "options": [_option(value) for value in values], **more}


def _grouped(*values: str, **more: Any) -> Json:
    group = {"label": _plain("Group"), "options": [_option(value) for value in values]}
    return {"type": "multi_static_select", "option_groups": [group], **more}


def _table(*widths: int) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * width for width in widths]}


def _container(**more: Any) -> Json:
    return {"type": "container", "title": _plain("Title"), "child_blocks": [_divider("child")], **more}


_TEXT: Json = {"type": "plain_text_input"}
_FILE: Json = {"type": "file_input"}
_NO_SUBMIT = {name: value for name, value in _modal(_input(_TEXT)).items() if name != "submit"}

CASES = (
    Case("no_text", "message", {"text": "Hello"}, {"text": ""}, "/text"),
    Case(
        "no_text",
        "response",
        {"markdown_text": "Hello"},
        {"metadata": {"event_type": "a", "event_payload": {}}},
        "/text",
    ),
    Case("submit_required", "modal", _modal(_input(_TEXT)), _NO_SUBMIT, ""),
    Case(
        "duplicate_block_id",
        "home",
        {"type": "home", "blocks": [_divider("a"), _divider("b")]},
        {"type": "home", "blocks": [_divider("a"), _divider("a")]},
        "/blocks/1/block_id",
    ),
    Case(
        "duplicate_block_id",
        "message",
        _message(_container(), _divider("other")),
        _message(_container(), _divider("child")),
        "/blocks/1/block_id",
    ),
    Case(
        "duplicate_block_id",
        "message",
        {"attachments": [{"blocks": [_divider("a")]}, {"blocks": [_divider("b")]}]},
        {"attachments": [{"blocks": [_divider("a")]}, {"blocks": [_divider("a")]}]},
        "/attachments/1/blocks/0/block_id",
    ),
    Case(
        "duplicate_action_id",
        "message",
        _message(_actions(_button("a"), _button("b")), _actions(_button("a"))),
        _message(_actions(_button("a"), _button("b"), _button("a"))),
        "/blocks/0/elements/2/action_id",
    ),
    Case(
        "duplicate_action_id",
        "message",
        _message(_container(child_blocks=[_actions(_button("a")), _actions(_button("a"))])),
        _message(_container(child_blocks=[_divider("d"), _actions(_button("a"), _button("a"))])),
        "/blocks/0/child_blocks/1/elements/1/action_id",
    ),
    Case(
        "duplicate_value",
        "message",
        _message(_actions(_select("a", "b"))),
        _message(_actions(_select("a", "a"))),
        "/blocks/0/elements/0/options/1/value",
    ),
    Case(
        "one_focus",
        "modal",
        _modal(_input(_TEXT | {"focus_on_load": True}), _input(_TEXT | {"focus_on_load": False})),
        _modal(_input(_TEXT | {"focus_on_load": True}), _input(_TEXT | {"focus_on_load": True})),
        "/blocks/1/element/focus_on_load",
    ),
    Case(
        "not_an_option",
        "message",
        _message(_actions(_select("a", "b", initial_option=_option("b")))),
        _message(_actions(_select("a", "b", initial_option=_option("c")))),
        "/blocks/0/elements/0/initial_option",
    ),
    Case(
        "not_an_option",
        "message",
        _message(_actions(_grouped("a", "b", initial_options=[_option("b"), _option("a")]))),
        _message(_actions(_grouped("a", "b", initial_options=[_option("b"), _option("c")]))),
        "/blocks/0/elements/0/initial_options/1",
    ),
    Case(
        "inverted_range",
        "modal",
        _modal(_input(_TEXT | {"min_length": 5, "max_length": 5})),
        _modal(_input(_TEXT | {"min_length": 6, "max_length": 5})),
        "/blocks/0/element/min_length",
    ),
    Case(
        "inverted_range",
        "modal",
        _modal(_input({"type": "number_input", "is_decimal_allowed": True, "min_value": "9", "max_value": "10"})),
        _modal(_input({"type": "number_input", "is_decimal_allowed": True, "min_value": "10.5", "max_value": "10"})),
        "/blocks/0/element/min_value",
    ),
    Case(
        "file_dispatch",
        "modal",
        _modal(_input(_FILE, dispatch_action=False)),
        _modal(_input(_FILE, dispatch_action=True)),
        "/blocks/0/element/type",
    ),
    Case("one_table", "message", _message(_table(2)), _message(_table(2), _table(2)), "/blocks/1"),
    Case("uneven_rows", "message", _message(_table(2, 2)), _message(_table(2, 2, 1)), "/blocks/0/rows/2"),
    Case(
        "collapse",
        "message",
        _message(_container(has_header_divider=True)),
        _message(_container(has_header_divider=True, is_collapsible=True)),
        "/blocks/0/has_header_divider",
    ),
    Case(
        "collapse",
        "message",
        _message(_container(default_collapsed=True, is_collapsible=True)),
        _message(_container(default_collapsed=True)),
        "/blocks/0/default_collapsed",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_kept_is_taken_and_broken_is_refused(case: Case) -> None:
    assert breaches(case.root, case.kept) == []
    assert [(breach.pointer, breach.rule) for breach in breaches(case.root, case.broken)] == [(case.pointer, case.rule)]


def test_every_rule_has_a_case() -> None:
    assert {case.rule for case in CASES} == set(RULES)
