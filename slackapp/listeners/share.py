"""“Share here”: the set in the channel, after saying who will see it; refused where that cannot be known."""

import json
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from prep.messages import Kind
from prep.people import Member
from slackapp import hearing
from slackapp.after import After, respond
from slackapp.drawing import Drawing
from slackapp.hearing import Pressed, Submitted
from slackapp.opened import Opened
from slackapp.views import notes, sets, sharing
from slackapp.views.blocks import Message, View
from slackapp.views.refs import SetRef
from storage import bank, deliveries, seen
from storage.deliveries import Plan

UNSEEN = frozenset({"channel_not_found", "missing_scope", "not_in_channel", "method_not_supported_for_channel_type"})
"""What Slack answers about a conversation that the app cannot look into."""


def share(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """Looks at the channel, behind the answer, and asks once more or says why not."""
    pressed = hearing.pressed(body, context)
    drawing.people.member(pressed.team_id, pressed.member_id)
    ref = SetRef.decode(pressed.value)
    with drawing.db.read() as session:
        role = drawing.role(session, pressed.team_id, ref.role)
    ack()
    confirm = partial(sharing.confirm, role, len(ref.question_ids))
    after(_offer, client, pressed, confirm, context.bot_user_id, drawing, tell=pressed.response_url)


def _offer(
    client: WebClient, pressed: Pressed, confirm: Callable[..., View], app: str | None, drawing: Drawing
) -> None:
    if pressed.channel_id.startswith("D"):
        # Looking into direct messages would take one more scope; which of them is ours, opening it tells.
        ours = client.conversations_open(users=pressed.member_id)["channel"]["id"] == pressed.channel_id
        _refuse(pressed, sharing.with_the_app_itself() if ours else sharing.out_of_sight())
        return
    try:
        told = client.conversations_info(channel=pressed.channel_id, include_num_members=True)
    except SlackApiError as error:
        if error.response["error"] not in UNSEEN:
            raise
        _refuse(pressed, sharing.out_of_sight())
        return
    channel: Mapping[str, Any] = told["channel"]
    if refused := _refusal(channel):
        _refuse(pressed, refused)
        return
    member = bool(channel.get("is_member"))
    about = json.dumps({"set": pressed.value, "channel": pressed.channel_id, "member": member})
    metadata = Opened.by(pressed, about, drawing.now()).encode()
    view = confirm(pressed.channel_id, channel.get("num_members"), None if member else app, metadata)
    client.views_open(trigger_id=pressed.trigger_id, view=view)


def _refusal(channel: Mapping[str, Any]) -> Message | None:
    if channel.get("is_archived"):
        return sharing.in_archived()
    if channel.get("is_ext_shared") or channel.get("is_pending_ext_shared"):
        return sharing.with_another_company()
    return None


def _refuse(pressed: Pressed, why: Message) -> None:
    respond(pressed.response_url, why.as_dict() | {"response_type": "ephemeral", "replace_original": False})


def confirmed(
    ack: Ack,
    body: dict[str, Any],
    context: BoltContext,
    *,
    drawing: Drawing,
    after: After,
    nudge: Callable[[], None],
) -> None:
    """Posts where the app is in the channel; elsewhere answers the press in the channel, which Slack allows."""
    submitted = hearing.submitted(body, context)
    opened = Opened.decode(submitted.metadata)
    about = json.loads(opened.about)
    member = drawing.people.member(submitted.team_id, submitted.member_id)
    if about["member"]:
        _plan(drawing, submitted, about)
        ack()
        nudge()
    elif opened.too_old(drawing.now()):
        ack(response_action="update", view=sharing.too_late(notes.too_old(drawing.command)))
    else:
        message = _answer(drawing, submitted, SetRef.decode(about["set"]), member)
        ack()
        if message:
            answer = message.as_dict() | {"response_type": "in_channel"}
            after(respond, opened.response_url, answer, tell=opened.response_url)


def _plan(drawing: Drawing, submitted: Submitted, about: Mapping[str, Any]) -> None:
    now = drawing.now()
    wanted = Plan(
        kind=Kind.SHARED,
        once=f"{Kind.SHARED}:{submitted.once}",
        member_id=None,
        channel_id=about["channel"],
        content={"set": about["set"], "by": submitted.member_id},
        due_at=now,
    )
    with drawing.db.begin() as session:
        deliveries.plan(session, submitted.team_id, wanted, now)


def _answer(drawing: Drawing, submitted: Submitted, ref: SetRef, by: Member) -> Message | None:
    """The message, once: None when this very submission was answered before."""
    with drawing.db.begin() as session:
        role = drawing.role(session, submitted.team_id, ref.role)
        questions = bank.questions(session, submitted.team_id, ref.question_ids)
        new = seen.first_time(session, submitted.team_id, submitted.once, drawing.now())
    return sets.shared_set(role, questions, ref.role.wish, by) if new else None


def register(app: App, drawing: Drawing, after: After, nudge: Callable[[], None]) -> None:
    """The button, and the modal that asks once more."""
    app.action(sets.SHARE)(partial(share, drawing=drawing, after=after))
    app.view(sharing.CONFIRM)(partial(confirmed, drawing=drawing, after=after, nudge=nudge))
