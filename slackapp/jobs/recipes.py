"""Every kind of message that there is, and how it is made."""

from collections.abc import Mapping
from functools import partial

from prep.messages import Kind
from slackapp.jobs import added, cannot, digest, edit, reminder, reply, sets, unreached
from slackapp.jobs.composing import Recipe, Recipes
from slackapp.jobs.edit import Redraw

REDRAWS: Mapping[str, Redraw] = {
    Kind.SET: sets.redraw,
    Kind.ADDED: added.redraw,
    Kind.DIGEST: digest.redraw,
    Kind.REMINDER: reminder.redraw,
}
"""What is drawn anew when something in it changes. What many read, and what asks somebody something, stays."""

RECIPES: Recipes = {
    Kind.SET: Recipe(sets.compose_kept),
    Kind.SHARED: Recipe(sets.compose_shared),
    Kind.ADDED: Recipe(added.compose, added.sent),
    Kind.DIGEST: Recipe(digest.compose, digest.sent),
    Kind.REMINDER: Recipe(reminder.compose, reminder.sent),
    Kind.CANNOT: Recipe(cannot.compose),
    Kind.UNREACHED: Recipe(unreached.compose),
    Kind.REPLY: Recipe(reply.compose),
    Kind.EDIT: Recipe(partial(edit.compose, REDRAWS)),
}
