"""The page's files, and the headers that keep the page to itself."""

import http.client
import re
from urllib.parse import urlsplit

import pytest

from sandbox import Sandbox
from sandbox.page.files import STATIC

FILES = sorted(found.relative_to(STATIC).as_posix() for found in STATIC.rglob("*") if found.is_file())


def get(slack: Sandbox, path: str, headers: dict[str, str] | None = None) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection(str(urlsplit(slack.url).netloc))
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    found = response.status, {k.lower(): v for k, v in response.getheaders()}, response.read().decode()
    connection.close()
    return found


def policy(headers: dict[str, str]) -> dict[str, str]:
    parts = [each.strip().partition(" ") for each in headers["content-security-policy"].split(";")]
    return {name: value for name, _, value in parts}


def test_the_page_is_at_the_root_and_may_load_only_its_own(slack: Sandbox) -> None:
    status, headers, body = get(slack, "/")
    assert (status, headers["content-type"]) == (200, "text/html")
    rules = policy(headers)
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["connect-src"] == f"'self' ws://{urlsplit(slack.url).netloc}"
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=", body)


@pytest.mark.parametrize("path", FILES)
def test_every_file_is_sent_as_what_it_is_and_asks_no_other_host(slack: Sandbox, path: str) -> None:
    status, headers, body = get(slack, f"/_page/{path}")
    kinds = {"js": "javascript", "css": "text/css", "html": "text/html", "svg": "image/svg+xml"}
    assert status == 200
    assert kinds[path.rpartition(".")[2]] in headers["content-type"]
    assert "content-security-policy" in headers
    code = re.sub(r"^\s*(//|/\*).*$", "", body, flags=re.MULTILINE).replace('"http://www.w3.org/2000/svg"', "")
    assert "innerHTML" not in code
    assert not re.search(r"(src|href|url\()=?[\"'(]*https?://", code)


@pytest.mark.parametrize(
    "path", ["/_page/", "/_page/none.js", "/_page/../files.py", "/_page/%2e%2e/files.py", "/_page//etc/passwd"]
)
def test_nothing_else_can_be_asked_for(slack: Sandbox, path: str) -> None:
    assert get(slack, path)[0] in {400, 403, 404}


@pytest.mark.parametrize("path", ["/", "/_page/js/main.js", "/_page/live"])
@pytest.mark.parametrize(
    "headers", [{"Host": "rebound.example"}, {"Origin": "https://stranger.example"}, {"Origin": "http://localhost:1"}]
)
def test_strangers_are_refused(slack: Sandbox, path: str, headers: dict[str, str]) -> None:
    assert get(slack, path, headers)[0] == 403
