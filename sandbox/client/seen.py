"""What a person sees: messages, modals, the elements in them, and what came of an action."""

from dataclasses import dataclass, field
from typing import Any, Self

from sandbox import elements, reading

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Element:
    """One interactive element. `label` is what stands on it (a button's text, a menu's placeholder)."""

    action_id: str
    block_id: str
    type: str
    label: str
    value: str | None
    options: tuple[tuple[str, str | None], ...]  # visible text and value
    raw: Json


def _elements(blocks: list[Json]) -> list[Element]:
    found = []
    for placed in elements.walk(blocks):
        one = placed.element
        label = one.get("text") or one.get("placeholder") or placed.block.get("label") or {"text": ""}
        choices = tuple((o["text"]["text"], o.get("value")) for o in elements.options(one))
        found.append(
            Element(
                one["action_id"], placed.block["block_id"], one["type"], label["text"], one.get("value"), choices, one
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Message:
    """A message as one person sees it. `raw` is Slack's own message object."""

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json]
    ephemeral: bool
    edited: bool
    metadata: Json | None
    thread_ts: str | None
    reactions: dict[str, list[str]]
    raw: Json = field(repr=False)

    @classmethod
    def of(cls, raw: Json) -> Self:
        """From the control address."""
        return cls(
            ts=raw["ts"],
            channel=raw["channel"],
            user=raw["user"],
            text=raw["text"],
            blocks=raw.get("blocks", []),
            ephemeral=raw["ephemeral"],
            edited="edited" in raw,
            metadata=raw.get("metadata"),
            thread_ts=raw.get("thread_ts"),
            reactions={r["name"]: r["users"] for r in raw.get("reactions", [])},
            raw=raw,
        )

    def elements(self) -> list[Element]:
        """Its interactive elements, from top to bottom."""
        return _elements(self.blocks)

    def reading(self) -> str:
        """It as plain text; mentions by id. `sandbox.reading.message(raw, names, zone)` knows names and zones."""
        return reading.message(self.raw)


@dataclass(frozen=True, slots=True)
class View:
    """A modal or a Home tab as its person sees it. `raw` is Slack's own view object."""

    id: str
    hash: str
    title: str
    blocks: list[Json]
    callback_id: str
    private_metadata: str
    values: Json  # state.values: what stands in the fields
    errors: dict[str, str]  # at the fields, by block id
    raw: Json = field(repr=False)

    @classmethod
    def of(cls, raw: Json) -> Self:
        """From the control address."""
        return cls(
            id=raw["id"],
            hash=raw["hash"],
            title=(raw.get("title") or {"text": ""})["text"],
            blocks=raw["blocks"],
            callback_id=raw["callback_id"],
            private_metadata=raw["private_metadata"],
            values=raw["state"]["values"],
            errors=raw["errors"],
            raw=raw,
        )

    def elements(self) -> list[Element]:
        """Its interactive elements, from top to bottom."""
        return _elements(self.blocks)

    def reading(self) -> str:
        """It as plain text; mentions by id."""
        return reading.view(self.raw)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a command, a press or a submission, when the app acknowledged or its three seconds were over.

    `error` is what Slack tells the person (operation_timeout, dispatch_failed, unknown_command, or the rule that
    the answer broke). `message` is the direct answer to a command. `errors` stand at fields of a modal, `modals`
    are those open afterwards, the top last. `status` is the HTTP status, 200 for an acknowledgement by socket.
    """

    ok: bool
    error: str | None
    status: int | None
    seconds: float
    message: Message | None
    errors: dict[str, str]
    modals: list[View]

    @classmethod
    def of(cls, raw: Json) -> Self:
        """From the control address."""
        return cls(
            ok=raw["ok"],
            error=raw["error"],
            status=raw["status"],
            seconds=raw["seconds"],
            message=Message.of(raw["message"]) if raw["message"] else None,
            errors=raw["errors"],
            modals=[View.of(view) for view in raw["modals"]],
        )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of an event sent on request: acknowledged (`ok`), or the last error after all retries."""

    ok: bool
    status: int | None
    error: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Exchange:
    """One Web API call of an app, or one delivery to it; `at` is Unix seconds, `seconds` None while it lasts."""

    number: int
    direction: str
    name: str
    app_id: str | None
    team_id: str | None
    sent: Json
    at: float
    transport: str
    status: int | None
    answer: Any
    error: str | None
    seconds: float | None
    attempt: int


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that Slack accepted from an app. `person` is the id of who shares the DM with the app, None in other
    conversations; `at` is Unix seconds."""

    team_id: str
    channel: str
    ts: str
    person: str | None
    text: str
    metadata: Json | None
    at: float

    @property
    def delivery_id(self) -> str | None:
        """The `delivery_id` in the payload of its metadata, by which an app finds its own message again."""
        found = ((self.metadata or {}).get("event_payload") or {}).get("delivery_id")
        return None if found is None else str(found)


@dataclass(frozen=True, slots=True)
class Breach:
    """Something an app sent that Slack refuses: where, which rule, in a sentence, when (Unix seconds), and the number
    of the exchange that it was found in."""

    place: str
    app_id: str
    pointer: str
    rule: str
    sentence: str
    error: str
    at: float
    exchange: int | None
