"""Modals for tests, and what opens them."""

from typing import Any

from sandbox.client import Person
from tests.sandbox.apps import Ear

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def field(name: str, **element: Any) -> Json:
    inner = {"type": "plain_text_input", "action_id": name} | element
    return {"type": "input", "block_id": name, "label": plain(name), "element": inner}


def modal(title: str, *blocks: Json, **more: Any) -> Json:
    section = {"type": "section", "text": plain("Text")}
    return {"type": "modal", "title": plain(title), "blocks": list(blocks) or [section], "callback_id": title} | more


def trigger(ear: Ear, priya: Person) -> str:
    """A fresh trigger id."""
    priya.command("/hello")
    return str(ear.heard[-1].payload["trigger_id"])
