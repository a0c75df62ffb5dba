"""The server's own promises: addresses, and an end that cuts nobody off."""

import http.client
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Event
from time import monotonic

import pytest
from structlog.testing import capture_logs

from slackapp.entry.http_server import CannotListen, HttpServer
from slackapp.entry.site import Environ, Reply, Site
from tests.slackapp.entry.front import Http


@pytest.fixture
def gate() -> Iterator[Event]:
    gate = Event()
    yield gate
    gate.set()


@pytest.fixture
def started() -> Event:
    return Event()


@pytest.fixture
def site(gate: Event, started: Event) -> Site:
    def hang(_: Environ) -> Reply:
        started.set()
        gate.wait(20)
        return Reply(HTTPStatus.OK, "x" * 100_000)

    def fail(_: Environ) -> Reply:
        raise RuntimeError("oops")

    return Site({"/hang": {"GET": hang}, "/fail": {"GET": fail}, "/": {"GET": lambda _: Reply(HTTPStatus.OK, "hi")}})


def server_of(site: Site, port: int = 0, host: str = "127.0.0.1") -> HttpServer:
    return HttpServer(site, host, port, threads=2, variable="PORT")


def test_stopping_finishes_what_is_in_hand(site: Site, gate: Event, started: Event) -> None:
    server = server_of(site)
    server.start()
    with ThreadPoolExecutor(2) as people:
        asked = people.submit(Http(server.port).send, "GET", "/hang")
        assert started.wait(5)
        stopped = people.submit(server.stop, 10)
        Event().wait(0.2)
        assert not stopped.done()
        with pytest.raises(ConnectionRefusedError):
            Http(server.port).send("GET", "/")
        gate.set()
        assert asked.result(5) == (200, "x" * 100_000)
        assert stopped.result(5)


def test_stopping_does_not_wait_for_ever(site: Site, started: Event) -> None:
    server = server_of(site)
    server.start()
    with ThreadPoolExecutor(1) as people:
        asked = people.submit(Http(server.port).send, "GET", "/hang")
        assert started.wait(5)
        before = monotonic()
        assert not server.stop(0.3)
        assert monotonic() - before < 2
        with pytest.raises(http.client.RemoteDisconnected):
            asked.result(5)


def test_idle_connections_do_not_keep_it(site: Site) -> None:
    server = server_of(site)
    server.start()
    with socket.create_connection(("127.0.0.1", server.port)) as idle:
        idle.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert b"200 OK" in idle.recv(1024)
        before = monotonic()
        assert server.stop(10)
        assert monotonic() - before < 2


def test_one_that_was_never_started_can_be_stopped(site: Site) -> None:
    assert server_of(site).stop(1)


def test_a_taken_port_is_said(site: Site) -> None:
    server = server_of(site)
    with pytest.raises(CannotListen, match=f"Port {server.port} on 127.0.0.1 is taken: .* PORT"):
        server_of(site, server.port)
    server.stop(1)


@pytest.mark.parametrize("host", ["203.0.113.1", "no-such-host.invalid"])
def test_an_address_that_is_not_ours_is_said(site: Site, host: str) -> None:
    with pytest.raises(CannotListen, match="HOST"):
        server_of(site, host=host)


def test_a_route_that_raises_says_so_with_an_id(site: Site) -> None:
    server = server_of(site)
    server.start()
    with capture_logs() as logs:
        status, body = Http(server.port).send("GET", "/fail")
    assert status == 500
    assert logs[0]["id"] in body
    assert server.stop(5)
