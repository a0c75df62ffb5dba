"""What a person reads when a request could not be done. Sentences are plain text: nothing in them is formatting."""

from typing import Any

View = dict[str, Any]


def busy() -> str:
    """Nobody had a hand free for it; nothing was touched."""
    return "I'm helping a lot of people at this moment and couldn't get to you. Please try again in a few seconds."


def out_of_reach(number: str) -> str:
    """The database refused, was locked, or did not answer."""
    return (
        "I can't reach my notes just now, so this did not go through. Please try again in a minute. "
        f"If it goes on, tell whoever runs this app: {number}."
    )


def failed(number: str) -> str:
    """A fault of ours, logged under `number`."""
    return (
        "Something went wrong on my side; it isn't your doing. Please try again. "
        f"If it happens again, tell whoever runs this app: {number}."
    )


def unheard() -> str:
    """Nothing of ours listens to this any more: a button of an older version, say."""
    return "I don't know this one any more: it may be from an older version of me. Please start afresh."


def message(sentence: str) -> dict[str, Any]:
    """The sentence as a message that only the person sees and that replaces nothing."""
    return {
        "response_type": "ephemeral",
        "replace_original": False,
        "text": _escaped(sentence),
        "blocks": [_paragraph(sentence)],
    }


def modal(sentence: str) -> View:
    """The sentence as a small view of its own, where there is no message and no field to put it at."""
    return {
        "type": "modal",
        "title": _plain("Sorry"),
        "close": _plain("Close"),
        "blocks": [_paragraph(sentence)],
    }


def _paragraph(sentence: str) -> dict[str, Any]:
    return {"type": "section", "text": _plain(sentence)}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
