"""The workspace's settings, saved by an admin."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, time
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from sqlalchemy.orm import Session

from prep.people import known_zone, refusal
from prep.preferences import LONGEST_RETENTION, SHORTEST_RETENTION, House
from slackapp import hearing
from slackapp.drawing import Drawing
from slackapp.errors import Sorry
from slackapp.hearing import Submitted
from slackapp.people import People
from slackapp.views import house
from slackapp.views.refs import HouseRef
from storage import audit, preferences, seen


def save(
    ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, replan: Callable[[str], None]
) -> None:
    """Keeps what an admin changed; where it moves messages, those of everybody who follows it are planned anew, and
    where others may move interviews, what somebody arranged who has left may pass to them.

    What they left as it was shown to them stays as another admin may have changed it meanwhile.
    That is done behind the answer: there may be more people than Slack's three seconds allow.
    """
    submitted = hearing.submitted(body, context)
    team_id, now = submitted.team_id, drawing.now()
    if not drawing.people.member(team_id, submitted.member_id).admin:
        raise Sorry(house.admins_only())
    if mistakes := _mistakes(submitted, drawing.people):
        ack(response_action="errors", errors=mistakes)
        return
    with drawing.db.begin() as session:
        before = preferences.held_workspace(session, team_id)
        # A modal that an earlier version opened remembers nothing.
        shown = HouseRef.decode(submitted.metadata).house if submitted.metadata else before
        after = before.changed(shown, _chosen(submitted, shown))
        if after != before and seen.first_time(session, team_id, submitted.once, now):
            _keep(session, submitted, before, after, now)
    followed = _moves_messages(before, after)
    ack(response_action="update", view=house.saved(followed=followed))
    if followed or before.movers != after.movers:
        replan(team_id)


def _keep(session: Session, submitted: Submitted, before: House, after: House, now: datetime) -> None:
    preferences.keep_house(session, submitted.team_id, after)
    was, is_ = asdict(before), asdict(after)
    changes = {name: [_told(was[name]), _told(is_[name])] for name in was if was[name] != is_[name]}
    audit.record(session, submitted.team_id, now, "workspace.settings", "", actor=submitted.member_id, detail=changes)


def _moves_messages(before: House, after: House) -> bool:
    return (before.zone, before.digest_time, before.digest_days) != (after.zone, after.digest_time, after.digest_days)


def _chosen(submitted: Submitted, shown: House) -> House:
    return House(
        zone=known_zone(submitted.values[house.ZONE], shown.zone),
        digest_time=time.fromisoformat(submitted.values[house.TIME]),
        digest_days=frozenset(int(day) for day in submitted.lists[house.DAYS]),
        shows_names=submitted.values[house.NAMES] == house.FULL,
        curators=tuple(submitted.lists[house.CARETAKERS]),
        movers=tuple(submitted.lists[house.MOVERS]),
        retention_days=int(submitted.values[house.RETENTION]),
    )


def _mistakes(submitted: Submitted, people: People) -> dict[str, str]:
    mistakes = {}
    days = submitted.values[house.RETENTION]
    if not (days.isdecimal() and len(days) <= len(str(LONGEST_RETENTION)) and _keeps(int(days))):
        mistakes[house.RETENTION] = house.wrong_retention()
    for field in (house.CARETAKERS, house.MOVERS):
        chosen = people.members(submitted.team_id, submitted.lists[field])
        if unfit := [each for each in chosen if refusal(each)]:
            mistakes[field] = house.not_members(unfit)
    return mistakes


def _keeps(days: int) -> bool:
    return SHORTEST_RETENTION <= days <= LONGEST_RETENTION


def _told(value: Any) -> Any:
    """A value as the audit's JSON holds it."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return sorted(value) if isinstance(value, frozenset) else value


def register(app: App, drawing: Drawing, replan: Callable[[str], None]) -> None:
    """The modal. `replan` plans a workspace's messages anew, soon, and never raises."""
    app.view(house.SAVE)(partial(save, drawing=drawing, replan=replan))
