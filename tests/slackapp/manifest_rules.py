"""Slack's published schema for app manifests, version 2: the parts that our manifest may use, as rules to check by.

Written down from schemas/manifest.schema.2.0.0.json of github.com/slackapi/manifest-schema, as of commit
085a10465ae92ca3215ab53c6bfab7768941fd50. What Slack checks beyond the schema stands in the tests.
"""

from typing import Any

_BOOLEAN = {"type": "boolean"}
_URL = {"type": "string", "pattern": "^https?://", "maxLength": 3500}
_NAMES = {"type": "array", "maxItems": 255, "items": {"type": "string", "maxLength": 50}}
_EVENTS = {"type": "array", "uniqueItems": True, "maxItems": 100, "items": {"type": "string", "maxLength": 50}}


def _text(least: int, most: int, **more: Any) -> dict[str, Any]:
    return {"type": "string", "minLength": least, "maxLength": most, **more}


def _object(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


_SLASH_COMMAND = _object(
    ("command", "description"),
    command=_text(2, 32, pattern="^/"),
    url=_URL | {"maxLength": 3000},
    description=_text(1, 2000),
    usage_hint=_text(1, 1000),
    should_escape=_BOOLEAN,
)
_SHORTCUT = _object(
    ("name", "type", "callback_id", "description"),
    name=_text(1, 24),
    type={"enum": ["message", "global"]},
    callback_id=_text(1, 255),
    description=_text(1, 150),
)
SCHEMA = _object(
    ("display_information",),
    _metadata=_object(major_version={"type": "integer"}, minor_version={"type": "integer"}),
    display_information=_object(
        ("name",),
        name=_text(1, 35),
        description=_text(1, 140),
        long_description=_text(175, 4000),
        # The schema's own keyword for it is "regex", which validators pass over.
        background_color=_text(4, 7, pattern="^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$"),
    ),
    features=_object(
        app_home=_object(
            home_tab_enabled=_BOOLEAN, messages_tab_enabled=_BOOLEAN, messages_tab_read_only_enabled=_BOOLEAN
        ),
        bot_user=_object(("display_name",), display_name=_text(1, 80), always_online=_BOOLEAN),
        shortcuts={"type": "array", "minItems": 1, "maxItems": 10, "items": _SHORTCUT},
        slash_commands={"type": "array", "minItems": 1, "maxItems": 50, "items": _SLASH_COMMAND},
    ),
    oauth_config=_object(
        redirect_urls={"type": "array", "uniqueItems": True, "maxItems": 1000, "items": _text(0, 2500)},
        scopes=_object(bot=_NAMES, bot_optional=_NAMES, user=_NAMES, user_optional=_NAMES),
    ),
    settings=_object(
        event_subscriptions=_object(request_url=_URL, bot_events=_EVENTS, user_events=_EVENTS),
        interactivity=_object(("is_enabled",), is_enabled=_BOOLEAN, request_url=_URL, message_menu_options_url=_URL),
        org_deploy_enabled=_BOOLEAN,
        socket_mode_enabled=_BOOLEAN,
        token_rotation_enabled=_BOOLEAN,
    ),
)
