"""What each method of the local Slack is asked, what it answers, and every way in which it says no, as data.

`$name` in what is asked stands for what `tests/sandbox/contract_scene.py` has of that name.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.sandbox.views import modal, plain

Json = dict[str, Any]
Refusals = dict[str, Json]


@dataclass(frozen=True, slots=True)
class Contract:
    """A good call, and what is in its answer; by error, what is asked differently when Slack refuses. `by` names the
    app that asks."""

    asked: Json
    answers: set[str]
    refuses: Refusals = field(default_factory=dict)
    by: str = "app"


NO_CHANNEL: Refusals = {"channel_not_found": {"channel": "C0NOWHERE"}}
NO_PAGE: Refusals = {"invalid_limit": {"limit": 1001}, "invalid_cursor": {"cursor": "nowhere"}}
UNREACHABLE: Refusals = {"user_disabled": {"channel": "$gone"}, "cannot_dm_bot": {"channel": "$bot"}}
UNWRITABLE: Refusals = NO_CHANNEL | {
    "not_in_channel": {"channel": "$elsewhere"},
    "is_archived": {"channel": "$archived"},
    "messages_tab_disabled": {"channel": "$closed_dm", "by": "closed"},
}
UNFIT_MESSAGE: Refusals = {
    "no_text": {"text": ""},
    "msg_too_long": {"text": "x" * 40_001},
    "msg_blocks_too_long": {"blocks": [{"type": "section", "text": plain("x" * 2_999)}] * 5},
    "invalid_blocks": {"blocks": "{"},
    "invalid_attachments": {"attachments": "{"},
    "too_many_attachments": {"attachments": [{"text": "x"}] * 101},
    "invalid_metadata_format": {"metadata": {"event_type": "x"}},
}
UNREADABLE: Refusals = (
    NO_CHANNEL
    | NO_PAGE
    | {
        "not_in_channel": {"channel": "$elsewhere"},
        "missing_scope": {"channel": "$private"},
        "invalid_ts_oldest": {"oldest": "yesterday"},
        "invalid_ts_latest": {"latest": "inf"},
    }
)
UNFIT_VIEW: Refusals = {
    "invalid_arguments": {"view": modal("x" * 25)},
    "duplicate_external_id": {"view": modal("x", external_id="taken")},
    "view_too_large": {"view": modal("x", *({"type": "section", "text": plain("x" * 2_999)} for _ in range(90)))},
}
UNFIT_TRIGGER: Refusals = UNFIT_VIEW | {
    "invalid_trigger_id": {"trigger_id": "1.2.3"},
    "exchanged_trigger_id": {"trigger_id": "$used"},
    "expired_trigger_id": {"trigger_id": "$late"},
}

CONTRACTS: dict[str, Contract] = {
    "auth.test": Contract({}, {"url", "team", "user", "team_id", "user_id", "bot_id", "is_enterprise_install"}),
    "apps.connections.open": Contract(
        {"app_token": "$socket_token"}, {"url"}, {"forbidden_team": {"by": "app"}}, by="socket"
    ),
    "team.info": Contract({}, {"team"}),
    "bots.info": Contract({"bot": "$bot_id"}, {"bot"}, {"bot_not_found": {"bot": "B0NOBODY"}}),
    "chat.postMessage": Contract(
        {"channel": "$room", "text": "x"}, {"channel", "ts", "message"}, UNWRITABLE | UNREACHABLE | UNFIT_MESSAGE
    ),
    "chat.postEphemeral": Contract(
        {"channel": "$room", "user": "$priya", "text": "x"},
        {"message_ts"},
        UNWRITABLE
        | UNREACHABLE
        | UNFIT_MESSAGE
        | {"user_not_found": {"user": "U0NOBODY"}, "user_not_in_channel": {"user": "$zed"}},
    ),
    "chat.update": Contract(
        {"channel": "$room", "ts": "$ours", "text": "y"},
        {"channel", "ts", "text", "message"},
        NO_CHANNEL
        | UNFIT_MESSAGE
        | {
            "msg_too_long": {"text": "x" * 4_001},
            "message_not_found": {"ts": "1.1"},
            "cant_update_message": {"ts": "$theirs"},
        },
    ),
    "chat.delete": Contract(
        {"channel": "$room", "ts": "$unwanted"},
        {"channel", "ts"},
        NO_CHANNEL | {"message_not_found": {"ts": "1.1"}, "cant_delete_message": {"ts": "$theirs"}},
    ),
    "conversations.open": Contract(
        {"users": "$priya"},
        {"channel", "no_op", "already_open"},
        {
            "users_list_not_supplied": {"users": ""},
            "too_many_users": {"users": "U1,U2,U3,U4,U5,U6,U7,U8,U9"},
            "user_not_found": {"users": "U0NOBODY"},
            "user_disabled": {"users": "$gone"},
            "cannot_dm_bot": {"users": "$bot"},
            "missing_scope": {"users": "$priya,$ben"},
            "channel_not_found": {"channel": "D0NOWHERE"},
            "method_not_supported_for_channel_type": {"channel": "$room"},
        },
    ),
    "conversations.info": Contract(
        {"channel": "$room"}, {"channel"}, NO_CHANNEL | {"missing_scope": {"channel": "$private"}}
    ),
    "conversations.members": Contract(
        {"channel": "$room"},
        {"members", "response_metadata"},
        NO_CHANNEL | NO_PAGE | {"missing_scope": {"channel": "$private"}},
    ),
    "conversations.history": Contract(
        {"channel": "$room"}, {"messages", "has_more", "pin_count"}, UNREADABLE | {"invalid_limit": {"limit": 1000}}
    ),
    "conversations.replies": Contract(
        {"channel": "$room", "ts": "$ours"},
        {"messages", "has_more", "response_metadata"},
        UNREADABLE | {"thread_not_found": {"ts": "1.1"}},
    ),
    "reactions.get": Contract(
        {"channel": "$room", "timestamp": "$ours"},
        {"type", "channel", "message"},
        NO_CHANNEL | {"no_item_specified": {"timestamp": ""}, "message_not_found": {"timestamp": "1.1"}},
    ),
    "users.info": Contract({"user": "$priya"}, {"user"}, {"user_not_found": {"user": "U0NOBODY"}}),
    "users.list": Contract({}, {"members", "cache_ts", "response_metadata"}, NO_PAGE),
    "views.open": Contract({"trigger_id": "$trigger", "view": modal("Ask")}, {"view"}, UNFIT_TRIGGER),
    "views.push": Contract(
        {"trigger_id": "$trigger_in_a_modal", "view": modal("Ask")},
        {"view"},
        UNFIT_TRIGGER
        | {
            "not_found": {"trigger_id": "$trigger_in_none"},
            "push_limit_reached": {"trigger_id": "$trigger_in_three_modals"},
        },
    ),
    "views.update": Contract(
        {"view_id": "$view", "view": modal("Ask")},
        {"view"},
        UNFIT_VIEW | {"not_found": {"view_id": "V0NOWHERE"}, "hash_conflict": {"hash": "old"}},
    ),
    "views.publish": Contract(
        {"user_id": "$priya", "view": {"type": "home", "blocks": [{"type": "divider"}]}},
        {"view"},
        {
            "invalid_arguments": {"view": modal("x")},
            "user_not_found": {"user_id": "U0NOBODY"},
            "not_enabled": {"by": "closed"},
            "hash_conflict": {"hash": "old"},
        },
    ),
}
