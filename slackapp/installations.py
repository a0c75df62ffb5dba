"""Which workspaces the app is installed in, and a client for each.

One token from the environment is the simplest installation; everything else asks for a client by team, so that a
store of many can stand here.
"""

import threading
from collections.abc import Callable
from typing import Protocol

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from slackapp.errors import Sorry
from slackapp.views import notes

_log = structlog.get_logger(__name__)

ASKING_SECONDS = 2
_REFUSALS = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})


class TokenRefused(Exception):
    """Slack does not take the token; the sentence says what to do."""


class Installations(Protocol):
    """Clients by workspace."""

    def learn(self) -> object:
        """Asks Slack, once, whose tokens these are; workspaces that are new are made ready.

        Raises `TokenRefused` when Slack does not know a token, `SlackApiError` or `OSError` when it does not say.
        """

    def client(self, team_id: str, seconds: int) -> WebClient | None:
        """A client that waits `seconds` at most for an answer and never retries; None when it is not installed."""

    def authorize(self) -> AuthorizeResult:
        """Whom a request is for. Raises `Sorry` when Slack cannot be asked just now."""


class OneInstallation:
    """The workspace whose bot token the environment holds.

    `welcome` is called with the workspace's id and name, once, when Slack has said whose token it is.
    """

    def __init__(self, token: str, api_url: str, welcome: Callable[[str, str], None]) -> None:
        self._token = token
        self._api_url = api_url
        self._welcome = welcome
        self._known: AuthorizeResult | None = None
        self._guard = threading.Lock()

    def learn(self) -> AuthorizeResult:
        """Asks Slack, once, whose token this is.

        Raises `TokenRefused` when Slack does not know the token, `SlackApiError` or `OSError` when it does not say.
        """
        with self._guard:
            if self._known is None:
                try:
                    told = self._client(ASKING_SECONDS).auth_test()
                except SlackApiError as error:
                    if (name := error.response.get("error")) in _REFUSALS:
                        raise TokenRefused(
                            f"Slack refuses SLACK_BOT_TOKEN ({name}): copy the Bot User OAuth Token again from "
                            "OAuth & Permissions, after installing the app to the workspace."
                        ) from error
                    raise
                known = AuthorizeResult.from_auth_test_response(auth_test_response=told, bot_token=self._token)
                self._welcome(known.team_id or "", known.team or "")
                self._known = known
            return self._known

    def authorize(self) -> AuthorizeResult:
        """The workspace: there is only one, whatever workspace a person in a shared channel belongs to."""
        if self._known:
            return self._known
        try:
            return self.learn()
        except (SlackApiError, OSError, TokenRefused) as error:
            raise Sorry(notes.slack_unreached(), again=True) from error

    def client(self, team_id: str, seconds: int) -> WebClient | None:
        """A client for the workspace; None for any other, and while Slack has not said whose token this is."""
        try:
            known = self._known or self.learn()
        except (SlackApiError, OSError, TokenRefused) as error:
            _log.warning("Slack does not say whose token this is", error=str(error))
            return None
        return self._client(seconds) if team_id in {known.team_id, known.enterprise_id} else None

    def _client(self, seconds: int) -> WebClient:
        return WebClient(token=self._token, base_url=self._api_url, timeout=seconds, retry_handlers=[])
