"""Slash commands as Slack posts them: a form, signed, in one piece ready to be sent."""

import hashlib
import hmac
import time
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Asker:
    """Who types, and the secret that the app knows Slack by."""

    team_id: str
    member_id: str
    signing_secret: str


def signed(asker: Asker, command: str, text: str) -> bytes:
    """The HTTP request, which apps take for five minutes: https://docs.slack.dev/authentication/verifying-requests-from-slack"""
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
    timestamp = str(int(time.time()))
    told = f"v0:{timestamp}:{body}".encode()
    signature = hmac.new(asker.signing_secret.encode(), told, hashlib.sha256).hexdigest()
    head = [
        "POST /slack/events HTTP/1.1",
        "Host: 127.0.0.1",
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)",
        "Accept: application/json,*/*",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        f"X-Slack-Request-Timestamp: {timestamp}",
        f"X-Slack-Signature: v0={signature}",
    ]
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()
