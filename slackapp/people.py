"""Who is asking: looked up in what we keep, or, the first time, at Slack. Guests and outsiders end here."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from prep.people import Member, refusal
from slackapp.after import After
from slackapp.errors import Sorry
from slackapp.installations import Installations
from slackapp.views import notes
from storage import members, refreshing
from storage.database import Database
from storage.members import Profile

LOOK_UP_SECONDS = 1
STALE = timedelta(days=1)
"""After this long somebody who asks is looked up again, behind the answer."""
_NOT_SHOWN = frozenset({"user_not_found", "user_not_visible"})

_log = structlog.get_logger(__name__)


class People:
    """Finds the members of workspaces."""

    def __init__(self, db: Database, installations: Installations, after: After, now: Callable[[], datetime]) -> None:
        self._db = db
        self._installations = installations
        self._after = after
        self._now = now

    def member(self, team_id: str, member_id: str) -> Member:
        """The person, who may see questions.

        Raises `Sorry`, with the sentence to show, when they may not, or when Slack does not say within a second
        who they are. Raises `Unavailable` when the database is out of reach.
        """
        with self._db.read() as session:
            member = self.known(session, team_id, member_id)
        return member or self.meet(team_id, member_id)

    def known(self, session: Session, team_id: str, member_id: str) -> Member | None:
        """The same in the caller's session; None for somebody whom Slack was never asked about: `meet` them."""
        member = members.find(session, team_id, member_id)
        if member is None:
            return None
        if member.checked_at < self._now() - STALE:
            self._after(self.look_up, team_id, member_id)
        return _welcome(member)

    def meet(self, team_id: str, member_id: str) -> Member:
        """The same for somebody new, whom Slack is asked about, a second at most."""
        try:
            return _welcome(self.look_up(team_id, member_id))
        except (SlackApiError, OSError) as error:
            _log.warning("a person could not be looked up", error=type(error).__name__)
            raise Sorry(notes.not_looked_up()) from error

    def members(self, team_id: str, member_ids: Sequence[str]) -> list[Member]:
        """The people with these ids, guests and outsiders too, in this order; those not yet known are looked up
        together, a second at most, and whom Slack does not show us is left out. Raises `Sorry` when Slack does not
        say in time who they are; an event then comes again."""
        with self._db.read() as session:
            known = {each: members.find(session, team_id, each) for each in member_ids}
        unknown = [member_id for member_id, member in known.items() if member is None]
        try:
            with ThreadPoolExecutor(max(len(unknown), 1)) as threads:
                found = list(threads.map(lambda each: self._look_up_if_shown(team_id, each), unknown))
        except (SlackApiError, OSError) as error:
            raise Sorry(notes.others_not_looked_up(), again=True) from error
        known |= {member.id: member for member in found if member}
        return [member for each in member_ids if (member := known[each])]

    def _look_up_if_shown(self, team_id: str, member_id: str) -> Member | None:
        try:
            return self.look_up(team_id, member_id)
        except SlackApiError as error:
            if error.response.get("error") not in _NOT_SHOWN:
                raise
            return None

    def look_up(self, team_id: str, member_id: str) -> Member:
        """Asks Slack about a person, and keeps it. Raises `SlackApiError` or `OSError` when Slack does not say."""
        client = self._installations.client(team_id, LOOK_UP_SECONDS)
        if client is None:
            raise LookupError(f"not installed in {team_id}")
        profile = profile_of(client.users_info(user=member_id, include_locale=True)["user"], team_id)
        with self._db.begin() as session:
            return refreshing.keep(session, team_id, profile, self._now())


def _welcome(member: Member) -> Member:
    if why := refusal(member):
        raise Sorry(notes.refused(why))
    return member


def profile_of(user: Mapping[str, Any], team_id: str) -> Profile:
    """Slack's user object as we keep it, seen from the install `team_id` (a workspace's or an organisation's id).

    Whoever belongs neither to that workspace nor to that organisation is of another company: Slack Connect gives us
    strangers whole or in part, so what is missing counts as not ours. So does an app, which is nobody's colleague.
    """
    organisation = (user.get("enterprise_user") or {}).get("enterprise_id")
    homes = {user.get("team_id"), organisation, *((user.get("enterprise_user") or {}).get("teams") or [])}
    shown = user.get("profile") or {}
    return Profile(
        id=user["id"],
        name=user.get("real_name") or shown.get("real_name") or shown.get("display_name") or user.get("name") or "–",
        zone=user.get("tz"),
        locale=user.get("locale"),
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        external=bool(user.get("is_stranger")) or team_id not in homes or _is_app(user),
        deactivated=bool(user.get("deleted")),
        admin=bool(user.get("is_admin") or user.get("is_owner")),
    )


def _is_app(user: Mapping[str, Any]) -> bool:
    # Slack says of its own Slackbot that it is none.
    return bool(user.get("is_bot")) or user["id"] == "USLACKBOT"
