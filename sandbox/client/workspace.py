"""A workspace, and the apps installed in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sandbox.client.link import Link
from sandbox.client.people import Channel, Person
from sandbox.client.seen import Receipt
from sandbox.state.people import Kind

Json = dict[str, Any]


@dataclass(slots=True)
class Installation:
    """An app in a workspace: what its makers would copy from Slack's pages into their environment."""

    link: Link = field(repr=False)
    team_id: str
    app_id: str
    bot_user_id: str
    bot_id: str
    bot_token: str
    app_token: str
    signing_secret: str
    client_id: str
    client_secret: str
    verification_token: str
    _request_url: str | None = None

    @property
    def request_url(self) -> str | None:
        """Where the app listens over HTTP, for commands, interactivity and events alike. Can be set at any time;
        until then the manifest's own URLs hold."""
        return self._request_url

    @request_url.setter
    def request_url(self, url: str) -> None:
        self.link.ask("request_url", app=self.app_id, url=url)
        self._request_url = url

    def turn_messages_tab(self, *, on: bool) -> None:
        """Let people and the app write in its DMs, or not (`messages_tab_disabled`), wherever it is installed."""
        self.link.ask("messages_tab", app=self.app_id, on=on)

    def verify_request_url(self) -> bool:
        """Have Slack send url_verification; whether the app repeated the challenge."""
        return bool(self.link.ask("verify_url", team=self.team_id, app=self.app_id)["verified"])

    def check_ssl(self) -> bool:
        """Have Slack send ssl_check to the command URL; whether the app answered 200."""
        return bool(self.link.ask("check_ssl", team=self.team_id, app=self.app_id)["ok"])


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace, whose people, conversations and apps are made here."""

    link: Link = field(repr=False)
    id: str
    name: str
    domain: str

    def install(
        self, manifest: Json | None = None, request_url: str | None = None, *, app_of: Installation | None = None
    ) -> Installation:
        """Install a new app by its manifest, which says its commands, scopes, events and Socket Mode; or with
        `app_of` the app that is installed elsewhere already."""
        app = app_of.app_id if app_of else None
        told = self.link.ask("install", team=self.id, manifest=manifest, request_url=request_url, app=app)
        return Installation(self.link, self.id, **told, _request_url=request_url)

    def person(
        self,
        name: str,
        zone: str | None = None,
        *,
        locale: str = "en-US",
        kind: Kind = "member",
        handle: str | None = None,
        email: str | None = None,
        company: str | None = None,
        grid: bool = False,
    ) -> Person:
        """A new person; without `zone` Slack knows none. Those of kind `external` belong to the workspace id
        `company` (one of their own by default); with `grid` the id begins with W."""
        told = self.link.ask(
            "person",
            team=self.id,
            name=name,
            zone=zone,
            locale=locale,
            kind=kind,
            handle=handle,
            email=email,
            company=company,
            grid=grid,
        )
        return Person(self.link, self.id, told["id"], told["team_id"], name, told["handle"])

    def people(self, names: Sequence[str], zone: str | None = None, *, kind: Kind = "member") -> list[Person]:
        """As many new people as there are names, in one call."""
        told = self.link.ask("people", team=self.id, names=list(names), zone=zone, kind=kind)["people"]
        return [
            Person(self.link, self.id, one["id"], one["team_id"], name, one["handle"])
            for name, one in zip(names, told, strict=True)
        ]

    def open_dms(self, app: Installation, people: Sequence[Person]) -> list[Channel]:
        """The DMs of an app with each of these people, in their order, in one call."""
        told = self.link.ask("directs", team=self.id, app=app.app_id, people=[person.id for person in people])
        return [Channel(self.link, self.id, one) for one in told["ids"]]

    def channel(
        self,
        name: str,
        members: "list[Person] | tuple[Person, ...]" = (),
        *,
        private: bool = False,
        shared: bool = False,
        archived: bool = False,
    ) -> Channel:
        """A new channel; `shared` with another company. Apps are put in with `add`."""
        ids = [person.id for person in members]
        told = self.link.ask(
            "channel", team=self.id, name=name, members=ids, private=private, shared=shared, archived=archived
        )
        return Channel(self.link, self.id, told["id"], name)

    def dm(self, *people: Person) -> Channel:
        """The DM of two people, or the group DM of more; the app is not in it."""
        told = self.link.ask("direct", team=self.id, members=[person.id for person in people])
        return Channel(self.link, self.id, told["id"], told["name"])

    def uninstall(self, app: Installation, *, uninstalled_first: bool = True) -> list[bool]:
        """Remove an app: its token answers account_inactive at once, and app_uninstalled and tokens_revoked are
        sent, in this or the other order. Whether each was acknowledged, when all attempts are over."""
        asked = {"team": self.id, "app": app.app_id, "uninstalled_first": uninstalled_first}
        return list(self.link.ask("uninstall", **asked)["acknowledged"])

    def revoke(self, app: Installation, error: str = "token_revoked") -> None:
        """Make the app's bot token answer this error (`account_inactive` is the other), without an event."""
        self.link.ask("revoke", team=self.id, app=app.app_id, error=error)

    def emit(self, app: Installation, event: Json, *, event_id: str | None = None, times: int = 1) -> list[Receipt]:
        """Send an event of any shape to an app, subscribed or not, `times` over with one event id. Waits until
        each is acknowledged or given up."""
        asked = {"team": self.id, "app": app.app_id, "event": event, "event_id": event_id, "times": times}
        return [Receipt(**raw) for raw in self.link.ask("emit", **asked)["replies"]]

    def rate_limited(self, app: Installation) -> Receipt:
        """Send app_rate_limited, which has no inner event."""
        return Receipt(**self.link.ask("rate_limited", team=self.id, app=app.app_id))

    def names(self) -> dict[str, str]:
        """What people and channels are called, by id: for `sandbox.reading`."""
        return dict(self.link.ask("names", team=self.id)["names"])
