"""Being a person of a workspace."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.client.link import Link
from sandbox.client.seen import Answer, Element, Message, View
from sandbox.state.people import Kind

if TYPE_CHECKING:
    from sandbox.client.workspace import Installation

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, DM or group DM."""

    link: Link
    team_id: str
    id: str
    name: str = ""

    def add(self, who: "Person | Installation") -> None:
        """Put a person or an app into it."""
        self._membership(who, inside=True)

    def remove(self, who: "Person | Installation") -> None:
        """Take a person or an app out of it."""
        self._membership(who, inside=False)

    def archive(self) -> None:
        """Archive it."""
        self.link.ask("archive", team=self.team_id, channel=self.id)

    def _membership(self, who: "Person | Installation", *, inside: bool) -> None:
        person = who.id if isinstance(who, Person) else who.bot_user_id
        self.link.ask("membership", team=self.team_id, channel=self.id, person=person, inside=inside)


@dataclass(frozen=True, slots=True)
class Person:
    """A person, through whose eyes and hands a test acts. Where `where` is left out it is the DM with the app."""

    link: Link
    workspace_id: str
    id: str
    team_id: str  # another workspace's for people of other companies
    name: str
    handle: str

    def command(self, command: str, text: str = "", where: "Channel | str | None" = None) -> Answer:
        """Type a slash command, and wait until the app answered or Slack's three seconds were over."""
        return Answer.of(self._ask("command", command=command, text=text, channel=self._id(where)))

    def press(
        self, target: Message | View, action: str | Element, value: str | None = None, block_id: str | None = None
    ) -> Answer:
        """Press a button. Where several share an action id, `value`, `block_id` or the Element itself say which."""
        return self._use(target, action, value, block_id)

    def choose(self, target: Message | View, action: str | Element, chosen: Any, block_id: str | None = None) -> Answer:
        """Choose in a menu, a picker, checkboxes or a text field: an option's value or visible text, an id, a
        date, a text; a list where several can be chosen. In an input block without `dispatch_action` the app
        hears of it only when the modal is submitted."""
        return self._use(target, action, _plain(chosen), block_id)

    def submit(self, view: View, values: dict[str, Any] | None = None) -> Answer:
        """Fill fields by block id, then press the submit button. The Answer holds the errors at the fields."""
        filled = {block_id: _plain(value) for block_id, value in (values or {}).items()}
        return Answer.of(self._ask("submit", view=view.id, values=filled))

    def close(self, view: View, *, everything: bool = False) -> Answer:
        """Close a modal; with `everything` the whole stack, as the ✕ does."""
        return Answer.of(self._ask("close", view=view.id, everything=everything))

    def suggestions(self, target: Message | View, action_id: str, typed: str) -> list[Json]:
        """Type into an external select; the options the app offers. Hand one to `choose`."""
        options: list[Json] = self._ask("suggest", action_id=action_id, typed=typed, **_at(target))["options"]
        return options

    def shortcut(self, callback_id: str, message: Message | None = None) -> Answer:
        """Use a global shortcut, or a message shortcut on `message`."""
        return Answer.of(self._ask("shortcut", callback_id=callback_id, **(_at(message) if message else {})))

    def react(self, message: Message, emoji: str) -> None:
        """Add a reaction (its name without colons)."""
        self._ask("react", name=emoji, adding=True, **_at(message))

    def unreact(self, message: Message, emoji: str) -> None:
        """Take a reaction away."""
        self._ask("react", name=emoji, adding=False, **_at(message))

    def say(self, where: "Channel | str | None", text: str) -> Message:
        """Type a message."""
        return Message.of(self._ask("say", channel=self._id(where), text=text))

    def open_home(self, app: "Installation | None" = None, tab: str = "home") -> View | None:
        """Open the app's Home tab (or its `messages`); what is there at that moment."""
        view = self._ask("open_home", app=app and app.app_id, tab=tab)["view"]
        return View.of(view) if view else None

    def dm(self, app: "Installation | None" = None) -> list[Message]:
        """What stands in the DM with the app (the one installed last, unless said)."""
        return self.messages(self.dm_channel(app))

    def dm_channel(self, app: "Installation | None" = None) -> Channel:
        """The DM with the app."""
        opened = self.link.ask("direct", team=self.workspace_id, members=[self.id], app=app and app.app_id)
        return Channel(self.link, self.workspace_id, opened["id"])

    def messages(self, where: "Channel | str | None" = None) -> list[Message]:
        """What this person sees there, oldest first, ephemeral messages to them included."""
        return [Message.of(raw) for raw in self._ask("messages", channel=self._id(where))["messages"]]

    def modals(self) -> list[View]:
        """The modals open in front of this person, the top last."""
        return [View.of(raw) for raw in self._ask("modals")["modals"]]

    def wait_message(
        self,
        where: "Channel | str | None" = None,
        *,
        containing: str | None = None,
        count: int = 1,
        after: Message | None = None,
        timeout: float = 15.0,
    ) -> Message:
        """The latest message there, once there are `count` of them that read `containing` and came after `after`.
        TimeoutError, which says what is there, when `timeout` seconds pass first."""
        asked = {"containing": containing, "count": count, "timeout": timeout}
        told = self._ask("wait_message", channel=self._id(where), after=after.ts if after else "", **asked)
        if told["message"] is None:
            there = "\n---\n".join(Message.of(raw).reading() for raw in told["messages"]) or "nothing"
            wanted = f"{count} message(s)" + (f" with {containing!r}" if containing else "")
            raise TimeoutError(f"{self.name} saw no {wanted} within {timeout} s. There is:\n{there}")
        return Message.of(told["message"])

    def wait_modal(self, *, containing: str = "", since: View | None = None, timeout: float = 15.0) -> View:
        """The top modal, once it reads `containing` and differs from `since`. TimeoutError after `timeout` s."""
        told = self._ask("wait_modal", containing=containing, hash=since and since.hash, timeout=timeout)
        if told["view"] is None:
            there = "\n---\n".join(View.of(raw).reading() for raw in told["modals"]) or "no modal"
            raise TimeoutError(f"{self.name} saw no such modal within {timeout} s. There is:\n{there}")
        return View.of(told["view"])

    def update(self, *, zone: str | None = "", kind: Kind | None = None, name: str = "", locale: str = "") -> None:
        """Change what Slack knows of this person (`zone=None` takes the zone away); apps get a user_change."""
        changes: Json = {"zone": zone} if zone != "" else {}
        changes |= {k: v for k, v in {"kind": kind, "name": name, "locale": locale}.items() if v}
        self._ask("update_person", changes=changes)

    def _use(self, target: Message | View, action: str | Element, value: Any, block_id: str | None) -> Answer:
        if isinstance(action, Element):
            value, block_id, action = action.value if value is None else value, action.block_id, action.action_id
        asked = {"action_id": action, "value": value, "block_id": block_id}
        return Answer.of(self._ask("use", **asked, **_at(target)))

    def _ask(self, operation: str, **body: Any) -> Json:
        return self.link.ask(operation, team=self.workspace_id, person=self.id, **body)

    def _id(self, where: "Channel | str | None") -> str:
        if where is None:
            return self.dm_channel().id
        return where if isinstance(where, str) else where.id


def _at(target: Message | View) -> dict[str, str]:
    if isinstance(target, View):
        return {"view": target.id}
    return {"channel": target.channel, "ts": target.ts}


def _plain(value: Any) -> Any:
    if isinstance(value, Person | Channel):
        return value.id
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
