"""The connection to a local Slack's control address. Threads may share it: each request takes a connection of
its own out of a pool."""

import http.client
import json
from queue import Empty, LifoQueue
from typing import Any
from urllib.parse import urlsplit

Json = dict[str, Any]

LONGEST_ANSWER = 900.0  # seconds; an event may take all of Slack's retries, six minutes, to settle


class SandboxError(Exception):
    """Something was asked that no person could do in Slack; the sentence says why."""


class Link:
    """Asks the control address, over connections that are kept open."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.hostname is None or parts.port is None:
            raise ValueError(f"{url!r} is no address of a local Slack, such as http://127.0.0.1:8765")
        self._host, self._port = parts.hostname, parts.port
        self._idle: LifoQueue[http.client.HTTPConnection] = LifoQueue()

    def ask(self, operation: str, **body: Any) -> Json:
        """Run an operation. SandboxError when it cannot be done, OSError when the server is gone."""
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = http.client.HTTPConnection(self._host, self._port, timeout=LONGEST_ANSWER)
        try:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", f"/_sandbox/{operation}", json.dumps(body), headers)
            response = connection.getresponse()
            answer = response.read()
        except BaseException:  # interrupted, too: what is left of this answer would be read as the next one's
            connection.close()
            raise
        self._idle.put(connection)
        if response.status == http.HTTPStatus.INTERNAL_SERVER_ERROR:
            raise RuntimeError(f"The local Slack failed at {operation}; its traceback is in its log.")
        told: Json = json.loads(answer)
        if response.status != http.HTTPStatus.OK:
            raise SandboxError(told["problem"])
        return told

    def close(self) -> None:
        """Close the idle connections."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return
