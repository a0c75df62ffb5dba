"""One place where failures are written down: a traceback under a short id that the person affected sees too."""

import secrets

import structlog
from sqlalchemy.exc import StatementError

_log = structlog.get_logger(__name__)


def record(error: BaseException, doing: str, **facts: str) -> str:
    """Logs `error` with its traceback and returns the id it stands under.

    `doing` and `facts` name what was going on (a kind, an action's id): never a body, a text, a token.
    """
    number = secrets.token_hex(3)
    for link in _chain(error):
        if isinstance(link, StatementError):
            link.hide_parameters = True  # they hold what people typed
    _log.error("something failed", id=number, doing=doing, exc_info=error, **facts)
    return number


def _chain(error: BaseException | None) -> list[BaseException]:
    links: list[BaseException] = []
    while error is not None and error not in links:
        links.append(error)
        error = error.__cause__ or error.__context__
    return links
