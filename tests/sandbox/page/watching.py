"""A page's socket without its page."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from websockets.sync.client import ClientConnection, connect

from sandbox import Sandbox
from sandbox.client import Channel, Person

Json = dict[str, Any]


class Eye:
    """Looks at the workspace as a page does, and keeps what it was told."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.told: list[Json] = []

    def look(self, who: Person, where: Channel | None = None, **stretch: int | None) -> None:
        """Says as whom and where, and which stretch of messages."""
        asked = {"team": who.workspace_id, "person": who.id, "channel": where.id if where else "", **stretch}
        self._socket.send(json.dumps(asked))

    def send(self, text: str) -> None:
        """Says anything."""
        self._socket.send(text)

    def until(self, part: str, true: Any = lambda shown: True, seconds: float = 3.0) -> Any:
        """The next news of a part of the page that is as wanted; TimeoutError where it does not come."""
        end = monotonic() + seconds
        while (left := end - monotonic()) > 0:
            news = json.loads(self._socket.recv(timeout=left))
            self.told.append(news)
            if part in news and true(news[part]):
                return news[part]
        raise TimeoutError(f"no such news of {part}; there was {self.told}")


@contextmanager
def eye(slack: Sandbox) -> Iterator[Eye]:
    """One open page."""
    with connect(f"{slack.url.replace('http', 'ws')}/_page/live", origin=None) as socket:
        yield Eye(socket)
