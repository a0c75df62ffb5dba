"""Slash commands and events as Slack posts them: signed, in one piece ready to be sent."""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Asker:
    """Who types, and the secret that the app knows Slack by."""

    team_id: str
    member_id: str
    signing_secret: str


def signed(asker: Asker, command: str, text: str) -> bytes:
    """The HTTP request of a slash command."""
    body = urlencode(
        {
            "token": "unused",
            "team_id": asker.team_id,
            "team_domain": "bench",
            "channel_id": "C0BENCH0001",
            "channel_name": "general",
            "user_id": asker.member_id,
            "user_name": "bench",
            "command": command,
            "text": text,
            "api_app_id": "A0BENCH0001",
            "is_enterprise_install": "false",
            "response_url": "http://127.0.0.1:9/commands/unused",
            "trigger_id": "1.2.3",
        }
    )
    return _request(asker, body, "application/x-www-form-urlencoded")


def signed_event(asker: Asker, event: Mapping[str, Any]) -> bytes:
    """The HTTP request of an event."""
    body = json.dumps(
        {
            "token": "unused",
            "team_id": asker.team_id,
            "context_team_id": asker.team_id,
            "context_enterprise_id": None,
            "api_app_id": "A0BENCH0001",
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{event['event_ts']}",
            "event_time": int(float(event["event_ts"])),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": asker.team_id,
                    "user_id": "U0BENCHBOT",
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": "4-unused",
        }
    )
    return _request(asker, body, "application/json")


def _request(asker: Asker, body: str, content_type: str) -> bytes:
    """Apps take it for five minutes: https://docs.slack.dev/authentication/verifying-requests-from-slack"""
    timestamp = str(int(time.time()))
    told = f"v0:{timestamp}:{body}".encode()
    signature = hmac.new(asker.signing_secret.encode(), told, hashlib.sha256).hexdigest()
    head = [
        "POST /slack/events HTTP/1.1",
        "Host: 127.0.0.1",
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept: application/json,*/*",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(body)}",
        f"X-Slack-Request-Timestamp: {timestamp}",
        f"X-Slack-Signature: v0={signature}",
    ]
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()
