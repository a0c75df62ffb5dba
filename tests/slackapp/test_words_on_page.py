"""Every message and view that this run has produced is drawn on the page of the local Slack, with nothing left out."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox import Sandbox
from tests.browser import chromium
from tests.browser.visitor import Visitor
from tests.slackapp.produced import Produced

Json = dict[str, Any]
NOTHING = "No view was made in this run, nor left by another: make test does that first."

# Each as people get it: a message with its blocks and by its text alone; a modal in its frame, with title and buttons.
# One text there and one back: what is large goes slowly as objects.
DRAW_ALL = """async (given) => {
    const { message } = await import("/_page/js/message.js");
    const { state, tell } = await import("/_page/js/store.js");
    const dialog = document.getElementById("modal");

    const marked = (box) => [...box.querySelectorAll(".unknown")].map((one) => `not drawn: ${one.textContent}`);
    const lacks = (box, parts) => Object.keys(parts)
        .filter((name) => !box.querySelector(parts[name])?.textContent.trim())
        .map((name) => `no ${name}`);

    const drawMessage = (said) => {
        const box = message({ ts: "1795422600.000100", user: "U0", channel: "C0", ...said }, null, 0, 1);
        document.body.append(box);
        const wrong = [...marked(box), ...lacks(box, { words: ".said" })];
        box.remove();
        return wrong;
    };

    const drawModal = (view, index) => {
        state.modals = [{ id: `V${index}`, hash: "h", state: { values: {} }, errors: {}, ...view }];
        tell("modals");
        const parts = { title: "#modal-title", words: "#modal-form", "button to close": ".modal-foot [type=button]" };
        if (view.submit) parts["button to submit"] = ".modal-foot [type=submit]";
        const wrong = [...marked(dialog), ...lacks(dialog, parts)];
        const [title, shown] = [view.title.text.trim(), dialog.querySelector("#modal-title").textContent.trim()];
        return title === shown ? wrong : [...wrong, `the title is ${shown}`];
    };

    const drawn = JSON.parse(given).map((one, index) => {
        if (one.type === "modal") return drawModal(one, index);
        const whole = drawMessage(one);
        return one.text ? [...whole, ...drawMessage({ text: one.text }).map((each) => `as text: ${each}`)] : whole;
    });
    state.modals = [];
    tell("modals");
    return drawn;
}"""


def test_all_that_was_produced_is_drawn(slack: Sandbox, produced: Produced) -> None:
    chromium.require()
    acme = slack.desk.workspace("Acme")
    acme.channel("general", [priya := acme.person("Priya Nair", "Asia/Kolkata")])
    made = list(shown(produced))
    if not made:
        pytest.fail(NOTHING) if os.environ.get("NEED_BROWSER") else pytest.skip(NOTHING)
    with chromium.running() as browser:
        context = browser.new_context()
        visitor = Visitor(context.new_page(), slack.url)
        visitor.come(priya)
        problems = visitor.run(DRAW_ALL, json.dumps([one for _, one in made]))
        context.close()
    assert [(name, problem) for (name, _), problem in zip(made, problems, strict=True) if problem] == []


def shown(produced: Produced) -> Iterator[tuple[str, Json]]:
    """Each message and modal, by the view that made it; where only the blocks are made, a message of them. What makes
    a few elements makes them for the blocks of another, and what has nothing to say makes nothing."""
    for name, made in produced.by_view.items():
        for one in filter(None, map(json.loads, made)):
            whole = one if isinstance(one, dict) else {"text": "", "blocks": one}
            blocks = whole.get("blocks", [] if isinstance(whole.get("text"), str) else None)
            if isinstance(blocks, list) and all(isinstance(b, dict) and "action_id" not in b for b in blocks):
                yield name, whole
