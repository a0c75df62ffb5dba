"""The control address, which holds no password: only this machine may ask, and no stranger's page through a browser."""

import http.client
from urllib.parse import urlsplit

import pytest

from sandbox import Sandbox


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:80"}, 200),
        ({"Host": "[::1]:80"}, 200),
        ({"Host": "localhost:80", "Origin": "http://localhost:80"}, 200),
        ({"Origin": "http://localhost:3000"}, 403),
        ({"Host": "rebound.example"}, 403),
        ({"Host": "127.0.0.1.rebound.example"}, 403),
        ({"Origin": "https://stranger.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_who_may_ask(slack: Sandbox, headers: dict[str, str], status: int) -> None:
    connection = http.client.HTTPConnection(str(urlsplit(slack.url).netloc))
    connection.request("POST", "/_sandbox/calls", "{}", headers)
    assert connection.getresponse().status == status
    connection.close()
