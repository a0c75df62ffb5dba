"""The best-known figures once more, by hand from Slack's pages: a slip in the data would pass its own tests."""

import pytest

from sandbox.rules.language import Array, Shape, Spec, String, Text, Whole
from sandbox.rules.shapes import SHAPES

LONGEST = {
    "message": {"text": 40_000, "markdown_text": 12_000},
    "update": {"text": 4_000},
    "ephemeral": {"text": 4_000},
    "modal": {"title": 24, "submit": 24, "close": 24, "private_metadata": 3000, "callback_id": 255, "external_id": 255},
    "home": {"private_metadata": 3000, "callback_id": 255, "external_id": 255},
    "section": {"text": 3000, "block_id": 255},
    "header": {"text": 150},
    "input": {"label": 2000, "hint": 2000},
    "image": {"image_url": 3000, "alt_text": 2000, "title": 2000},
    "markdown": {"text": 12_000},
    "plain text": {"text": 3000},
    "mrkdwn text": {"text": 3000},
    "button": {"text": 75, "action_id": 255, "url": 3000, "value": 2000, "accessibility_label": 75},
    "menu option": {"text": 75, "value": 150, "description": 75},
    "overflow option": {"text": 75, "value": 150, "description": 75, "url": 3000},
    "box option": {"text": 75, "value": 150, "description": 75},
    "option group": {"label": 75},
    "confirm": {"title": 100, "text": 300, "confirm": 30, "deny": 30},
    "static_select": {"placeholder": 150, "action_id": 255},
    "multi_users_select": {"placeholder": 150, "action_id": 255},
    "plain_text_input": {"placeholder": 150, "max_length": 3000},
    "feedback button": {"text": 75, "value": 2000},
    "card": {"title": 150, "subtitle": 150, "body": 200, "subtext": 200},
    "container": {"title": 150},
    "alert": {"text": 200},
    "data_visualization": {"title": 50},
}
MOST = {
    "message": {"blocks": 50, "attachments": 100},
    "modal": {"blocks": 100},
    "home": {"blocks": 100},
    "section": {"fields": 10},
    "context": {"elements": 10},
    "actions": {"elements": 25},
    "context_actions": {"elements": 5},
    "overflow": {"options": 5},
    "checkboxes": {"options": 10},
    "radio_buttons": {"options": 10},
    "static_select": {"options": 100, "option_groups": 100},
    "multi_static_select": {"options": 100, "option_groups": 100},
    "option group": {"options": 100},
    "icon button": {"visible_to_user_ids": 10},
    "table": {"rows": 100, "column_settings": 20},
    "data_table": {"rows": 201},
    "card": {"actions": 3},
    "carousel": {"elements": 10},
    "container": {"child_blocks": 10},
}


@pytest.mark.parametrize("name", LONGEST)
def test_lengths_are_those_of_the_pages(name: str) -> None:
    assert {field: _length(SHAPES[name].fields[field]) for field in LONGEST[name]} == LONGEST[name]


@pytest.mark.parametrize("name", MOST)
def test_counts_are_those_of_the_pages(name: str) -> None:
    assert {field: _count(SHAPES[name].fields[field]) for field in MOST[name]} == MOST[name]


def test_a_field_of_a_section_holds_less_than_its_text() -> None:
    fields = SHAPES["section"].fields["fields"]
    assert isinstance(fields, Array)
    assert _length(fields.of) == 2000


def test_what_stands_only_in_messages_or_only_in_modals() -> None:
    def where(shape: Shape) -> frozenset[str]:
        return shape.surfaces

    messages = {"markdown", "context_actions", "plan", "task_card", "data_visualization", "container"}
    assert {where(SHAPES[name]) for name in messages} == {frozenset({"message"})}
    assert where(SHAPES["alert"]) == {"modal"}
    everywhere = {"section", "header", "context", "actions", "divider", "image", "input", "rich_text", "video", "card"}
    assert {where(SHAPES[name]) for name in everywhere} == {frozenset({"message", "modal", "home"})}


def _length(spec: Spec) -> int | None:
    assert isinstance(spec, String | Text | Whole)
    return spec.most


def _count(spec: Spec) -> int | None:
    assert isinstance(spec, Array)
    return spec.most
