"""Words: making text safe and short enough for Slack, and saying the product's own terms plainly."""

from collections.abc import Sequence

from prep.bank import Category, Level

_ELLIPSIS = "…"
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}

CATEGORIES = {
    Category.GENERAL: "general",
    Category.BEHAVIORAL: "behavioural",
    Category.TECHNICAL: "technical",
    Category.SITUATIONAL: "situational",
}
LEVELS = {Level.JUNIOR: "junior", Level.MID: "mid-level", Level.SENIOR: "senior", Level.LEAD: "lead"}


def escape(text: str) -> str:
    """`text` so that Slack shows it as it is and it mentions nobody.

    Slack asks for these three: https://docs.slack.dev/messaging/formatting-message-text#escaping
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """What a person typed, from what Slack sends of it: the reverse of `escape`."""
    for entity in ("&lt;", "&gt;", "&amp;"):  # `&` last, so that a typed `&lt;` stays what it was
        text = text.replace(entity, _ENTITIES[entity])
    return text


def cut(text: str, most: int) -> str:
    """`text` in at most `most` characters (Unicode code points), cut at a word where one ends nearby, with an ellipsis.

    White space round it goes; nothing but white space becomes a dash, since Slack refuses empty text.
    """
    text = text.strip() or "–"
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    at_word = kept.rsplit(None, 1)[0] if " " in kept[-40:] else kept
    return at_word.rstrip() + _ELLIPSIS


def cut_bytes(text: str, most: int) -> str:
    """`text` in at most `most` bytes of UTF-8, with an ellipsis where it was cut."""
    encoded = text.encode()
    if len(encoded) <= most:
        return text
    return encoded[: most - len(_ELLIPSIS.encode())].decode(errors="ignore").rstrip() + _ELLIPSIS


def count(number: int, thing: str) -> str:
    """`1 question`, `8 questions`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def either(names: Sequence[str]) -> str:
    """`Ana`, `Ana or Ben`, `Ana, Ben or Chloé`."""
    return " or ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
