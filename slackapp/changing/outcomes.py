"""What comes of a submitted step: another view, or mistakes at its fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from slackapp.views.blocks import View


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Sentences, by the fields where they belong."""

    at: Mapping[str, str]


Outcome = View | Mistakes
