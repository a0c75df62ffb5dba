"""Every message and view that this run has produced is drawn on the page of the local Slack, with nothing left out."""

import json
from collections.abc import Iterator
from typing import Any

from sandbox import Sandbox
from tests.browser import chromium
from tests.browser.test_drawing import DRAW
from tests.browser.visitor import Visitor
from tests.slackapp.produced import Produced


def test_all_that_was_produced_is_drawn(slack: Sandbox, produced: Produced) -> None:
    chromium.require()
    acme = slack.desk.workspace("Acme")
    acme.channel("general", [priya := acme.person("Priya Nair", "Asia/Kolkata")])
    with chromium.running() as browser:
        context = browser.new_context()
        visitor = Visitor(context.new_page(), slack.url)
        visitor.come(priya)
        wrong = {}
        for name, shown in shown_blocks(produced):
            drawn = visitor.run(DRAW, [shown, ""])
            if drawn["unknown"] or not drawn["text"].strip():
                wrong[name] = drawn["text"]
        context.close()
    assert wrong == {}


def shown_blocks(produced: Produced) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The blocks of each message and view, each once, by the view that made them."""
    for name, made in produced.by_view.items():
        for one in map(json.loads, dict.fromkeys(made)):
            if isinstance(one, dict) and one.get("blocks"):
                yield name, one["blocks"]
