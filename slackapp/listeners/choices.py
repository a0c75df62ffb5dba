"""Settings, the pause, why a message came: opened by a word, a button, or the `⋯` menu under a message."""

from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from slackapp import hearing
from slackapp.after import After, respond
from slackapp.choices import Choice, Choices
from slackapp.commands import FrontDesk
from slackapp.hearing import Asked, Pressed
from slackapp.views import more_menu, pausing, settings, why
from slackapp.views.blocks import Message, View


def asked_for(asked: Asked, *, choice: Choice) -> Message | View:
    """A word after the command."""
    return choice(asked.team_id, asked.member_id, "")


def why_asked(asked: Asked, *, choices: Choices) -> Message:
    """About their own messages, or a colleague's."""
    return choices.asked_why(asked.team_id, asked.member_id, asked.text)


def pressed(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, after: After, choice: Choice
) -> None:
    """A button."""
    press = hearing.pressed(body, context)
    _show(ack, client, press, choice(press.team_id, press.member_id, press.value), after)


def picked(
    ack: Ack,
    body: dict[str, Any],
    context: BoltContext,
    client: WebClient,
    *,
    after: After,
    menu: dict[str, Choice],
) -> None:
    """An option of the `⋯` menu: its value is what it opens, and perhaps about which message."""
    press = hearing.pressed(body, context)
    name, _, about = press.value.partition("|")
    _show(ack, client, press, menu[name](press.team_id, press.member_id, about), after)


def push(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, after: After, choice: Choice
) -> None:
    """A button in a modal: the next page, on top of it."""
    press = hearing.pressed(body, context)
    view = choice(press.team_id, press.member_id, press.value)
    ack()
    after(client.views_push, trigger_id=press.trigger_id, view=view)


def _show(ack: Ack, client: WebClient, press: Pressed, made: Message | View, after: After) -> None:
    ack()
    if isinstance(made, Message):
        answer = made.as_dict() | {"response_type": "ephemeral", "replace_original": False}
        after(respond, press.response_url, answer, tell=press.response_url)
    else:
        after(client.views_open, trigger_id=press.trigger_id, view=made, tell=press.response_url)


def register(app: App, desk: FrontDesk, choices: Choices, after: After) -> None:
    """Words, buttons, the `⋯` menu, and the buttons to further pages of the settings."""
    desk.show("settings", partial(asked_for, choice=choices.settings))
    desk.show("why", partial(why_asked, choices=choices))
    menu: dict[str, Choice] = {
        settings.OPEN: choices.settings,
        pausing.OPEN: choices.pause,
        why.SHOW: choices.why,
    }
    for action_id, choice in menu.items():
        app.action(action_id)(partial(pressed, after=after, choice=choice))
    app.action(more_menu.MORE)(partial(picked, after=after, menu=menu))
    app.action(settings.HOUSE)(partial(push, after=after, choice=choices.house))
    app.action(settings.TOMORROW)(partial(push, after=after, choice=choices.tomorrow))
