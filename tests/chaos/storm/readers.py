"""Interviewers who read what they get, and say with reactions which question helped, in the middle of the storm."""

import threading
from collections import Counter
from random import Random
from typing import Final

from sandbox.client import Exchange, Message
from tests.chaos.storm.company import Company

_EVERY: Final = (1.5, 4.0)
_FIRST_QUESTION: Final = "\n1. "
_HELPED: Final = "one"
_EMOJI: Final = (_HELPED, _HELPED, "white_check_mark")
_NOTED: Final = "Noted: "


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

    def unheard(self) -> list[str]:
        """The reactions that the app acknowledged, and of which the message does not say that they were heard. Of a
        message that stands twice the app knows one."""
        events = [each for each in self._company.slack.desk.deliveries("event") if "reaction" in each.name]
        lost = {_event(each) for each in events} - {_event(each) for each in events if each.error is None}
        doubtful = {_reaction(each) for each in events if _event(each) in lost}
        posted = self._company.slack.desk.posted(self._company.acme, texts=False)
        times = Counter(each.delivery_id for each in posted)
        once = {(each.channel, each.ts): each.delivery_id for each in posted if times[each.delivery_id] == 1}
        return [
            f"{person.name} said that the first question helped, and that is not noted: "
            f"{message.reading()[:60]!r} ({once[message.channel, message.ts]} at {message.ts})"
            for person in self._company.interviewers.values()
            for message in person.dm(self._company.installation)
            if person.id in message.reactions.get(_HELPED, [])
            and (message.channel, message.ts) in once
            and (message.channel, message.ts, person.id) not in doubtful
            and _FIRST_QUESTION in message.reading()
            and _NOTED not in message.reading()
        ]


def _event(delivery: Exchange) -> str:
    return str(delivery.sent["event_id"])


def _reaction(delivery: Exchange) -> tuple[str, str, str]:
    event = delivery.sent["event"]
    return event["item"]["channel"], event["item"]["ts"], event["user"]
