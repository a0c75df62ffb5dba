"""The page itself: plain files, sent with the headers that keep it to itself."""

from functools import cache
from pathlib import Path

from aiohttp import web

from sandbox.here import from_here

STATIC = Path(__file__).parent / "static"


def _headers(host: str) -> dict[str, str]:
    """Nothing is loaded from elsewhere or sent there, nothing inline is run, nobody frames the page. `connect-src`
    names the socket, since not every browser counts it as `'self'`."""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-cache",  # whoever works on it sees each change; over loopback it costs nothing
    }


@cache
def _files() -> dict[str, Path]:
    """Every file on offer by its path in the address, so that no other can be asked for."""
    return {found.relative_to(STATIC).as_posix(): found for found in STATIC.rglob("*") if found.is_file()}


def _send(request: web.Request, path: str) -> web.StreamResponse:
    if not from_here(request):
        raise web.HTTPForbidden(text="Only this machine may ask here.")
    found = _files().get(path)
    if found is None:
        raise web.HTTPNotFound(text="There is no such file.")
    return web.FileResponse(found, headers=_headers(request.host))


async def index(request: web.Request) -> web.StreamResponse:
    """The page."""
    return _send(request, "index.html")


async def file(request: web.Request) -> web.StreamResponse:
    """What belongs to it: scripts, styles, its icon."""
    return _send(request, request.match_info["path"])
