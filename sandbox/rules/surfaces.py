"""What blocks are put on: messages in their four ways of being sent, modals, Home tabs."""

from sandbox.rules.language import HOME, MODAL, PLAIN, Among, Anything, Array, Flag, Shape, Spec, String, Text
from sandbox.rules.newer_blocks import ALL_BLOCKS
from sandbox.rules.sources import DOCS, LIMITS, METHODS, VIEWS

_ANY_BLOCK = Among((*ALL_BLOCKS, "rich_text"))
_MESSAGE_BLOCKS = Array(_ANY_BLOCK, most=50, source=DOCS + "block-kit/blocks")
# At least one: so say the SDK's models and the collected limits; Slack's page gives only the most.
_VIEW_BLOCKS = Array(_ANY_BLOCK, most=100, least=1, source=LIMITS)


def _message(name: str, page: str, text: String) -> Shape:
    """A message; arguments that are not its content (channel, thread_ts …) are not judged."""
    return Shape(
        name,
        page,
        {
            "text": text,
            "blocks": _MESSAGE_BLOCKS,
            "attachments": Array(Among(("attachment",)), most=100, error="too_many_attachments"),
            "metadata": Among(("metadata",)),
            "markdown_text": String(most=12_000, error="msg_too_long", source=METHODS + "chat.postMessage"),
        },
        never_both=(("markdown_text", "text"), ("markdown_text", "blocks")),
        open=True,
    )


_VIEW: dict[str, Spec] = {
    "blocks": _VIEW_BLOCKS,
    "private_metadata": String(most=3000),
    "callback_id": String(most=255),
    "external_id": String(most=255, source=METHODS + "views.open"),
}

SURFACES = (
    # Slack cuts a longer text instead of refusing it; what is lost is as bad as what is refused.
    _message("message", METHODS + "chat.postMessage", String(most=40_000, error="msg_too_long")),
    _message(
        "ephemeral",
        METHODS + "chat.postEphemeral",
        String(most=4_000, counted="bytes", error="msg_too_long"),
    ),
    _message("update", METHODS + "chat.update", String(most=4_000, error="msg_too_long")),
    _message(
        "response",
        "https://docs.slack.dev/interactivity/handling-user-interaction",
        String(most=40_000, error="msg_too_long", source=METHODS + "chat.postMessage"),
    ),
    Shape(
        "attachment",
        "https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments",
        {"blocks": _MESSAGE_BLOCKS, "color": String(), "fallback": String(), "text": String()},
        open=True,
    ),
    Shape(
        "metadata",
        "https://docs.slack.dev/messaging/message-metadata",
        {"event_type": String(least=1), "event_payload": Anything()},
        required=("event_type", "event_payload"),
        open=True,
    ),
    Shape(
        MODAL,
        VIEWS + "modal-views",
        {
            **_VIEW,
            "title": Text(24, kinds=PLAIN),
            "submit": Text(24, kinds=PLAIN),
            "close": Text(24, kinds=PLAIN),
            "clear_on_close": Flag(),
            "notify_on_close": Flag(),
        },
        MODAL,
        ("title", "blocks"),
    ),
    Shape(HOME, VIEWS + "home-tab-views", _VIEW, HOME, ("blocks",)),
)
