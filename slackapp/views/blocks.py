"""Block Kit by a few small constructors that carry Slack's limits, so that nobody else needs to know them.

Plain dicts: on the hot path the SDK's model classes cost some forty times as much. Text of people and of the
bank goes into `plain_text` or rich text, where nothing in it is markup; `words` is for wording of our own.
Limits: https://docs.slack.dev/reference/block-kit
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from slackapp.views.wording import cut, cut_bytes, escape

Block = dict[str, Any]
View = dict[str, Any]

MAX_BLOCKS: Final = 50
"""Of a message; Slack does not take one that has more."""
MAX_SECTION: Final = 3000
MAX_LABEL: Final = 75
MAX_TITLE: Final = 24
MAX_TEXT_BYTES: Final = 3900
"""An ephemeral message may have 4,000 bytes of text: https://docs.slack.dev/reference/methods/chat.postEphemeral"""


@dataclass(frozen=True, slots=True)
class Message:
    """A message. `text` says all of it in plain sentences: screen readers and notifications use it, not the blocks."""

    text: str
    blocks: Sequence[Block]

    def as_dict(self) -> dict[str, Any]:
        """The fields that Slack's methods and acks take, with `text` safe and short enough for all of them."""
        return {"text": cut_bytes(escape(self.text), MAX_TEXT_BYTES), "blocks": list(self.blocks)}


def plain(text: str, most: int = MAX_SECTION) -> Block:
    """A text object in which nothing is markup, not even `:emoji:`."""
    return {"type": "plain_text", "text": cut(text, most), "emoji": False}


def section(text: str, accessory: Block | None = None) -> Block:
    """A paragraph of anybody's text."""
    return {"type": "section", "text": plain(text)} | ({"accessory": accessory} if accessory else {})


def words(text: str) -> Block:
    """A paragraph of our own wording, with markup: never of text that came from a person or the bank."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def context(text: str) -> Block:
    """A small grey line of our own wording."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def header(text: str) -> Block:
    """A heading. At most 150 characters."""
    return {"type": "header", "text": plain(text, 150)}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def run(text: str, *style: str) -> Block:
    """A stretch of rich text as it is; `style` is of `bold`, `italic`, `code`."""
    return {"type": "text", "text": text} | ({"style": dict.fromkeys(style, True)} if style else {})


def person(member_id: str) -> Block:
    """A mention in rich text."""
    return {"type": "user", "user_id": member_id}


def channel(channel_id: str) -> Block:
    """A channel's name in rich text, as a link."""
    return {"type": "channel", "channel_id": channel_id}


def rich(*runs: Block) -> Block:
    """A paragraph of rich text."""
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(runs)}]}


def bullets(items: Iterable[str], most: int = 600) -> Block:
    """A list with bullets, each item cut at `most` characters."""
    lines = [{"type": "rich_text_section", "elements": [run(cut(item, most))]} for item in items]
    return {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": lines}]}


def actions(*elements: Block) -> Block:
    """A row of buttons and menus, at most 25."""
    return {"type": "actions", "elements": list(elements)}


def button(label: str, action_id: str, value: str = "", *, primary: bool = False) -> Block:
    """A button. `value` comes back when it is pressed, at most 2,000 characters."""
    made = {"type": "button", "action_id": action_id, "text": plain(label, MAX_LABEL)}
    if value:
        made["value"] = value
    return made | ({"style": "primary"} if primary else {})


def sure(made: Block, title: str, text: str, confirm: str, deny: str) -> Block:
    """A button for what cannot be undone: red, and asks once more. The text has at most 300 characters."""
    asked = {
        "title": plain(title, 100),
        "text": plain(text, 300),
        "confirm": plain(confirm, 30),
        "deny": plain(deny, 30),
    }
    return made | {"style": "danger", "confirm": asked | {"style": "danger"}}


def menu(placeholder: str, action_id: str, options: Sequence[tuple[str, str]]) -> Block:
    """A menu of `(label, value)`, at most 100; values have at most 150 characters."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, 150),
        "options": [option(label, value) for label, value in options[:100]],
    }


def overflow(action_id: str, options: Sequence[tuple[str, str]]) -> Block:
    """The `⋯` menu of one to five `(label, value)`."""
    return {"type": "overflow", "action_id": action_id, "options": [option(*each) for each in options]}


def option(label: str, value: str) -> Block:
    """One choice of a menu."""
    return {"text": plain(label, MAX_LABEL), "value": value}


def choice(label: str, name: str, options: Sequence[tuple[str, str]], chosen: str, *, focus: bool = False) -> Block:
    """A question in a modal with one answer out of `(label, value)`; it reads back as `values[name][name]`."""
    made = [option(*each) for each in options]
    element: Block = {
        "type": "static_select",
        "action_id": name,
        "options": made,
        "initial_option": next((each for each in made if each["value"] == chosen), made[0]),
    }
    if focus:
        element["focus_on_load"] = True
    return {"type": "input", "block_id": name, "label": plain(label, 2000), "element": element}


def entry(label: str, name: str, *, placeholder: str, most: int) -> Block:
    """A line to type into; it reads back as `values[name][name]`."""
    element = {
        "type": "plain_text_input",
        "action_id": name,
        "max_length": most,
        "placeholder": plain(placeholder, 150),
        "focus_on_load": True,
    }
    return {"type": "input", "block_id": name, "label": plain(label, 2000), "element": element}


def modal(
    title: str,
    callback_id: str,
    blocks: Iterable[Mapping[str, Any]],
    *,
    submit: str | None = None,
    close: str = "Close",
    metadata: str = "",
) -> View:
    """A modal of at most 100 blocks. `metadata` comes back with it, at most 3,000 characters."""
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, MAX_TITLE),
        "close": plain(close, MAX_TITLE),
        "private_metadata": metadata,
        "blocks": list(blocks)[:100],
    }
    return view | ({"submit": plain(submit, MAX_TITLE)} if submit else {})
