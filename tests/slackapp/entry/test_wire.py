"""Frames: whole in, whole out, whatever the network does to them."""

import errno
import socket
import struct
import threading
from collections.abc import Iterator

import pytest

from slackapp.entry.wire import Wire, text_frame


@pytest.fixture
def pair() -> Iterator[tuple[Wire, socket.socket]]:
    """Our end and the other."""
    ours, theirs = socket.socketpair()
    ours.settimeout(0.05)
    wire = Wire(ours)
    yield wire, theirs
    wire.close()
    theirs.close()


def frame(payload: bytes, *, opcode: int = 1, final: bool = True) -> bytes:
    first = (0x80 if final else 0) | opcode
    if len(payload) < 126:
        return bytes((first, len(payload))) + payload
    if len(payload) < 65536:
        return struct.pack("!BBH", first, 126, len(payload)) + payload
    return struct.pack("!BBQ", first, 127, len(payload)) + payload


@pytest.mark.parametrize("size", [1, 125, 126, 65535, 65536, 300_000])
def test_a_frame_of_any_size_comes_whole(pair: tuple[Wire, socket.socket], size: int) -> None:
    wire, theirs = pair
    sent = frame(b"x" * size)
    sender = threading.Thread(target=theirs.sendall, args=(sent,))
    sender.start()
    assert wire.recv(16) == sent
    sender.join()


def test_what_the_handshake_left_is_skipped(pair: tuple[Wire, socket.socket]) -> None:
    wire, theirs = pair
    theirs.sendall(b"\n" + frame(b"hello"))
    assert wire.recv(1024) == frame(b"hello")


def test_frames_that_arrive_together_come_one_by_one(pair: tuple[Wire, socket.socket]) -> None:
    wire, theirs = pair
    theirs.sendall(frame(b"one") + frame(b"two"))
    assert [wire.recv(1), wire.recv(1)] == [frame(b"one"), frame(b"two")]


def test_a_pause_in_the_middle_of_a_frame_loses_nothing(pair: tuple[Wire, socket.socket]) -> None:
    wire, theirs = pair
    whole = frame(b"slow" * 100)
    for cut in (1, 3, 100):
        theirs.sendall(whole[:cut])
        with pytest.raises(TimeoutError):
            wire.recv(1024)
        theirs.sendall(whole[cut:])
        assert wire.recv(1024) == whole


def test_an_empty_ping_is_followed_by_nothing_rather_than_by_a_wait(pair: tuple[Wire, socket.socket]) -> None:
    wire, theirs = pair
    theirs.sendall(frame(b"", opcode=9) + frame(b"next"))
    assert wire.recv(1024) == frame(b"", opcode=9)
    assert wire.recv(1024) == b"", "the SDK asks for the rest of it, and there is none"
    assert wire.recv(1024) == frame(b"next")


def test_fragments_are_joined_and_control_frames_pass_between(pair: tuple[Wire, socket.socket]) -> None:
    wire, theirs = pair
    theirs.sendall(frame(b"a", final=False) + frame(b"!", opcode=9) + frame(b"b", opcode=0, final=False))
    theirs.sendall(frame(b"c", opcode=0))
    assert wire.recv(1024) == frame(b"!", opcode=9)
    assert wire.recv(1024) == struct.pack("!BBQ", 0x81, 127, 3) + b"abc"


def test_the_end_of_the_stream_is_no_silence(pair: tuple[Wire, socket.socket]) -> None:
    wire, theirs = pair
    theirs.close()
    with pytest.raises(ConnectionResetError):
        wire.recv(1024)


def test_a_frame_beyond_reason_ends_the_connection(pair: tuple[Wire, socket.socket]) -> None:
    wire, theirs = pair
    theirs.sendall(struct.pack("!BBQ", 0x81, 127, 1 << 40))
    with pytest.raises(ConnectionResetError):
        wire.recv(1024)


def test_closing_wakes_whoever_reads() -> None:
    ours, theirs = socket.socketpair()
    ours.settimeout(30)
    wire, found = Wire(ours), []

    def read() -> None:
        try:
            wire.recv(1024)
        except OSError as error:
            found.append(error.errno)

    reader = threading.Thread(target=read)
    reader.start()
    wire.wake()
    reader.join(5)
    wire.close()
    theirs.close()
    assert found == [errno.EBADF]


@pytest.mark.parametrize("size", [0, 125, 126, 65535, 65536, 200_000])
def test_a_text_is_sent_as_one_masked_frame(size: int) -> None:
    text = "ü" * (size // 2) + "x" * (size % 2)
    sent = text_frame(text)
    assert sent[0] == 0x81
    assert sent[1] & 0x80
    start = {126: 4, 127: 10}.get(sent[1] & 0x7F, 2)
    length = int.from_bytes(sent[2:start], "big") if start > 2 else sent[1] & 0x7F
    mask, masked = sent[start : start + 4], sent[start + 4 :]
    assert len(masked) == length == len(text.encode())
    assert bytes(byte ^ mask[place % 4] for place, byte in enumerate(masked)).decode() == text
