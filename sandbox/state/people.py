"""People of a workspace, and the bot users of its apps."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

Kind = Literal["member", "admin", "owner", "guest", "single_channel_guest", "external", "deactivated", "bot"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(slots=True)
class Person:
    """Someone a workspace can see. `team_id` is the workspace they belong to: another one when `external`."""

    id: str
    team_id: str
    name: str
    handle: str
    kind: Kind = "member"
    zone: str | None = None
    locale: str = "en-US"
    email: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    updated: int = field(default_factory=lambda: int(time.time()))

    def as_user(self, *, with_locale: bool, with_email: bool, stranger: bool = False) -> dict[str, Any]:
        """The user object of `users.info`. A zone nobody set is left out, as are the rights of a deactivated
        account; `is_stranger` stands only on people of other workspaces."""
        user: dict[str, Any] = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.handle,
            "deleted": self.kind == "deactivated",
            "profile": self._profile(with_email=with_email),
            "is_bot": self.kind == "bot",
            "is_app_user": False,
            "updated": self.updated,
        }
        if self.kind == "deactivated":
            return user
        user |= {"real_name": self.name, "color": "9f69e7", "is_email_confirmed": self.kind != "bot"}
        user |= {
            "is_admin": self.kind in {"admin", "owner"},
            "is_owner": self.kind == "owner",
            "is_primary_owner": False,
            "is_restricted": self.kind in {"guest", "single_channel_guest"},
            "is_ultra_restricted": self.kind == "single_channel_guest",
        }
        user |= self._clock()
        if self.kind == "external":
            user["is_stranger"] = stranger
        if with_locale:
            user["locale"] = self.locale
        return user

    def _profile(self, *, with_email: bool) -> dict[str, Any]:
        profile: dict[str, Any] = {
            "real_name": self.name,
            "real_name_normalized": self.name,
            "display_name": self.handle,
            "display_name_normalized": self.handle,
            "team": self.team_id,
        }
        if self.bot_id:
            profile |= {"bot_id": self.bot_id, "api_app_id": self.app_id}
        elif with_email:
            profile["email"] = self.email
        return profile

    def _clock(self) -> dict[str, Any]:
        if self.zone is None:
            return {}
        local = datetime.now(UTC).astimezone(ZoneInfo(self.zone))
        offset = local.utcoffset()
        return {
            "tz": self.zone,
            "tz_label": local.tzname() or self.zone,
            "tz_offset": int(offset.total_seconds()) if offset else 0,
        }
