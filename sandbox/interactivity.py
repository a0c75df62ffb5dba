"""A person presses, chooses, submits, closes, searches a menu or uses a shortcut."""

from copy import deepcopy
from typing import Any

from sandbox import modals, passes, payloads
from sandbox.commands import Outcome
from sandbox.elements import STATEFUL, Placed, action, chosen, entry, walk
from sandbox.local_slack import LocalSlack
from sandbox.outbound import Outgoing, Reply, send
from sandbox.refusal import Impossible, Refused
from sandbox.state.apps import Installation
from sandbox.state.conversations import Conversation, Message
from sandbox.state.people import Person
from sandbox.state.views import View
from sandbox.state.world import Workspace

Json = dict[str, Any]


async def deliver(slack: LocalSlack, installation: Installation, payload: Json, *, takes_answer: bool) -> Reply:
    """Send one interaction payload to where the manifest says."""
    app = installation.app
    url = app.url_for(app.settings.get("interactivity", {}).get("request_url"))
    outgoing = Outgoing("interactive", payload["type"], payload, url, installation.team_id, takes_answer)
    return await send(slack, app, outgoing)


def in_place(slack: LocalSlack, placed: Placed, values: Json, wanted: Any) -> Any:
    """Do to an element what the person did; what it then holds."""
    held = chosen(placed.element, wanted) if placed.element["type"] != "button" else None
    if placed.element["type"] in STATEFUL:
        block = values.setdefault(placed.block["block_id"], {})
        block[placed.element["action_id"]] = entry(placed.element, held)
    slack.changes.tell()
    return held


async def use_in_message(
    slack: LocalSlack, workspace: Workspace, person: Person, message: Message, placed: Placed, wanted: Any
) -> Outcome:
    """Press or choose something in a message."""
    conversation = workspace.conversations[message.channel]
    installation = workspace.installations.get(message.app_id or "")
    if installation is None:
        raise Impossible("The app that sent this message is not installed any more.")
    held = in_place(slack, placed, payloads.values_of(message, person.id), wanted)
    if not placed.sends:
        return Outcome()
    url = passes.give_response_url(
        slack, installation, conversation.id, person.id, original=message.ts, thread_ts=message.thread_ts
    )
    payload = payloads.acted("block_actions", installation.app, workspace, person)
    payload |= payloads.in_message(conversation, message)
    payload |= {
        "trigger_id": passes.give_trigger(slack, installation, person.id),
        "response_url": passes.full_url(slack, url),
        "state": {"values": deepcopy(payloads.values_of(message, person.id))},
        "actions": [action(placed, held, slack.world.timestamps.next())],
    }
    reply = await deliver(slack, installation, payload, takes_answer=False)
    return Outcome(reply.user_error, reply.status, reply.seconds)


async def use_in_view(slack: LocalSlack, person: Person, view: View, placed: Placed, wanted: Any) -> Outcome:
    """Press or choose something in a modal or a Home tab."""
    installation = slack.world.installation(view.installed_team_id, view.app_id)
    held = in_place(slack, placed, view.values, wanted)
    if not placed.sends:
        return Outcome()
    payload = _from_view(slack, installation, person, "block_actions", view)
    payload["container"] = {"type": "view", "view_id": view.id}
    payload["actions"] = [action(placed, held, slack.world.timestamps.next())]
    reply = await deliver(slack, installation, payload, takes_answer=False)
    return Outcome(reply.user_error, reply.status, reply.seconds)


async def submit(slack: LocalSlack, person: Person, view: View) -> Outcome:
    """Press a modal's submit button. Fields the client itself finds wrong are told without asking the app."""
    view.errors = modals.missing(view)
    if view.errors:
        slack.changes.tell()
        return Outcome(errors=view.errors)
    installation = slack.world.installation(view.installed_team_id, view.app_id)
    payload = _from_view(slack, installation, person, "view_submission", view)
    payload["response_urls"] = _routes(slack, installation, person, view)
    reply = await deliver(slack, installation, payload, takes_answer=True)
    outcome = Outcome(reply.user_error, reply.status, reply.seconds)
    if reply.ok:
        try:
            _follow(slack, installation, person, view, reply.body or {})
        except Refused as refused:
            outcome.error = refused.error
    outcome.errors = view.errors
    return outcome


def _follow(slack: LocalSlack, installation: Installation, person: Person, view: View, body: Json) -> None:
    place = "answer to view_submission"
    wanted = body.get("response_action")
    if wanted is None:
        modals.close(slack, view)
    elif wanted == "clear":
        modals.clear(slack, person.id)
    elif wanted == "errors":
        _show_errors(slack, installation, view, body.get("errors"))
    elif wanted == "update":
        modals.update(slack, place, installation, view, body.get("view") or {})
    elif wanted == "push":
        slack.require_view(place, installation.app.id, body.get("view") or {})
        modals.push(slack, modals.make(slack, installation, person, body["view"]))
    else:
        slack.breach(place, installation.app.id, f"{wanted!r} is no response_action.", "invalid_arguments")
        raise Refused("invalid_arguments")


def _show_errors(slack: LocalSlack, installation: Installation, view: View, errors: object) -> None:
    fields = {b["block_id"] for b in view.body["blocks"] if b["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= fields:
        sentence = f"errors must name input blocks of the view ({', '.join(sorted(fields))}), not {errors!r}."
        slack.breach("answer to view_submission", installation.app.id, sentence, "invalid_arguments", "/errors")
        raise Refused("invalid_arguments")
    view.errors = {str(k): str(v) for k, v in errors.items()}
    slack.changes.tell()


async def close(slack: LocalSlack, person: Person, view: View, *, everything: bool) -> Outcome:
    """Press a modal's close button, or with `everything` its ✕, which takes the whole stack away."""
    gone = modals.clear(slack, person.id) if everything else [view]
    modals.close(slack, view)
    for one in gone:
        if one.body.get("notify_on_close"):
            installation = slack.world.installation(one.installed_team_id, one.app_id)
            payload = _from_view(slack, installation, person, "view_closed", one)
            del payload["trigger_id"]
            payload["is_cleared"] = everything
            await deliver(slack, installation, payload, takes_answer=False)
    return Outcome()


async def suggest(
    slack: LocalSlack, workspace: Workspace, person: Person, place: View | Message, placed: Placed, typed: str
) -> list[Json]:
    """What the app offers in an external select for what was typed so far."""
    installation = slack.world.installation(workspace.id, place.app_id)
    payload = payloads.acted("block_suggestion", installation.app, workspace, person)
    if isinstance(place, View):
        payload |= payloads.in_view(place)
    else:
        payload |= payloads.in_message(workspace.conversations[place.channel], place)
    element = placed.element
    payload |= {"action_id": element["action_id"], "block_id": placed.block["block_id"], "value": typed}
    reply = await deliver(slack, installation, payload, takes_answer=True)
    body = reply.body or {}
    return list(body.get("options") or []) + [o for g in body.get("option_groups") or [] for o in g["options"]]


async def shortcut(
    slack: LocalSlack,
    workspace: Workspace,
    person: Person,
    callback_id: str,
    at: tuple[Conversation, Message] | None,
) -> Outcome:
    """Use a global shortcut, or a message shortcut on the message `at`."""
    kind = "global" if at is None else "message"
    owners = [
        i
        for i in workspace.installations.values()
        if any(s["callback_id"] == callback_id and s["type"] == kind for s in i.app.shortcuts())
    ]
    if not owners or (at and at[1].only_for):
        raise Impossible(f"There is no {kind} shortcut {callback_id!r} to use there.")
    installation = owners[-1]
    payload = payloads.acted("shortcut" if at is None else "message_action", installation.app, workspace, person)
    payload |= {
        "callback_id": callback_id,
        "trigger_id": passes.give_trigger(slack, installation, person.id),
        "action_ts": slack.world.timestamps.next(),
    }
    if at is not None:
        conversation, message = at
        url = passes.give_response_url(slack, installation, conversation.id, person.id)
        payload |= {
            "channel": {"id": conversation.id, "name": conversation.payload_name},
            "message": message.as_message(),
            "message_ts": message.ts,
            "response_url": passes.full_url(slack, url),
        }
    reply = await deliver(slack, installation, payload, takes_answer=False)
    return Outcome(reply.user_error, reply.status, reply.seconds)


def _from_view(slack: LocalSlack, installation: Installation, person: Person, kind: str, view: View) -> Json:
    workspace = slack.world.workspace(view.installed_team_id)
    payload = payloads.acted(kind, installation.app, workspace, person)
    if person.team_id != view.installed_team_id:  # somebody of another company, who acts from their workspace
        payload["team"] = {"id": person.team_id, "domain": person.team_id.lower()}
    trigger_id = passes.give_trigger(slack, installation, person.id, from_view=view.id)
    return payload | {"view": view.as_view(), "trigger_id": trigger_id}


def _routes(slack: LocalSlack, installation: Installation, person: Person, view: View) -> list[Json]:
    routes = []
    for placed in walk(view.body["blocks"]):
        block, element = placed.block, placed.element
        if not element.get("response_url_enabled"):
            continue
        state = view.values[block["block_id"]][element["action_id"]]
        channel = state.get("selected_conversation") or state.get("selected_channel")
        if channel:
            url = passes.give_response_url(slack, installation, channel, person.id)
            routes.append(
                {
                    "block_id": block["block_id"],
                    "action_id": element["action_id"],
                    "channel_id": channel,
                    "response_url": passes.full_url(slack, url),
                }
            )
    return routes
