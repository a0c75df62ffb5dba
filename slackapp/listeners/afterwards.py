"""What interviewers say afterwards: which questions helped, and that an interview didn't take place."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from prep.afterwards import boxes
from slackapp import briefing, hearing, looking_back
from slackapp.after import After
from slackapp.briefing import Reader
from slackapp.drawing import Drawing
from slackapp.errors import Sorry
from slackapp.views import afterwards, afterwards_lines, afterwards_more, more_menu
from slackapp.views.blocks import View
from storage import clocks, followed_up, interviews, seen


def send(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """Keeps which boxes are ticked; the message then says so."""
    pressed, now = hearing.pressed(body, context), drawing.now()
    ticked = afterwards_lines.ticked(hearing.ticked(body))
    drawing.people.member(pressed.team_id, pressed.member_id)
    with drawing.db.begin() as session:
        if seen.first_time(session, pressed.team_id, pressed.once, now):
            who, ids = briefing.reader(session, pressed.team_id, pressed.member_id), more_menu.referred(pressed.value)
            interviews.hold(session, who.team_id, ids)
            asked = looking_back.answerable(session, who, ids, now)
            if not asked:
                raise Sorry(afterwards.closed(erased=followed_up.is_erased(session, who.team_id, ids)))
            answers = {each.interview.id: boxes(ticked.get(each.interview.id, ()), each.said) for each in asked}
            followed_up.answer(session, who.team_id, who.member_id, answers, pressed.at, now)
    ack()
    nudge()


def open_(
    ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient, *, drawing: Drawing, after: After
) -> None:
    """All that can be said, in a modal."""
    pressed = hearing.pressed(body, context)
    drawing.people.member(pressed.team_id, pressed.member_id)
    with drawing.db.read() as session:
        who = briefing.reader(session, pressed.team_id, pressed.member_id)
        view = _view(session, who, more_menu.referred(pressed.value), drawing.now())
    ack()
    after(client.views_open, trigger_id=pressed.trigger_id, view=view, tell=pressed.response_url)


def save(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """Keeps what was chosen in it."""
    submitted, now = hearing.submitted(body, context), drawing.now()
    drawing.people.member(submitted.team_id, submitted.member_id)
    chosen = afterwards_lines.chosen(submitted.values)
    with drawing.db.begin() as session:
        who = briefing.reader(session, submitted.team_id, submitted.member_id)
        interviews.hold(session, who.team_id, list(chosen))
        open_still = {each.interview.id for each in looking_back.answerable(session, who, list(chosen), now)}
        if seen.first_time(session, who.team_id, submitted.once, now):
            answers = {each: words for each, words in chosen.items() if each in open_still}
            at = clocks.database_time(session)
            followed_up.answer(session, who.team_id, who.member_id, answers, at, now)
        view = None if open_still else _view(session, who, list(chosen), now)
    if view:
        ack(response_action="update", view=view)
    else:
        ack()
    nudge()


def not_held(
    ack: Ack,
    body: dict[str, Any],
    context: BoltContext,
    client: WebClient,
    *,
    drawing: Drawing,
    after: After,
    nudge: Callable[[], None],
) -> None:
    """It didn't take place, or did after all; the modal then says so."""
    pressed, form, now = hearing.pressed(body, context), hearing.form(body), drawing.now()
    drawing.people.member(pressed.team_id, pressed.member_id)
    undone = body["actions"][0]["action_id"] == afterwards_more.HELD
    with drawing.db.begin() as session:
        who = briefing.reader(session, pressed.team_id, pressed.member_id)
        interviews.hold(session, who.team_id, [pressed.value])
        if seen.first_time(session, who.team_id, pressed.once, now):
            for each in looking_back.answerable(session, who, [pressed.value], now):
                if undone:
                    followed_up.held_after_all(session, who.team_id, who.member_id, each.interview, now)
                else:
                    followed_up.not_held(session, who.team_id, who.member_id, each.interview, pressed.at, now)
        view = _view(session, who, more_menu.referred(form.metadata), now)
    ack()
    nudge()
    after(client.views_update, view_id=form.view_id, hash=form.hash, view=view)


def _view(session: Session, who: Reader, ids: Sequence[str], now: datetime) -> View:
    asked = looking_back.answerable(session, who, ids, now)
    if asked:
        return afterwards_more.ask(asked, who.chose)
    return afterwards_more.closed(erased=followed_up.is_erased(session, who.team_id, ids))


def register(app: App, drawing: Drawing, after: After, nudge: Callable[[], None]) -> None:
    """The boxes, the modal, and what is pressed in it."""
    app.action(afterwards.SEND)(partial(send, drawing=drawing, nudge=nudge))
    app.action(afterwards_lines.OPEN)(partial(open_, drawing=drawing, after=after))
    app.view(afterwards_more.SAVE)(partial(save, drawing=drawing, nudge=nudge))
    changed = partial(not_held, drawing=drawing, after=after, nudge=nudge)
    app.action(afterwards_more.NOT_HELD)(changed)
    app.action(afterwards_more.HELD)(changed)
