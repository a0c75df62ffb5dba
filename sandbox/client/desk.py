"""The desk from which a local Slack is run."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self

from sandbox.client.link import Link
from sandbox.client.seen import Breach, Exchange, Posted
from sandbox.client.workspace import Installation, Workspace
from sandbox.state.faults import Trouble


class Desk:
    """Runs the local Slack at `url`. Threads may share it. A context manager; `close` lets its connections go."""

    def __init__(self, url: str) -> None:
        self._link = Link(url)
        self.url = url

    def workspace(self, name: str, zone: str | None = None) -> Workspace:
        """A new workspace."""
        told = self._link.ask("workspace", name=name, zone=zone)
        return Workspace(self._link, told["id"], name, told["domain"])

    def calls(self, method: str | None = None) -> list[Exchange]:
        """The Web API calls of all apps so far, or those of one method; `response_url` is one too."""
        return [Exchange(**raw) for raw in self._link.ask("calls", name=method)["exchanges"]]

    def deliveries(self, kind: str | None = None) -> list[Exchange]:
        """The payloads sent to apps so far: `command`, `block_actions`, `view_submission`, `view_closed`,
        `block_suggestion`, `shortcut`, `message_action`, `event:NAME`; `event` finds all events."""
        return [Exchange(**raw) for raw in self._link.ask("deliveries", name=kind)["exchanges"]]

    def posted(self, team: Workspace | None = None, *, texts: bool = True) -> list[Posted]:
        """Every message that chat.postMessage accepted since this Slack started, in order, as it then was: what
        apps did is counted here. Nothing that happens later changes it, `clear_record` included. Without `texts`
        (quicker, where there are many) `text` is empty."""
        rows = self._link.ask("posted", team=_id(team), texts=texts)["posts"]
        return [Posted(*row) for row in rows]

    def breaches(self) -> list[Breach]:
        """Everything that apps sent and Slack refuses, so far."""
        return [Breach(**raw) for raw in self._link.ask("breaches")["breaches"]]

    def clear_record(self) -> None:
        """Forget calls, deliveries and breaches so far."""
        self._link.ask("clear_record")

    def settled(self, timeout: float = 15.0) -> bool:
        """Wait until no event is on its way any more, retries included; false when `timeout` seconds pass first."""
        return bool(self._link.ask("settled", timeout=timeout)["settled"])

    def fault(
        self,
        on: str,
        trouble: Trouble,
        *,
        times: int | None = 1,
        seconds: float = 1.0,
        error: str = "internal_error",
        team: Workspace | None = None,
        share: float = 1.0,
        seed: int | None = None,
        lasts: float | None = None,
    ) -> str:
        """Have the next `times` exchanges named `on` go wrong (None: all, until `lift`); returns the fault's id.

        `on` is a method, a kind of delivery, or `*`. `trouble`: http_500, rate_limited (429, Retry-After:
        `seconds`), error (`ok: false` with `error`), slow (by `seconds`), drop_before and drop_after (the
        connection goes before or after the work is done), twice (a delivery arrives two times), down (503, and
        no delivery arrives). With a `share` below 1 each exchange is hit by chance, always the same ones for the same
        `seed`. With `lasts` it ends by itself after so many seconds.
        """
        chance = {"share": share, "seed": seed, "lasts": lasts}
        told = self._link.ask(
            "fault", on=on, trouble=trouble, times=times, seconds=seconds, error=error, team_id=_id(team), **chance
        )
        return str(told["id"])

    def clock(self) -> datetime:
        """The story's time, in UTC: what the page's clock shows. Only those who read it here go by it."""
        return datetime.fromtimestamp(self._link.ask("clock")["now"], UTC)

    def ahead(self) -> timedelta:
        """How far the story's time is ahead of real time."""
        return timedelta(seconds=self._link.ask("clock")["ahead"])

    def move_clock(self, seconds: float) -> datetime:
        """Let the story go on so many seconds later; its time then. It never goes back."""
        return datetime.fromtimestamp(self._link.ask("move_clock", by=seconds)["now"], UTC)

    def lift(self, fault_id: str | None = None) -> None:
        """End one fault, or all."""
        self._link.ask("lift", id=fault_id)

    def latency(self, milliseconds: float) -> None:
        """Have every answer of the Web API take so long from now on. What is asked for is done when it is asked."""
        self._link.ask("latency", seconds=milliseconds / 1000)

    def lag_history(self, seconds: float) -> None:
        """Have messages stand in conversations.history (and .replies) only so long after they were accepted."""
        self._link.ask("lag_history", seconds=seconds)

    def rate_limits(
        self,
        per_minute: Mapping[str, int] | None = None,
        *,
        per_channel_seconds: float = 1.0,
        team: Workspace | None = None,
    ) -> None:
        """Put Slack's published limits in force, in one workspace or in all: calls by method, workspace and app
        (`per_minute` replaces figures; 300 messages unless it says otherwise), and the seconds between two messages
        to one channel. Strict: bursts that Slack may tolerate are refused, with 429 and `Retry-After`."""
        limits = {"per_minute": dict(per_minute or {}), "per_channel_seconds": per_channel_seconds}
        self._link.ask("rate_limits", on=True, team=_id(team), **limits)

    def no_rate_limits(self, team: Workspace | None = None) -> None:
        """End the rate limits, in one workspace or in all; so it is in the beginning."""
        self._link.ask("rate_limits", on=False, team=_id(team))

    def refusals(self, team: Workspace | None = None) -> dict[str, int]:
        """How many calls the rate limits refused so far, by method; faults are not counted."""
        return dict(self._link.ask("refusals", team=_id(team))["refused"])

    def sockets(self, app: Installation, *, at_least: int = 0, timeout: float = 15.0) -> int:
        """How many Socket Mode connections an app has, once there are `at_least` so many or time is up."""
        asked: dict[str, Any] = {"app": app.app_id, "at_least": at_least, "timeout": timeout}
        return int(self._link.ask("sockets", **asked)["count"])

    def refresh_sockets(self, app: Installation, *, warning: float = 10.0) -> None:
        """Let the app's connections end as Slack does every few hours: `disconnect` with reason warning, and for
        those still open `warning` seconds later refresh_requested and a clean close. Returns when they are gone."""
        self._link.ask("refresh_sockets", app=app.app_id, warning=warning)

    def drop_sockets(self, app: Installation) -> None:
        """Close the app's connections cleanly, with no word before."""
        self._link.ask("drop_sockets", app=app.app_id)

    def cut_sockets(self, app: Installation) -> None:
        """Break the app's connections as a dead network does."""
        self._link.ask("cut_sockets", app=app.app_id)

    def close(self) -> None:
        """Let the connections to the server go."""
        self._link.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _id(team: Workspace | None) -> str | None:
    return None if team is None else team.id
