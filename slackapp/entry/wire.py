"""WebSocket frames (RFC 6455), the client's side: read whole, written whole."""

import errno
import os
import socket
from contextlib import suppress
from itertools import cycle

_CHUNK = 65536
_LARGEST_FRAME = 16 * 1024 * 1024
_FINAL, _OPCODE, _CONTROL, _TEXT = 0x80, 0x0F, 0x08, 0x01
_MASKED = 0x80
_TWO_BYTES, _EIGHT_BYTES = 126, 127
_EMPTY_FRAME = 2


class Wire:
    """A socket under a WebSocket, after its handshake: `recv` gives exactly one whole message or control frame."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._unread = b""
        self._fragments = b""
        self._kind = 0
        self._owes_nothing = False
        self._closed = False

    def recv(self, _size: int) -> bytes:
        """The next frame, with fragments joined. A timeout (`TimeoutError`) loses nothing that was read.

        Raises `ConnectionResetError` at the end of the stream, and `OSError` with EBADF once closed from here.
        """
        if self._owes_nothing:
            # After a frame of two bytes the SDK asks for more of it before it looks.
            self._owes_nothing = False
            return b""
        while (frame := self._next_frame()) is None:
            self._read()
        self._owes_nothing = len(frame) == _EMPTY_FRAME
        return frame

    def send(self, data: bytes) -> int:
        """Sends all of it."""
        self._socket.sendall(data)
        return len(data)

    def close(self) -> None:
        """Ends the connection."""
        self.wake()
        self._socket.close()

    def wake(self) -> None:
        """Makes a `recv` that waits in another thread return now; nothing can be read or sent any more."""
        self._closed = True
        with suppress(OSError):  # not connected any more
            self._socket.shutdown(socket.SHUT_RDWR)

    def _read(self) -> None:
        data = b"" if self._closed else self._socket.recv(_CHUNK)
        if self._closed:
            raise OSError(errno.EBADF, "closed from this side")
        if not data:
            raise ConnectionResetError(errno.ECONNRESET, "closed by the other side")
        self._unread += data

    def _next_frame(self) -> bytes | None:
        """Takes one frame off what was read; None while it is incomplete, or a fragment with more to follow."""
        # The SDK leaves the line feed that ends the handshake; no frame can begin with one.
        self._unread = self._unread.removeprefix(b"\n")
        while (extent := _extent(self._unread)) is not None:
            start, end = extent
            frame, self._unread = self._unread[:end], self._unread[end:]
            opcode, final = frame[0] & _OPCODE, frame[0] & _FINAL
            if opcode & _CONTROL or (final and opcode):
                return frame
            self._kind = opcode or self._kind
            self._fragments += frame[start:]
            if final:
                whole, self._fragments = self._fragments, b""
                return bytes((_FINAL | self._kind, _EIGHT_BYTES)) + len(whole).to_bytes(8, "big") + whole
        return None


def _extent(data: bytes) -> tuple[int, int] | None:
    """Where the payload of the first frame in `data` starts and ends; None while it is incomplete."""
    if len(data) < _EMPTY_FRAME:
        return None
    length, start = data[1] & 0x7F, 2
    extra = {_TWO_BYTES: 2, _EIGHT_BYTES: 8}.get(length, 0)
    if extra:
        if len(data) < start + extra:
            return None
        length, start = int.from_bytes(data[start : start + extra], "big"), start + extra
    if length > _LARGEST_FRAME:
        raise ConnectionResetError(errno.ECONNRESET, "a frame larger than anything Slack sends")
    return (start, start + length) if len(data) >= start + length else None


def text_frame(text: str) -> bytes:
    """One text message as a client sends it: a single frame of any length, masked."""
    payload, mask = text.encode(), os.urandom(4)
    size = len(payload)
    if size < _TWO_BYTES:
        length = bytes((_MASKED | size,))
    elif size < 1 << 16:
        length = bytes((_MASKED | _TWO_BYTES,)) + size.to_bytes(2, "big")
    else:
        length = bytes((_MASKED | _EIGHT_BYTES,)) + size.to_bytes(8, "big")
    masked = bytes(byte ^ key for byte, key in zip(payload, cycle(mask), strict=False))
    return bytes((_FINAL | _TEXT,)) + length + mask + masked
