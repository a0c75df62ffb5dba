"""Every message and view that this run has produced is drawn on the page of the local Slack, with nothing left out."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox import Sandbox
from tests.browser import chromium
from tests.browser.test_drawing import DRAW
from tests.browser.visitor import Visitor
from tests.slackapp.produced import Produced

Json = dict[str, Any]


# One text there and one back: what is large goes slowly as objects.
DRAW_ALL = f"""async (given) => {{
    const drawn = await Promise.all(JSON.parse(given).map((blocks) => ({DRAW})([blocks, ""])));
    return drawn.map((one) => (one.unknown || !one.text.trim() ? `not drawn: ${{one.text}}` : ""));
}}"""


def test_all_that_was_produced_is_drawn(slack: Sandbox, produced: Produced) -> None:
    chromium.require()
    acme = slack.desk.workspace("Acme")
    acme.channel("general", [priya := acme.person("Priya Nair", "Asia/Kolkata")])
    made = list(shown_blocks(produced))
    if not made:
        pytest.skip("No view was made in this run, nor left by another: make test does that first.")
    with chromium.running() as browser:
        context = browser.new_context()
        visitor = Visitor(context.new_page(), slack.url)
        visitor.come(priya)
        problems = visitor.run(DRAW_ALL, json.dumps([blocks for _, blocks in made]))
        context.close()
    assert [(name, problem) for (name, _), problem in zip(made, problems, strict=True) if problem] == []


def shown_blocks(produced: Produced) -> Iterator[tuple[str, list[Json]]]:
    """The blocks of each message and view, by the view that made them; some make only the blocks. What makes a few
    elements makes them for the blocks of another."""
    for name, made in produced.by_view.items():
        for one in map(json.loads, made):
            blocks = one.get("blocks") if isinstance(one, dict) else one
            if isinstance(blocks, list) and all(isinstance(b, dict) and "action_id" not in b for b in blocks):
                yield name, blocks
