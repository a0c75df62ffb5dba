"""Lines of rich text that are also said in plain words: what a message shows and its `text` have one source."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from slackapp.views.blocks import Block, run
from slackapp.views.wording import cut, escape

# What turns the direction of all text that follows, and what cannot be read.
_UNSEEN: Final = re.compile("[\u0000-\u0008\u000e-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LINK: Final = re.compile(r"https://[^\s<>|]{1,2900}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `bullet`: an item of a list, set in."""

    runs: tuple[Block, ...]
    bullet: bool = False

    @property
    def said(self) -> str:
        """The line in plain words."""
        words = "".join(str(each.get("text", "")) for each in self.runs)
        return f"– {words}" if self.bullet else words


def line(*pieces: Block | str, bold: bool = False, bullet: bool = False) -> Line:
    """A line of text and of rich text's own pieces."""
    style = ("bold",) if bold else ()
    runs = (run(each, *style) if isinstance(each, str) else each for each in pieces if each)
    return Line(tuple(runs), bullet)


def one_line(text: str, most: int) -> str:
    """Anybody's text on one line of at most `most` characters, without what would turn the line's direction round."""
    return cut(" ".join(_UNSEEN.sub("", text).split()), most)


def link(label: str, url: str) -> Block | None:
    """A link, where `url` is one that may be one: https and nothing else."""
    return {"type": "link", "url": url, "text": label} if _LINK.fullmatch(url) else None


def paragraph(lines: Sequence[Line]) -> Block:
    """The lines as one block of rich text. Not for no lines: Slack refuses an empty block."""
    parts: list[Block] = []
    for bullet, group in groupby(lines, key=lambda each: each.bullet):
        together = list(group)
        parts.append(_list(together) if bullet else _section(together))
    return {"type": "rich_text", "elements": parts}


def said(lines: Iterable[Line]) -> str:
    """The lines in plain words."""
    return "\n".join(each.said for each in lines)


def characters(lines: Iterable[Line]) -> int:
    """How many characters the lines take, as they are shown and as Slack gets them in `text`: the larger counts."""
    words = said(lines) + "\n"
    return max(len(words), -(-len(escape(words).encode()) * 9 // 10))


def _section(lines: Iterable[Line]) -> Block:
    runs: list[Block] = []
    for each in lines:
        runs += [run("\n"), *each.runs] if runs else each.runs
    return {"type": "rich_text_section", "elements": runs}


def _list(lines: Iterable[Line]) -> Block:
    items = [{"type": "rich_text_section", "elements": list(each.runs)} for each in lines]
    return {"type": "rich_text_list", "style": "bullet", "indent": 0, "elements": items}
