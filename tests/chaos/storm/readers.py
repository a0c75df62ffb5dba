"""Interviewers who read what they get, and say with reactions which question helped, in the middle of the storm."""

import threading
from random import Random
from typing import Final

from sandbox.client import Message
from tests.chaos.storm.company import Company

_EVERY: Final = (1.5, 4.0)
_FIRST_QUESTION: Final = "\n1. "
_EMOJI: Final = ("one", "one", "white_check_mark")


class Readers:
    """One after the other, on a thread."""

    def __init__(self, company: Company, seed: int) -> None:
        self._company = company
        self._dice = Random(f"{seed}:readers")  # noqa: S311 - who reads what is no secret
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self.reactions = 0

    def begin(self) -> None:
        """They begin."""
        self._thread.start()

    def end(self) -> None:
        """They have read enough."""
        self._over.set()
        self._thread.join()

    def _read(self) -> None:
        people = list(self._company.interviewers.values())
        while not self._over.wait(self._dice.uniform(*_EVERY)):
            person = self._dice.choice(people)
            messages = [each for each in person.dm(self._company.installation) if _FIRST_QUESTION in each.reading()]
            if messages:
                self._react(person.id, self._dice.choice(messages[-3:]))

    def _react(self, person_id: str, message: Message) -> None:
        person, emoji = self._company.interviewers[person_id], self._dice.choice(_EMOJI)
        standing = person_id in message.reactions.get(emoji, [])
        (person.unreact if standing else person.react)(message, emoji)
        self.reactions += 1
