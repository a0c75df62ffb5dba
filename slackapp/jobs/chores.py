"""What is done in every workspace, in each by itself."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from slackapp import trouble
from storage import workspaces
from storage.database import Database, Unavailable

_AWAY: Final = 3
"""Workspaces one after the other. One alone may be held by somebody for a while."""


def in_each_workspace(
    db: Database, chore: str, do: Callable[[str], timedelta | None], *, uninstalled: bool = False
) -> timedelta | None:
    """Does a chore in every workspace, also in those that took the app out if `uninstalled`. How long until it is to go
    on in one of them; None when all is done. Where it fails, that is recorded, and the others have it all the same.
    Raises `Unavailable` where the database seems to be gone: it would be waited for in each of them."""
    with db.read() as session:
        teams = workspaces.all_ids(session, uninstalled=uninstalled)
    pauses, away = [], 0
    for team_id in teams:
        try:
            pauses.append(do(team_id))
            away = 0
        except Unavailable as error:
            away += 1
            if away == _AWAY:
                raise
            trouble.record(error, chore, team=team_id)
        except Exception as error:  # noqa: BLE001 - whatever it is, it ends the chore for no other; tomorrow again
            trouble.record(error, chore, team=team_id)
    return min(filter(None, pauses), default=None)
