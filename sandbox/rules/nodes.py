"""Finds the objects inside a message or view, each with its JSON pointer, without recursion."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """An object and the JSON pointer to it."""

    at: str
    value: Mapping[str, Any]


def nodes(value: object, at: str) -> Iterator[Node]:
    """Every object in `value`, itself first, in the order in which they are written.

    Blocks in a container are not entered: `blocks_of` lists them beside their container.
    """
    waiting = [(at, value)]
    while waiting:
        here, one = waiting.pop()
        if isinstance(one, dict):
            yield Node(here, one)
            waiting += [(f"{here}/{name}", inner) for name, inner in reversed(one.items()) if name != "child_blocks"]
        elif isinstance(one, list):
            waiting += [(f"{here}/{index}", inner) for index, inner in reversed(list(enumerate(one)))]


def blocks_of(payload: Mapping[str, Any]) -> Iterator[Node]:
    """Every block of a message or view: its own, those of its attachments, and those in containers."""
    yield from _listed(payload.get("blocks"), "/blocks")
    attachments = payload.get("attachments")
    for index, attachment in enumerate(attachments if isinstance(attachments, list) else []):
        if isinstance(attachment, dict):
            yield from _listed(attachment.get("blocks"), f"/attachments/{index}/blocks")


def _listed(blocks: object, at: str) -> Iterator[Node]:
    for index, block in enumerate(blocks if isinstance(blocks, list) else []):
        if isinstance(block, dict):
            yield Node(f"{at}/{index}", block)
            # A container cannot stand in a container, so one step down is all there is.
            children = block.get("child_blocks")
            for place, child in enumerate(children if isinstance(children, list) else []):
                if isinstance(child, dict):
                    yield Node(f"{at}/{index}/child_blocks/{place}", child)
