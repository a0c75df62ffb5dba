"""What Slack says about the workspace: the app was taken out, a person changed."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from slack_bolt import App, BoltContext

from slackapp.hearing import tenant
from slackapp.people import profile_of
from storage import audit, members, refreshing, seen, workspaces
from storage.database import Database

Now = Callable[[], datetime]


def uninstalled(body: dict[str, Any], context: BoltContext, *, db: Database, now: Now) -> None:
    """The app was removed, or its token revoked (the two come in any order): nothing is sent there any more."""
    team_id = tenant(context)
    event = body["event"]
    if event["type"] == "tokens_revoked" and not event.get("tokens", {}).get("bot"):
        return  # a person's own token, of which we have none
    with db.begin() as session:
        if seen.first_time(session, team_id, f"event:{body['event_id']}", now()):
            workspaces.uninstall(session, team_id, now())
            audit.record(session, team_id, now(), "uninstalled", event["type"])


def person_changed(body: dict[str, Any], context: BoltContext, *, db: Database, now: Now) -> None:
    """A person's zone, name or standing changed. Whoever never asked us anything is none of ours to keep."""
    team_id = tenant(context)
    user = body["event"]["user"]
    with db.begin() as session:
        new = seen.first_time(session, team_id, f"event:{body['event_id']}", now())
        if new and members.is_known(session, team_id, user["id"]):
            refreshing.keep(session, team_id, profile_of(user, team_id), now())


def register(app: App, db: Database, now: Now) -> None:
    """The events of a workspace's life."""
    app.event("app_uninstalled")(partial(uninstalled, db=db, now=now))
    app.event("tokens_revoked")(partial(uninstalled, db=db, now=now))
    app.event("user_change")(partial(person_changed, db=db, now=now))
