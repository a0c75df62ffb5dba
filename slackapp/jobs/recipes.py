"""Every kind of message there is, and how it is made."""

from prep.messages import Kind
from slackapp.jobs import added, blank, cannot, digest, reminder, reply, sets, unreached
from slackapp.jobs.composing import Recipe, Recipes

RECIPES: Recipes = {
    Kind.SET: Recipe(sets.compose_kept),
    Kind.SHARED: Recipe(sets.compose_shared),
    Kind.ADDED: Recipe(added.compose, added.sent),
    Kind.DIGEST: Recipe(digest.compose, digest.sent),
    Kind.REMINDER: Recipe(reminder.compose, reminder.sent),
    Kind.CANNOT: Recipe(cannot.compose),
    Kind.UNREACHED: Recipe(unreached.compose),
    Kind.REPLY: Recipe(reply.compose),
    Kind.BLANK: Recipe(blank.compose),
}
