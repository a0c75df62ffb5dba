"""users.*: people."""

from sandbox.state.people import Person
from sandbox.web_api.call import TIER_2, TIER_4, Call, Json, Method


def info(call: Call) -> Json:
    """One person; `locale` when it is asked for, the address with users:read.email."""
    return {"user": _shown(call, call.person(call.text("user", "user_not_found")))}


def everyone(call: Call) -> Json:
    """All people of the workspace, by pages."""
    page, more = call.page(list(call.workspace.people.values()), default=1000)
    return {
        "members": [_shown(call, person) for person in page],
        "cache_ts": 0,
        "response_metadata": more,
    }


def _shown(call: Call, person: Person) -> Json:
    bot = call.installation.bot_user_id
    meets = person.kind != "external" or any(
        person.id in c.members and bot in c.members and c.kind != "im" for c in call.workspace.conversations.values()
    )
    return person.as_user(
        with_locale=call.flag("include_locale"),
        with_email="users:read.email" in call.installation.scopes,
        stranger=not meets,
    )


METHODS = {
    "users.info": Method(info, scopes=("users:read",), per_minute=TIER_4),
    "users.list": Method(everyone, scopes=("users:read",), per_minute=TIER_2),
}
