"""The front desk: the one slash command, whose first word says which feature is meant."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from prep.words import key
from slackapp import hearing
from slackapp.after import After
from slackapp.hearing import Asked
from slackapp.views.blocks import Message, View

Handler = Callable[[Ack, Asked], None]
"""Answers a command. `Asked.text` is what follows the word it was registered for."""
Maker = Callable[[Asked], Message | View]
"""Makes the answer to a command: a message that only the asker sees, or a modal that opens."""


class FrontDesk:
    """Words and who answers them. Features register themselves; the desk listens to the command."""

    def __init__(self, app: App, command: str, after: After) -> None:
        self._words: dict[str, Handler] = {}
        self._makers: dict[str, Maker] = {}
        self._after = after
        app.command(command)(self._hear)

    def word(self, word: str, handler: Handler) -> None:
        """`/interview WORD …` is answered by `handler`; the empty word is the command alone."""
        self._words[word] = handler

    def show(self, word: str, make: Maker) -> None:
        """`/interview WORD …` shows what `make` makes, once it has returned."""
        self._makers[word] = make

    def otherwise(self, handler: Handler) -> None:
        """`handler` answers what begins with no word of the desk's, and gets all of it."""
        self._otherwise = handler

    def _hear(self, ack: Ack, command: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        asked = hearing.asked(command, context)
        first, _, rest = asked.text.partition(" ")
        word = key(first) if first.isalnum() or not first else None
        if word in self._makers:
            self._show(ack, client, asked, self._makers[word](replace(asked, text=rest.strip())))
        elif word in self._words:
            self._words[word](ack, replace(asked, text=rest.strip()))
        else:
            self._otherwise(ack, asked)

    def _show(self, ack: Ack, client: WebClient, asked: Asked, made: Message | View) -> None:
        if isinstance(made, Message):
            ack(**made.as_dict(), response_type="ephemeral")
            return
        ack()
        self._after(client.views_open, trigger_id=asked.trigger_id, view=made, tell=asked.response_url)
