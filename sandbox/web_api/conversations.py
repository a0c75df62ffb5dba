"""conversations.*: opening DMs, and looking at conversations."""

from sandbox.refusal import Refused
from sandbox.state.conversations import Conversation
from sandbox.web_api.call import TIER_3, TIER_4, Call, Json, Method

MOST_IN_GROUP_DM = 8  # docs.slack.dev/reference/methods/conversations.open: too_many_users


def open_direct(call: Call) -> Json:
    """The DM with one person, or the group DM with up to eight; made when it is not there yet."""
    if call.arguments.get("channel"):
        conversation, there = call.seen_conversation(), True
        if conversation.kind not in {"im", "mpim"}:
            raise Refused("method_not_supported_for_channel_type")
    else:
        wanted = [u for u in call.text("users", "users_list_not_supplied").split(",") if u]
        if len(wanted) > MOST_IN_GROUP_DM:
            raise Refused("too_many_users")
        for person_id in wanted:
            require_reachable(call, person_id)
        if len(wanted) > 1 and not {"mpim:write", "groups:write"} & set(call.installation.scopes):
            raise Refused("missing_scope", needed="mpim:write", provided=",".join(call.installation.scopes))
        members = list(dict.fromkeys([call.installation.bot_user_id, *wanted]))
        conversation, there = call.slack.world.direct(call.workspace, members)
    answer: Json = {"channel": {"id": conversation.id}}
    if call.flag("return_im"):
        answer["channel"] = conversation.as_channel(call.installation.bot_user_id)
    if there:
        answer |= {"no_op": True, "already_open": True}
    return answer


def require_reachable(call: Call, person_id: str) -> None:
    """Refused when the app cannot have a DM with this person."""
    person = call.person(person_id)
    if person.kind == "bot":
        raise Refused("cannot_dm_bot")
    if person.kind == "deactivated":
        raise Refused("user_disabled")


def info(call: Call) -> Json:
    """One conversation."""
    conversation = _readable(call)
    channel = conversation.as_channel(call.installation.bot_user_id, with_count=call.flag("include_num_members"))
    if call.flag("include_locale"):
        channel["locale"] = "en-US"
    return {"channel": channel}


def members(call: Call) -> Json:
    """Ids of those in a conversation, by pages."""
    conversation = _readable(call)
    page, more = call.page(list(conversation.members))
    return {"members": page, "response_metadata": more}


def _readable(call: Call) -> Conversation:
    conversation = call.seen_conversation()
    call.require_scope(conversation, "read")
    return conversation


WRITE = ("im:write", "mpim:write", "groups:write", "channels:manage")
READ = ("channels:read", "groups:read", "im:read", "mpim:read")

METHODS = {
    "conversations.open": Method(open_direct, scopes=WRITE, per_minute=TIER_3),
    "conversations.info": Method(info, scopes=READ, per_minute=TIER_3),
    "conversations.members": Method(members, scopes=READ, per_minute=TIER_4),
}
