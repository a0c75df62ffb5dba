"""The life of the process: prepare, assemble, listen; on SIGTERM finish what is in hand and go."""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Protocol

import structlog
from slack_bolt import App
from slack_sdk.signature import SignatureVerifier

from slackapp.after import After, quick
from slackapp.entry import health, web
from slackapp.entry.door import Door
from slackapp.entry.health import Check
from slackapp.entry.http_server import HttpServer
from slackapp.entry.seats import EVENT_SEATS, SEATS, SPARE_THREADS, Seats
from slackapp.entry.socket_mode import SocketMode
from slackapp.metrics import Metrics
from slackapp.settings import Settings

_log = structlog.get_logger(__name__)

_FINISH_SECONDS, _TICK_SECONDS, _DISCONNECT_SECONDS, _AFTER_SECONDS = 3.0, 2.0, 1.5, 1.0
"""What each part may take to stop; together, below the ten that a supervisor grants."""
_LAST_RESORT_SECONDS = 8.5
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Metronome(Protocol):
    """What ticks: delivers what is due."""

    def start(self) -> None: ...
    def stop(self, timeout: float) -> object: ...


class Assembled(Protocol):
    """Every long-lived object, built and not yet started."""

    @property
    def app(self) -> App: ...
    @property
    def after(self) -> After: ...
    @property
    def metronome(self) -> Metronome: ...
    @property
    def metrics(self) -> Metrics: ...
    @property
    def checks(self) -> Mapping[str, Check]: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a running process is reached."""

    slack: str
    health: str | None


def run(settings: Settings, assemble: Callable[[], Assembled]) -> None:
    """Runs until SIGTERM or SIGINT, then stops within ten seconds. The database must be ready.

    Raises `CannotListen` or `CannotConnect` when it cannot start.
    """
    # Blocked before any thread exists, so that every thread inherits it and only `sigwait` sees them.
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        with running(settings, assemble()):
            received = signal.sigwait(_SIGNALS)
            for number in _SIGNALS:  # asked twice is asked once: the end is near either way
                signal.signal(number, signal.SIG_IGN)
            _log.info("stopping", because=signal.Signals(received).name)
            _exit_at_the_latest()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    _log.info("stopped")


@contextmanager
def running(settings: Settings, assembled: Assembled, seats: Seats | None = None) -> Iterator[Addresses]:
    """The assembled app, heard and ticking, for as long as the block lasts; stopped in order when it ends. `seats`
    stand in for those of a process by itself."""
    with ExitStack() as stack:
        stack.callback(assembled.close)
        stack.callback(assembled.after.close, _AFTER_SECONDS)
        door = Door(assembled.app, seats or Seats(), assembled.after, assembled.metrics)
        listener, where = _listener(settings, door, assembled.metrics)
        stack.callback(listener.stop, _DISCONNECT_SECONDS)
        checks = dict(assembled.checks)
        if isinstance(listener, SocketMode):
            checks["slack"] = listener.is_connected
        observed = _observed(settings, checks, assembled.metrics, stack)
        assembled.metronome.start()
        stack.callback(assembled.metronome.stop, _TICK_SECONDS)
        stack.callback(door.close, _FINISH_SECONDS)
        listener.start()
        _log.info("ready", reached=where, health=observed)
        yield Addresses(where, observed)


def _listener(settings: Settings, door: Door, metrics: Metrics) -> tuple[SocketMode | HttpServer, str]:
    threads = SEATS + EVENT_SEATS + SPARE_THREADS
    if settings.socket_mode:
        client = quick(settings.slack_api_url)
        client.timeout = 10  # nobody waits for a new connection as they do for an answer
        return SocketMode(door, app_token=settings.slack_app_token, web_client=client, threads=threads), "Socket Mode"
    site = web.site(door, SignatureVerifier(settings.slack_signing_secret), metrics)
    server = HttpServer(site, settings.host, settings.port, threads=threads, variable="PORT")
    return server, f"http://{server.host}:{server.port}/slack/events"


def _observed(settings: Settings, checks: Mapping[str, Check], metrics: Metrics, stack: ExitStack) -> str | None:
    """Starts the health server, on loopback only, when there is to be one; its address."""
    if settings.metrics_port is None:
        return None
    site = health.site(checks, metrics)
    server = HttpServer(site, "127.0.0.1", settings.metrics_port, threads=2, variable="METRICS_PORT")
    server.start()
    stack.callback(server.stop, 0.5)
    return f"http://{server.host}:{server.port}"


def _exit_at_the_latest() -> None:
    """The promise of ten seconds holds even if a thread of a library hangs and would be waited for."""
    timer = threading.Timer(_LAST_RESORT_SECONDS, os._exit, (0,))
    timer.daemon = True
    timer.start()
