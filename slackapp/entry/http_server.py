"""waitress inside this process: bound early, served on threads of its own, stopped without cutting anyone off."""

import errno
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any

from waitress import wasyncore
from waitress.server import create_server
from waitress.task import ThreadedTaskDispatcher

from slackapp.entry.seats import stamped
from slackapp.entry.web import MAX_BODY

_CONNECTIONS = 1000
_LOOK_EVERY = 0.01


class CannotListen(Exception):
    """One sentence: which address could not be had, and what to do."""


class HttpServer:
    """Serves the WSGI application `site` at `host`:`port` (0: any free one) from the moment `start` is called.

    Raises `CannotListen` naming `variable`, the setting that chose the port.
    """

    def __init__(self, site: Callable[..., Any], host: str, port: int, *, threads: int, variable: str) -> None:
        self._socket = _listen(host, port, variable)
        self.host = host
        self.port: int = self._socket.getsockname()[1]
        self._dispatcher = _Dispatcher()
        self._dispatcher.set_thread_count(threads)
        self._server = create_server(
            site,
            sockets=[self._socket],
            _dispatcher=self._dispatcher,
            ident=None,
            connection_limit=_CONNECTIONS,
            backlog=_CONNECTIONS,
            asyncore_use_poll=True,  # select() ends at 1,024 open files
            max_request_body_size=MAX_BODY + 2,  # past what the site refuses itself, and counts
            clear_untrusted_proxy_headers=True,
        )
        self._loop = threading.Thread(target=self._server.run, name=f"http-{self.port}", daemon=True)

    def start(self) -> None:
        """Begins to serve, in the background."""
        self._loop.start()

    def stop(self, timeout: float) -> bool:
        """Accepts no more, finishes what is in hand within `timeout` seconds, closes. Whether it finished."""
        until = monotonic() + timeout
        if not self._loop.ident:
            self._server.close()
            self._dispatcher.shutdown(timeout=timeout)
            return True
        self._in_loop(lambda: wasyncore.dispatcher.close(self._server))
        quiet = threading.Event()
        while not (idle := self._idle()) and monotonic() < until:
            quiet.wait(_LOOK_EVERY)
        self._dispatcher.shutdown(timeout=max(0.0, until - monotonic()) if idle else 0)
        self._in_loop(lambda: wasyncore.close_all(self._server._map, ignore_all=True))  # noqa: SLF001 - waitress offers no stop
        self._loop.join(max(0.5, until - monotonic()))
        return idle

    def _in_loop(self, do: Callable[[], None]) -> None:
        """Runs `do` on waitress's own thread: its sockets must not be closed under it."""
        with suppress(OSError):  # the loop has ended, and closed everything itself
            self._server.trigger.pull_trigger(do)

    def _idle(self) -> bool:
        channels = list(self._server.active_channels.values())
        return not self._dispatcher.in_hand and not any(channel.total_outbufs_len for channel in channels)


class _Dispatcher(ThreadedTaskDispatcher):  # type: ignore[misc]  # waitress ships no types
    """waitress's threads, which also remember when each request arrived, and how many are in hand."""

    def __init__(self) -> None:
        super().__init__()
        self.in_hand = 0
        self._count = threading.Lock()

    def add_task(self, task: Any) -> None:
        self._change(1)
        super().add_task(_Task(task, self._change))

    def _change(self, by: int) -> None:
        with self._count:
            self.in_hand += by


class _Task:
    """A request in waitress's queue, with its time of arrival."""

    def __init__(self, task: Any, change: Callable[[int], None]) -> None:
        self._task = task
        self._change = change
        self._service = stamped(task.service)

    def service(self) -> None:
        try:
            self._service()
        finally:
            self._change(-1)

    def cancel(self) -> None:
        self._change(-1)
        self._task.cancel()


def _listen(host: str, port: int, variable: str) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise CannotListen(f"{host} is no address of this machine ({error.strerror}): change HOST.") from None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise CannotListen(
                f"Port {port} on {host} is taken: stop what uses it, or set {variable} to another."
            ) from None
        raise CannotListen(f"Cannot listen on {host}:{port} ({error.strerror}): change HOST or {variable}.") from None
    return listening
