"""Conversations and the messages in them."""

import time
from dataclasses import dataclass, field
from typing import Any, Literal

from sandbox.state.packing import pack, unpack

ConversationKind = Literal["public", "private", "im", "mpim"]


@dataclass(slots=True)
class Message:
    """One message. With `only_for` it is ephemeral: that person alone sees it, and nobody can react to it."""

    ts: str
    channel: str
    user: str
    text: str
    packed_blocks: bytes | None = None
    attachments: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: dict[str, Any] | None = None
    app_id: str | None = None
    bot_id: str | None = None
    team: str | None = None
    only_for: str | None = None
    edited_ts: str | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    touched: dict[str, dict[str, Any]] = field(default_factory=dict)  # by person: state.values of its elements

    @property
    def blocks(self) -> list[dict[str, Any]]:
        """Its blocks, as a copy: to change them, set them."""
        return unpack(self.packed_blocks) if self.packed_blocks else []

    @blocks.setter
    def blocks(self, blocks: list[dict[str, Any]]) -> None:
        self.packed_blocks = pack(blocks) if blocks else None

    def as_message(self, *, with_metadata: bool = False) -> dict[str, Any]:
        """The message object of the Web API and of interaction payloads."""
        message: dict[str, Any] = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        if self.bot_id:
            message |= {"bot_id": self.bot_id, "app_id": self.app_id}
        if self.team:
            message["team"] = self.team
        if self.packed_blocks:
            message["blocks"] = self.blocks
        if self.attachments:
            message["attachments"] = self.attachments
        if self.thread_ts:
            message["thread_ts"] = self.thread_ts
        if self.edited_ts:
            message["edited"] = {"user": self.user, "ts": self.edited_ts}
        if self.reactions:
            message["reactions"] = [
                {"name": name, "users": list(users), "count": len(users)} for name, users in self.reactions.items()
            ]
        if with_metadata and self.metadata:
            message["metadata"] = self.metadata
        return message


@dataclass(slots=True)
class Conversation:
    """A channel, a DM or a group DM. Bot users are members like people."""

    id: str
    kind: ConversationKind
    name: str
    team_id: str
    members: dict[str, None] = field(default_factory=dict)  # in order of joining
    shared: bool = False
    archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)  # by ts, oldest first
    created: int = field(default_factory=lambda: int(time.time()))

    def seen_by(self, person: str) -> list[Message]:
        """What this person sees here, oldest first: everyone's messages and the ephemeral ones to them."""
        return [m for m in self.messages.values() if m.only_for in {None, person}]

    def other_than(self, viewer: str) -> str:
        """Who shares this DM with `viewer`; themselves when they are alone in it."""
        return next((member for member in self.members if member != viewer), viewer)

    @property
    def scope(self) -> str:
        """What `*:read`, `*:write` and `*:history` call this type of conversation."""
        return {"public": "channels", "private": "groups", "im": "im", "mpim": "mpim"}[self.kind]

    @property
    def payload_name(self) -> str:
        """How interaction payloads and commands name it: the name of a private one stays private."""
        return {"im": "directmessage", "private": "privategroup"}.get(self.kind, self.name)

    def as_channel(self, viewer: str, *, with_count: bool = False) -> dict[str, Any]:
        """The conversation object, as the app whose bot user is `viewer` sees it."""
        if self.kind == "im":
            channel: dict[str, Any] = {
                "id": self.id, "created": self.created, "is_im": True, "is_org_shared": False,
                "is_archived": False, "user": self.other_than(viewer), "context_team_id": self.team_id,
            }  # fmt: skip
        else:
            channel = {
                "id": self.id, "name": self.name, "name_normalized": self.name, "created": self.created,
                "is_channel": self.kind == "public", "is_group": self.kind == "private", "is_im": False,
                "is_mpim": self.kind == "mpim", "is_private": self.kind != "public",
                "is_archived": self.archived, "is_general": False, "is_shared": self.shared,
                "is_ext_shared": self.shared, "is_org_shared": False, "is_pending_ext_shared": False,
                "is_member": viewer in self.members, "context_team_id": self.team_id,
                "topic": {"value": "", "creator": "", "last_set": 0},
                "purpose": {"value": "", "creator": "", "last_set": 0},
            }  # fmt: skip
        if with_count:
            channel["num_members"] = len(self.members)
        return channel
