"""A very small WSGI site: a table of routes, each a function from a request to a reply."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from slackapp import trouble

if TYPE_CHECKING:
    from wsgiref.types import StartResponse

Environ = dict[str, Any]
"""The WSGI environment of a request."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back."""

    status: HTTPStatus
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


Route = Callable[[Environ], Reply]


class Site:
    """A WSGI application over `routes`, keyed by path and then by method. HEAD goes where GET goes."""

    def __init__(self, routes: Mapping[str, Mapping[str, Route]]) -> None:
        self._routes = routes

    def __call__(self, environ: Environ, start_response: "StartResponse") -> Iterable[bytes]:
        """One request, as PEP 3333 has it."""
        reply = self._reply(environ)
        body = reply.body.encode()
        headers = {"Content-Type": reply.content_type, "Content-Length": str(len(body)), **reply.headers}
        start_response(f"{reply.status} {reply.status.phrase}", list(headers.items()))
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def _reply(self, environ: Environ) -> Reply:
        methods = self._routes.get(environ["PATH_INFO"])
        if methods is None:
            return Reply(HTTPStatus.NOT_FOUND, "Nothing here.\n")
        method = environ["REQUEST_METHOD"]
        route = methods.get("GET" if method == "HEAD" else method)
        if route is None:
            return Reply(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": ", ".join(methods)})
        try:
            return route(environ)
        except Exception as error:  # noqa: BLE001 - the last place before the server, which would show less and log more
            number = trouble.record(error, f"{method} {environ['PATH_INFO']}")
            return Reply(HTTPStatus.INTERNAL_SERVER_ERROR, f"Something went wrong: {number}.\n")
