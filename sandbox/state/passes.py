"""What Slack hands an app for a short while: trigger ids and response URLs."""

import secrets
import time
from dataclasses import dataclass, field

from sandbox.state.apps import Installation
from sandbox.state.ids import new_id

USES_OF_RESPONSE_URL = 5  # docs.slack.dev/interactivity/handling-user-interaction: five times in 30 minutes


@dataclass(slots=True)
class Trigger:
    """Lets an app open one modal for one person, once, within `expires` (monotonic seconds)."""

    installation: Installation
    person: str
    expires: float
    from_view: str | None = None  # the modal it was pressed in, when it was
    used: bool = False
    id: str = field(
        default_factory=lambda: f"{time.time_ns() // 1000}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
    )


@dataclass(slots=True)
class ResponseUrl:
    """Lets an app answer one command or press where it happened, member or not."""

    installation: Installation
    channel: str
    person: str
    expires: float
    family: str  # "commands" or "actions", the first word of its path
    original: str | None = None  # ts of the message that replace_original and delete_original mean
    thread_ts: str | None = None
    uses: int = 0
    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))

    @property
    def path(self) -> str:
        """Its path on this server."""
        return f"/{self.family}/{self.installation.team_id}/{new_id('')}/{self.token}"
