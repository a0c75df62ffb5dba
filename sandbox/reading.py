"""Messages and views as plain text, as a person reads them in Slack: buttons as [Label], menus as [Label ▾]."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

Json = Mapping[str, Any]

NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
EMOJI = {
    "+1": "👍", "thumbsup": "👍", "-1": "👎", "thumbsdown": "👎", "star": "⭐", "recycle": "♻️", "eyes": "👀",
    "white_check_mark": "✅", "warning": "⚠️", "wave": "👋", "keycap_ten": "🔟", "x": "❌", "tada": "🎉",
    "bulb": "💡", "calendar": "📅", "lock": "🔒",
}  # fmt: skip
KEYCAP = "\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}"
EMOJI |= {name: f"{number}{KEYCAP}" for number, name in enumerate(NUMBERS)}


def message(shown: Json, names: Mapping[str, str] | None = None, zone: str | None = None) -> str:
    """What a message says: its blocks, or its text where it has none. `names` are those of people and channels
    by id; `zone` is the reader's, in which dates are shown (their fallback text without one)."""
    reader = _Reader(names or {}, zone)
    body = reader.blocks(shown.get("blocks") or []) if shown.get("blocks") else reader.mrkdwn(shown.get("text") or "")
    for attachment in shown.get("attachments") or []:
        inner = attachment.get("blocks")
        body += "\n" + (reader.blocks(inner) if inner else reader.mrkdwn(attachment.get("text") or ""))
    return body.strip()


def view(shown: Json, names: Mapping[str, str] | None = None, zone: str | None = None) -> str:
    """What a modal or a Home tab says: title, blocks with the errors at their fields, and its buttons."""
    reader = _Reader(names or {}, zone, shown.get("state", {}).get("values", {}), shown.get("errors") or {})
    parts = [reader.text(shown["title"]).upper()] if shown.get("title") else []
    parts.append(reader.blocks(shown.get("blocks") or []))
    if shown.get("type") == "modal":
        close = reader.text(shown["close"]) if shown.get("close") else "Cancel"
        submit = [reader.text(shown["submit"])] if shown.get("submit") else []
        parts.append(" ".join(f"[{label}]" for label in [close, *submit]))
    return "\n".join(part for part in parts if part)


class _Reader:
    def __init__(
        self, names: Mapping[str, str], zone: str | None, values: Json | None = None, errors: Json | None = None
    ) -> None:
        self._names, self._zone, self._values, self._errors = names, zone, values or {}, errors or {}
        self._by_type: dict[str, Callable[[Json], str]] = {
            "section": self._section, "header": self._header, "context": self._context,
            "actions": self._actions, "input": self._input, "rich_text": self._rich_text,
            "divider": lambda _: "—" * 24, "image": lambda b: f"[image: {b.get('alt_text', '')}]",
            "markdown": lambda b: str(b.get("text", "")),
        }  # fmt: skip

    def blocks(self, blocks: list[Json]) -> str:
        return "\n".join(self._by_type.get(block.get("type", ""), _unknown)(block) for block in blocks)

    def text(self, shown: Json | str) -> str:
        """A text object; plain_text is taken literally, but for emoji where they are on."""
        if isinstance(shown, str):
            return self.mrkdwn(shown)
        if shown.get("type") == "mrkdwn":
            return self.mrkdwn(shown["text"])
        return _emoji(shown["text"]) if shown.get("emoji", True) else str(shown["text"])

    def mrkdwn(self, text: str) -> str:
        """Slack's markup without its marks; mentions by name, links as their label."""
        text = re.sub(r"<([^<>]+)>", lambda found: self._angled(found[1]), text)
        for mark in "*_~":
            sign = re.escape(mark)
            text = re.sub(rf"(?<![\w{sign}]){sign}(?=\S)([^{sign}\n]+?)(?<=\S){sign}(?![\w{sign}])", r"\1", text)
        text = re.sub(r"```\n?(.*?)\n?```", r"\1", text, flags=re.DOTALL)
        text = re.sub(r"`([^`\n]+)`", r"\1", _emoji(text))
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

    def _angled(self, inside: str) -> str:
        what, _, label = inside.partition("|")
        if what.startswith("!date^"):
            return self._date(what, label)
        if what.startswith("!"):
            return label or "@" + what[1:].partition("^")[0]
        if what[0] in "@#":
            return what[0] + (self._names.get(what[1:]) or label or what[1:])
        return label or what

    def _date(self, what: str, fallback: str) -> str:
        if self._zone is None:
            return fallback
        _, moment, form, *_ = what.split("^")
        local = datetime.fromtimestamp(int(moment), UTC).astimezone(ZoneInfo(self._zone))
        day = f"{local:%B} {local.day}"
        forms = {
            "date_num": f"{local:%Y-%m-%d}", "date_short": f"{local:%b} {local.day}, {local.year}",
            "date_long": f"{local:%A}, {day}, {local.year}", "date": f"{day}, {local.year}",
            "time_secs": f"{local:%H:%M:%S}", "time": f"{local:%H:%M}",
        }  # fmt: skip
        return re.sub(r"\{(\w+?)(_pretty)?\}", lambda found: forms.get(found[1], found[0]), form)

    def _section(self, block: Json) -> str:
        lines = [self.text(block["text"])] if block.get("text") else []
        lines += [self.text(field) for field in block.get("fields") or []]
        shown = "\n".join(lines)
        accessory = block.get("accessory")
        return f"{shown}  {self._element(block, accessory)}" if accessory else shown

    def _header(self, block: Json) -> str:
        return self.text(block["text"])

    def _context(self, block: Json) -> str:
        shown = [e for e in block["elements"] if e.get("type") != "image"]
        return "  ".join(self.text(element) for element in shown)

    def _actions(self, block: Json) -> str:
        return "  ".join(self._element(block, element) for element in block["elements"])

    def _input(self, block: Json) -> str:
        lines = [f"{self.text(block['label'])}: {self._element(block, block['element'])}"]
        lines += [self.text(block["hint"])] if block.get("hint") else []
        error = self._errors.get(block.get("block_id", ""))
        return "\n".join([*lines, f"⚠ {error}"] if error else lines)

    def _element(self, block: Json, element: Json) -> str:
        kind = element["type"]
        if kind in {"button", "workflow_button"}:
            return f"[{self.text(element['text'])}]"
        if kind == "image":
            return f"[image: {element.get('alt_text', '')}]"
        choices = [self.text(o["text"]) for o in element.get("options") or []]
        if kind == "overflow":
            return f"[⋯ {' · '.join(choices)}]"
        held = self._held(block, element)
        if kind in {"checkboxes", "radio_buttons"}:
            return " ".join(f"({'x' if choice in held else ' '}) {choice}" for choice in choices)
        placeholder = self.text(element["placeholder"]) if element.get("placeholder") else ""
        shown = ", ".join(held) or placeholder
        return f"[{shown} ▾]" if kind.endswith("select") else f"[{shown or '          '}]"

    def _held(self, block: Json, element: Json) -> list[str]:
        state = self._values.get(block.get("block_id", ""), {}).get(element.get("action_id", ""))
        held = next((v for k, v in (state or {}).items() if k != "type"), None)
        held = next((v for k, v in element.items() if k.startswith("initial_")), None) if state is None else held
        several = held if isinstance(held, list) else [held] if held else []
        return [self.text(one["text"]) if isinstance(one, dict) and "text" in one
                else self._names.get(str(one), str(one)) for one in several]  # fmt: skip

    def _rich_text(self, block: Json) -> str:
        return "\n".join(self._rich(part) for part in block["elements"])

    def _rich(self, part: Json) -> str:
        if part["type"] == "rich_text_list":
            ordered, start = part.get("style") == "ordered", part.get("offset", 0) + 1
            indent = "  " * part.get("indent", 0)
            return "\n".join(
                f"{indent}{f'{number}.' if ordered else '•'} {self._rich(item)}"
                for number, item in enumerate(part["elements"], start)
            )
        said = "".join(self._inline(piece) for piece in part["elements"]).rstrip("\n")
        return "\n".join(f"> {line}" for line in said.split("\n")) if part["type"] == "rich_text_quote" else said

    def _inline(self, piece: Json) -> str:
        kind = piece["type"]
        if kind in {"user", "channel"}:
            found = piece[f"{kind}_id"]
            return ("@" if kind == "user" else "#") + self._names.get(found, found)
        if kind == "emoji":
            return _emoji(f":{piece['name']}:")
        if kind == "broadcast":
            return f"@{piece['range']}"
        if kind == "date":
            return self._date(f"!date^{piece['timestamp']}^{piece['format']}", piece.get("fallback", ""))
        return str(piece.get("text") or piece.get("url") or "")


def _emoji(text: str) -> str:
    return re.sub(r":([a-z0-9_+-]+):", lambda found: EMOJI.get(found[1], found[0]), text)


def _unknown(block: Json) -> str:
    return f"[{block.get('type')} block]"
