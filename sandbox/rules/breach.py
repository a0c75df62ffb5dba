"""One thing that Slack would refuse, and where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Breach:
    """A broken rule: a JSON pointer into what was judged, the rule's short id, a sentence, and Slack's error name."""

    pointer: str
    rule: str
    sentence: str
    error: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A broken rule before it is known how the call would name it; `error` only where the rule has its own name."""

    pointer: str
    rule: str
    sentence: str
    error: str = ""
