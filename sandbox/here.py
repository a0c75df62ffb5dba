"""Who may ask: this server holds no password, so only this machine, and in a browser only its own page."""

from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def from_here(request: web.Request) -> bool:
    """Whether the server was asked by its own name, and, where a browser says so, by its own page.

    Another name means that a stranger's domain was pointed at this machine; another origin, that a stranger's page
    is asking through somebody's browser.
    """
    origin = request.headers.get("Origin")
    asked = urlsplit(f"//{request.host}").hostname in LOOPBACK
    return asked and (origin is None or urlsplit(origin).netloc == request.host)
