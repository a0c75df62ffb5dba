"""The front desk: the one slash command, whose first word says which feature is meant."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, BoltContext

from prep.words import key
from slackapp import hearing
from slackapp.hearing import Asked

Handler = Callable[[Ack, Asked], None]
"""Answers a command. `Asked.text` is what follows the word it was registered for."""


class FrontDesk:
    """Words and who answers them. Features register themselves; the desk listens to the command."""

    def __init__(self, app: App, command: str) -> None:
        self._words: dict[str, Handler] = {}
        app.command(command)(self._hear)

    def word(self, word: str, handler: Handler) -> None:
        """`/interview WORD …` is answered by `handler`; the empty word is the command alone."""
        self._words[word] = handler

    def otherwise(self, handler: Handler) -> None:
        """`handler` answers what begins with no word of the desk's, and gets all of it."""
        self._otherwise = handler

    def _hear(self, ack: Ack, command: dict[str, Any], context: BoltContext) -> None:
        asked = hearing.asked(command, context)
        first, _, rest = asked.text.partition(" ")
        handler = self._words.get(key(first)) if first.isalnum() or not first else None
        if handler:
            handler(ack, Asked(asked.team_id, asked.member_id, rest.strip(), asked.response_url))
        else:
            self._otherwise(ack, asked)
