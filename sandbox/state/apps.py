"""Apps, and their installations in workspaces."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.state.ids import new_id


@dataclass(slots=True)
class App:
    """One app: its manifest, its secrets, and where it listens."""

    manifest: dict[str, Any]
    request_url: str | None = None
    id: str = field(default_factory=lambda: new_id("A"))
    client_id: str = field(default_factory=lambda: f"{secrets.randbelow(10**12):012d}.{secrets.randbelow(10**12):012d}")
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    verification_token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    app_token: str = field(default_factory=lambda: f"xapp-1-{secrets.token_hex(24)}")

    @property
    def name(self) -> str:
        """What people call it."""
        return str(self.manifest.get("display_information", {}).get("name", "App"))

    @property
    def bot_name(self) -> str:
        """The display name of its bot user."""
        return str(self.manifest.get("features", {}).get("bot_user", {}).get("display_name", self.name))

    @property
    def socket_mode(self) -> bool:
        """Whether everything goes over its sockets and nothing over HTTP."""
        return bool(self.settings.get("socket_mode_enabled"))

    @property
    def settings(self) -> dict[str, Any]:
        """The manifest's `settings`."""
        return dict(self.manifest.get("settings", {}))

    @property
    def bot_scopes(self) -> tuple[str, ...]:
        """The scopes its bot token is granted at installation."""
        return tuple(self.manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ()))

    @property
    def bot_events(self) -> frozenset[str]:
        """The events it subscribed to."""
        return frozenset(self.settings.get("event_subscriptions", {}).get("bot_events", ()))

    @property
    def home(self) -> dict[str, Any]:
        """The manifest's `app_home`. Slack turns the messages tab on unless it is told otherwise."""
        return {"messages_tab_enabled": True} | dict(self.manifest.get("features", {}).get("app_home", {}))

    def command(self, name: str) -> dict[str, Any] | None:
        """The manifest's entry for this slash command."""
        commands: list[dict[str, Any]] = self.manifest.get("features", {}).get("slash_commands", [])
        return next((c for c in commands if c["command"] == name), None)

    def shortcuts(self) -> Iterator[dict[str, Any]]:
        """The manifest's shortcuts."""
        yield from self.manifest.get("features", {}).get("shortcuts", [])

    def url_for(self, configured: str | None) -> str | None:
        """Where to send what the manifest sends to `configured`. `request_url`, once set, goes before it, since
        the port of an app under test is known only when it runs."""
        return self.request_url or configured


@dataclass(slots=True)
class Installation:
    """An app in a workspace: its bot token, its bot user, and the scopes it was granted."""

    app: App
    team_id: str
    bot_user_id: str
    bot_id: str
    scopes: tuple[str, ...]
    bot_token: str = field(default_factory=lambda: f"xoxb-{secrets.token_hex(24)}")
    dead: str | None = None  # the error its token answers with: account_inactive or token_revoked
    shown_home: set[str] = field(default_factory=set)
