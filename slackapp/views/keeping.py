"""What is kept about a candidate: shown, erased, and what then stands where it was told."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from slackapp.views import agenda, change
from slackapp.views.blocks import Block, Message, View, actions, button, context, modal, run, section
from slackapp.views.lines import one_line

VIEW: Final = "keeping"
_MOST_BLOCK: Final = 2900
_MOST_BLOCKS: Final = 20
_INDENT: Final = "  "


def exported(kept: Mapping[str, Any], interview_id: str) -> View:
    """What is kept about a candidate, as plain data, written out; cut where a modal ends."""
    blocks = _blocks("\n".join(_written(kept, "")))
    shown = blocks[:_MOST_BLOCKS]
    more = "There is more than fits here. " if len(blocks) > len(shown) else ""
    return modal(
        "What is kept",
        VIEW,
        [
            *shown,
            section(
                f"{more}To have all of it as a file, ask whoever runs this app for: "
                f"interview-prep export {kept['id']} --team TEAM FILE"
            ),
            context(
                "Left out: why somebody can't come, whom they asked instead, which messages were sent, "
                "and what was said of questions."
            ),
            context("Times are in UTC. Please share this with nobody but the candidate and those who may know."),
            actions(button("Back", change.BACK, interview_id)),
        ],
    )


def erased(shown_as: str) -> View:
    """It is done."""
    return modal(
        "Erased",
        VIEW,
        [
            section(
                f"What was kept about {one_line(shown_as, 40)} is erased, and their interviews ahead are cancelled. "
                "What I sent about them is being blanked now; where that is much, it takes a few minutes."
            ),
            section("Calendar invites, CVs and feedback forms are elsewhere: please see to those yourself."),
        ],
        close="Done",
    )


def being_sent() -> str:
    """It cannot be erased at this moment."""
    return (
        "A message that names this candidate is being sent at this very moment. Please press Erase again in a minute."
    )


def blank() -> Message:
    """What stands where a message was about a candidate whose data was erased."""
    said = "This message was about a candidate whose data was erased."
    return Message(said, [section(said), actions(button("My interviews", agenda.SHOW, f"{agenda.MINE}|0"))])


def _written(value: Any, indent: str) -> list[str]:
    if isinstance(value, Mapping):
        return [written for name, each in value.items() for written in _named(name, each, indent)]
    return [written for each in value for written in _item(each, indent)]


def _named(name: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, Mapping | list):
        return [f"{indent}{name}:", *_written(value, indent + _INDENT)] if value else [f"{indent}{name}: none"]
    return [f"{indent}{name}: {'–' if value in {None, ''} else value}"]


def _item(value: Any, indent: str) -> list[str]:
    if isinstance(value, Mapping):
        first, *rest = _written(value, indent + _INDENT)
        return [f"{indent}- {first.strip()}", *rest]
    return [f"{indent}- {value}"]


def _blocks(text: str) -> Sequence[Block]:
    """The text in blocks that keep its spaces, cut between lines."""
    chunks = [""]
    for written in text.splitlines():
        for piece in (written[at : at + _MOST_BLOCK] for at in range(0, max(len(written), 1), _MOST_BLOCK)):
            if len(chunks[-1]) + len(piece) >= _MOST_BLOCK:
                chunks.append("")
            chunks[-1] += f"{piece}\n"
    return [
        {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [run(chunk)]}]}
        for chunk in chunks
        if chunk.strip()
    ]
