"""The main job, played from beginning to end, and printed as the people in it read it."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox import reading
from sandbox.client import Channel, Desk, Message, Person, View, Workspace
from slackapp.demo.company import Company

PATIENCE = 10.0
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is said between people and the app; each step waits for what it expects and fails where it does not come."""

    desk: Desk
    acme: Workspace
    company: Company
    say: Callable[[str], None]

    def play(self) -> None:
        """Asks, looks closer, changes, keeps, shares, finds."""
        priya, ben = self.company.priya, self.company.ben
        self._headline("Ask")
        asked = self._types(priya, "trust-safety")
        self._headline("Look closer")
        self._opens_first_question(priya, asked)
        self._reads_about_the_role(priya, asked)
        self._headline("Other questions, another level")
        self._wants_different_ones(priya, asked)
        self._types(priya, "senior T&S technical 3")
        self._headline("Keep and share")
        self._keeps(priya, asked)
        self._shares(priya, ben)
        self._headline("Find one's way")
        self._types(priya, "")
        self._types(priya, "trust safty")
        self._types(priya, "search fraud")
        self._types(priya, "roles")
        self._types(priya, "help")
        self._headline("Who may not see questions is told so")
        self._types(self.company.gus, "trust-safety")

    def _types(self, who: Person, text: str, where: Channel | None = None) -> Message:
        place = f" in #{where.name}" if where else ""
        self.say(f"{who.name} types{place}: /interview {text}".rstrip())
        answer = who.command("/interview", text, where=where)
        if not answer.message:
            raise RuntimeError(f"/interview {text} was not answered: {answer.error}")
        self._shows(answer.message, f"only {who.name} sees this, after {answer.seconds * 1000:.0f} ms")
        return answer.message

    def _opens_first_question(self, who: Person, asked: Message) -> None:
        menu = next(each for each in asked.elements() if each.action_id == "set.card")
        self.say(f"{who.name} chooses “{menu.options[0][0]}” under “{menu.label}”:")
        who.choose(asked, menu.action_id, menu.options[0][0])
        view = who.wait_modal(containing="What to listen for", timeout=PATIENCE)
        self._opens(view)
        who.close(view)

    def _reads_about_the_role(self, who: Person, asked: Message) -> None:
        self.say(f"{who.name} chooses “About the role”:")
        who.choose(asked, "set.more", "About the role")
        view = who.wait_modal(containing="What the job is", timeout=PATIENCE)
        self._opens(view)
        who.close(view)

    def _wants_different_ones(self, who: Person, asked: Message) -> None:
        self.say(f"{who.name} presses [Different questions]; the message becomes:")
        first = asked.text.splitlines()[1]
        who.press(asked, "set.different")
        changed = who.wait_message(who.dm_channel(), containing="8 questions", timeout=PATIENCE)
        while first in changed.text:
            changed = who.wait_message(who.dm_channel(), containing="8 questions", timeout=PATIENCE)
        self._shows(changed, f"only {who.name} sees this")

    def _keeps(self, who: Person, asked: Message) -> None:
        self.say(f"{who.name} presses [Send to me]:")
        who.press(asked, "set.send")
        kept = who.wait_message(who.dm_channel(), containing="asked me to keep", timeout=PATIENCE)
        self._shows(kept, f"in {who.name}'s messages with the app")

    def _shares(self, who: Person, other: Person) -> None:
        hiring = self.company.hiring
        asked = self._types(who, "data-analyst 4", hiring)
        self.say(f"{who.name} presses [Share here]:")
        who.press(asked, "set.share")
        view = who.wait_modal(containing="Share", timeout=PATIENCE)
        self._opens(view)
        self.say(f"{who.name} presses [Share]; {other.name} reads in #hiring:")
        who.submit(view, {})
        shared = other.wait_message(hiring, containing="Shared by", timeout=PATIENCE)
        self._shows(shared, "everybody in #hiring sees this")
        partners = self.company.partners
        elsewhere = self._types(who, "data-analyst 1", partners)
        self.say(f"{who.name} presses [Share here]; #partners is read by another company too:")
        who.press(elsewhere, "set.share")
        refused = who.wait_message(partners, containing="I can't share here", timeout=PATIENCE)
        self._shows(refused, f"only {who.name} sees this")

    def _headline(self, words: str) -> None:
        self.say(f"\n— {words} —")

    def _shows(self, message: Message, to_whom: str) -> None:
        self._print(reading.message(message.raw, self.acme.names()), to_whom)

    def _opens(self, view: View) -> None:
        self._print(reading.view(view.raw, self.acme.names()), "a modal")

    def _print(self, text: str, to_whom: str) -> None:
        lines = "\n".join(f"{_INDENT}│ {line}".rstrip() for line in text.splitlines())
        self.say(f"{_INDENT}┌ {to_whom}\n{lines}\n{_INDENT}└")
