"""The page's addresses."""

from aiohttp import web

from sandbox.page.files import file, index
from sandbox.page.live import PAGES, live, say_goodbye


def attach(app: web.Application) -> None:
    """Offer the page at the root of this server."""
    app[PAGES] = set()
    app.on_shutdown.append(say_goodbye)
    app.add_routes([web.get("/", index), web.get("/_page/live", live), web.get("/_page/{path:.+}", file)])
