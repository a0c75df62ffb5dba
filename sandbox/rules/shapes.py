"""Every shape that Slack's pages describe, by name."""

from collections.abc import Mapping

from sandbox.rules.blocks import CLASSIC_BLOCKS
from sandbox.rules.composition import COMPOSITION
from sandbox.rules.elements import BUTTONS_AND_IMAGES
from sandbox.rules.inputs import INPUTS
from sandbox.rules.language import Shape
from sandbox.rules.newer_blocks import NEWER_BLOCKS, PARTS
from sandbox.rules.rich_text import RICH_TEXT
from sandbox.rules.selects import SELECTS
from sandbox.rules.surfaces import SURFACES

SHAPES: Mapping[str, Shape] = {
    shape.name: shape
    for shape in (
        *COMPOSITION,
        *BUTTONS_AND_IMAGES,
        *SELECTS,
        *INPUTS,
        *RICH_TEXT,
        *CLASSIC_BLOCKS,
        *PARTS,
        *NEWER_BLOCKS,
        *SURFACES,
    )
}
