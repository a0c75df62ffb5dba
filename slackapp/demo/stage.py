"""Where the story is played: what people do, and what they read, is printed as it happens."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox import reading
from sandbox.client import Channel, Message, Person, View, Workspace

PATIENCE = 15.0
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Stage:
    """Each step waits for what it expects, and raises `TimeoutError` where that does not come."""

    acme: Workspace
    say: Callable[[str], None]

    def headline(self, words: str) -> None:
        """A new scene."""
        self.say(f"\n— {words} —")

    def types(self, who: Person, text: str, where: Channel | None = None) -> Message:
        """Somebody types the command; the answer, as they read it."""
        place = f" in #{where.name}" if where else ""
        self.say(f"{who.name} types{place}: /interview {text}".rstrip())
        answer = who.command("/interview", text, where=where)
        if not answer.message:
            raise RuntimeError(f"/interview {text} was not answered: {answer.error}")
        self.shows(answer.message, f"only {who.name} sees this, after {answer.seconds * 1000:.0f} ms")
        return answer.message

    def opens(self, who: Person, doing: str, containing: str, since: View | None = None) -> View:
        """A modal opens, or becomes the next one."""
        self.say(f"{who.name} {doing}:")
        view = who.wait_modal(containing=containing, since=since, timeout=PATIENCE)
        self._print(reading.view(view.raw, self.acme.names()), "a modal")
        return view

    def reads(self, who: Person, where: Channel, containing: str, to_whom: str) -> Message:
        """A message comes."""
        message = who.wait_message(where, containing=containing, timeout=PATIENCE)
        self.shows(message, to_whom)
        return message

    def shows(self, message: Message, to_whom: str) -> None:
        """A message, as it reads."""
        self._print(reading.message(message.raw, self.acme.names()), to_whom)

    def _print(self, text: str, to_whom: str) -> None:
        lines = "\n".join(f"{_INDENT}│ {line}".rstrip() for line in text.splitlines())
        self.say(f"{_INDENT}┌ {to_whom}\n{lines}\n{_INDENT}└")
