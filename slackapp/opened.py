"""What a modal remembers of the press that opened it, so that the answer can go where the press was."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from slackapp.hearing import Pressed

RESPONSE_URL_LIVES: Final = timedelta(minutes=29)
"""Slack's 30 minutes, less one: https://docs.slack.dev/interactivity/handling-user-interaction"""


@dataclass(frozen=True, slots=True)
class Opened:
    """`about` is the feature's own; `at` when it was pressed."""

    about: str
    response_url: str
    at: datetime

    @classmethod
    def by(cls, pressed: Pressed, about: str, now: datetime) -> "Opened":
        """By this press."""
        return cls(about, pressed.response_url, now)

    def encode(self) -> str:
        """For a view's `private_metadata`: at most 3,000 characters, of which these are about 150 besides `about`."""
        return json.dumps(asdict(self) | {"at": self.at.isoformat()}, separators=(",", ":"))

    @classmethod
    def decode(cls, metadata: str) -> "Opened":
        """The reverse of `encode`."""
        told = json.loads(metadata)
        return cls(told["about"], told["response_url"], datetime.fromisoformat(told["at"]))

    def too_old(self, now: datetime) -> bool:
        """Whether Slack takes no more answers to that press."""
        return now > self.at + RESPONSE_URL_LIVES
