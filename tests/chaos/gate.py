"""A gate before PostgreSQL: shut, the database is gone for everybody who came through it."""

import socket
import threading
from contextlib import suppress

from sqlalchemy import make_url

_CHUNK = 65536


class Gate:
    """Passes on what is said on a TCP port of loopback to the server at `database_url`, which listens on a Unix socket,
    and back, while it is open. Its own `url` is that of the database for those who come through it."""

    def __init__(self, database_url: str) -> None:
        url = make_url(database_url)
        self._path = f"{url.query['host']}/.s.PGSQL.{url.port or 5432}"
        self._open = True
        self._lines: set[socket.socket] = set()
        self._guard = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        port = int(self._listener.getsockname()[1])
        self.url = url.set(host="127.0.0.1", port=port, query={}).render_as_string(hide_password=False)
        threading.Thread(target=self._listen, daemon=True).start()

    def shut(self) -> None:
        """Cuts everybody off, and lets nobody in."""
        with self._guard:
            self._open = False
            for line in self._lines:
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)

    def open(self) -> None:
        """As it was."""
        with self._guard:
            self._open = True

    def close(self) -> None:
        """For good."""
        self.shut()
        self._listener.close()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._listener.accept()
            except OSError:  # closed for good
                return
            self._connect(caller)

    def _connect(self, caller: socket.socket) -> None:
        with self._guard:
            if not self._open:
                caller.close()
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self._path)
            self._lines |= {caller, server}
        for source, target in ((caller, server), (server, caller)):
            threading.Thread(target=self._pass_on, args=(source, target), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                target.sendall(data)
        with self._guard:
            for line in {source, target} & self._lines:
                self._lines.discard(line)
                with suppress(OSError):
                    line.shutdown(socket.SHUT_RDWR)
                line.close()
