"""A client's connection that is kept open, as bare as it can be: its own cost is the same for whatever it measures."""

import socket

_CHUNK = 65536
_LONGEST_SECONDS = 30.0
"""Far beyond Slack's three: who answers later than that does not answer."""


class Connection:
    """To an HTTP server on loopback. Requests are whole and ready to send; answers must say their length.

    Raises `OSError` when the server is not there, goes away, or says nothing for half a minute.
    """

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), _LONGEST_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._read = b""

    def fileno(self) -> int:
        """What a selector waits on."""
        return self._socket.fileno()

    def send(self, request: bytes) -> None:
        """Sends one request."""
        self._read = b""
        self._socket.sendall(request)

    def receive(self) -> bytes | None:
        """Reads what has come, waiting when nothing has. The whole answer once it is complete, None until then."""
        data = self._socket.recv(_CHUNK)
        if not data:
            raise ConnectionResetError("the server closed the connection")
        self._read += data
        head, end, body = self._read.partition(b"\r\n\r\n")
        return self._read if end and len(body) >= _length(head) else None

    def ask(self, request: bytes) -> bytes:
        """Sends one request and waits for its answer."""
        self.send(request)
        while (answer := self.receive()) is None:
            pass
        return answer

    def close(self) -> None:
        """Lets it go."""
        self._socket.close()


def is_answer(answer: bytes, containing: bytes) -> bool:
    """Whether it is a 200 with these bytes in it: being told to try again is one without."""
    return answer.startswith(b"HTTP/1.1 200 ") and containing in answer


def _length(head: bytes) -> int:
    _, _, rest = head.lower().partition(b"\r\ncontent-length:")
    return int(rest.partition(b"\r\n")[0])
