"""Every kind of message that there is, and how it is made."""

from collections.abc import Mapping
from functools import partial

from prep.messages import Kind
from slackapp.jobs import (
    accepted,
    added,
    afterwards,
    answered,
    cannot,
    correction,
    day,
    digest,
    edit,
    hand_over,
    needed,
    passed_on,
    paused,
    reminder,
    reply,
    sets,
    substitute,
    unanswered,
    unreached,
)
from slackapp.jobs.composing import Recipe, Recipes
from slackapp.jobs.edit import Redraw
from storage import substitutes

REDRAWS: Mapping[str, Redraw] = {
    Kind.SET: sets.redraw,
    Kind.ADDED: added.redraw,
    Kind.DIGEST: digest.redraw,
    Kind.REMINDER: reminder.redraw,
    Kind.CORRECTION: correction.redraw,
    Kind.AFTERWARDS: afterwards.redraw,
    Kind.DAY: day.redraw,
    Kind.CANNOT: cannot.redraw,
    Kind.SUBSTITUTE: substitute.redraw,
    Kind.HAND_OVER: hand_over.redraw,
    Kind.UNANSWERED: unanswered.redraw,
    Kind.ACCEPTED: accepted.redraw,
    Kind.ANSWERED: answered.redraw,
}
"""What is drawn anew when something in it changes. What many read stays."""

RECIPES: Recipes = {
    Kind.SET: Recipe(sets.compose_kept),
    Kind.SHARED: Recipe(sets.compose_shared),
    Kind.NOT_SHARED: Recipe(sets.compose_not_shared),
    Kind.ADDED: Recipe(added.compose, added.sent),
    Kind.DIGEST: Recipe(digest.compose, digest.sent),
    Kind.REMINDER: Recipe(reminder.compose),
    Kind.CORRECTION: Recipe(correction.compose),
    Kind.AFTERWARDS: Recipe(afterwards.compose, afterwards.sent),
    Kind.CANNOT: Recipe(cannot.compose, substitutes.settled),
    Kind.SUBSTITUTE: Recipe(substitute.compose, substitutes.settled),
    Kind.HAND_OVER: Recipe(hand_over.compose, substitutes.settled),
    Kind.UNANSWERED: Recipe(unanswered.compose, substitutes.settled),
    Kind.ACCEPTED: Recipe(accepted.compose, substitutes.settled),
    Kind.ANSWERED: Recipe(answered.compose, substitutes.settled),
    Kind.UNREACHED: Recipe(unreached.compose),
    Kind.PAUSED: Recipe(paused.compose),
    Kind.DAY: Recipe(day.compose, day.sent),
    Kind.NEEDED: Recipe(needed.compose),
    Kind.PASSED_ON: Recipe(passed_on.compose),
    Kind.REPLY: Recipe(reply.compose),
    Kind.EDIT: Recipe(partial(edit.compose, REDRAWS)),
}
