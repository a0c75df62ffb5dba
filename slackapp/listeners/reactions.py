"""Reactions: which questions helped, and that a message was read."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from enum import Enum, auto
from functools import partial
from typing import Any, Final

from slack_bolt import App, BoltContext

from slackapp import hearing
from slackapp.drawing import Drawing
from slackapp.together import Together
from storage import reacting
from storage.reacting import Concern
from storage.reaction_rows import Reacted


class _Came(Enum):
    """What came of a reaction."""

    NOTHING = auto()
    CHANGED = auto()
    """A message is to say so."""
    STRANGER = auto()
    """Nothing yet: whoever reacted is to be looked up."""


_SOON: Final = timedelta(milliseconds=250)
"""A crowd of them is “noted” in four rounds a second, where each would have one of its own."""
_Hear = Callable[[tuple[str, Reacted]], _Came]
"""Hears a reaction in a workspace."""


def react(
    event: dict[str, Any], context: BoltContext, *, drawing: Drawing, hear: _Hear, nudge: Callable[[timedelta], None]
) -> None:
    """Keeps what the reaction says."""
    reacted = hearing.reacted(event)
    if reacted is None or reacted.member_id == context.bot_user_id:
        return
    team_id = hearing.tenant(context)
    came = hear((team_id, reacted))
    if came is _Came.STRANGER:
        drawing.people.members(team_id, [reacted.member_id])
        came = hear((team_id, reacted))
    if came is _Came.CHANGED:
        nudge(_SOON)


def _hear(several: Sequence[tuple[str, Reacted]], *, drawing: Drawing) -> list[_Came]:
    """Hears what came at once, in each workspace by itself. Harmless when repeated."""
    by_team: dict[str, list[Reacted]] = {}
    for team_id, reacted in several:
        by_team.setdefault(team_id, []).append(reacted)
    came = {(team_id, each): what for team_id in by_team for each, what in _hear_in(team_id, by_team[team_id], drawing)}
    return [came[each] for each in several]


def _hear_in(team_id: str, several: Sequence[Reacted], drawing: Drawing) -> list[tuple[Reacted, _Came]]:
    """On anything that is not ours it costs one question to the database, and no lock."""
    with drawing.db.read() as session:
        concerns, ours = reacting.concerns(session, team_id, several)
    changed = {}
    if words := [each for each, concern in concerns.items() if concern is Concern.WORD]:
        with drawing.db.begin() as session:
            heard = reacting.hear_words(session, team_id, ours, words, drawing.now())
            changed = dict(zip(words, heard, strict=True))
    for each in (each for each, concern in concerns.items() if concern is Concern.ANY):
        with drawing.db.begin() as session:
            changed[each] = reacting.hear(session, team_id, each, drawing.now())
    return [(each, _came(concern, changed=changed.get(each, False))) for each, concern in concerns.items()]


def _came(concern: Concern, *, changed: bool) -> _Came:
    if concern is Concern.STRANGER:
        return _Came.STRANGER
    return _Came.CHANGED if changed else _Came.NOTHING


def register(app: App, drawing: Drawing, nudge: Callable[[timedelta], None]) -> None:
    """Added and taken away."""
    hear = Together(partial(_hear, drawing=drawing))  # they come in crowds
    listener = partial(react, drawing=drawing, hear=hear, nudge=nudge)
    app.event("reaction_added")(listener)
    app.event("reaction_removed")(listener)
