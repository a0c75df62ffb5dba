"""Whoever was asked to come to an interview instead of a colleague says yes or no; whoever arranged it may undo it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltContext
from sqlalchemy.orm import Session

from prep.handing_over import HandOver, can_be_undone, closed
from slackapp import handing_over, hearing
from slackapp.drawing import Drawing
from slackapp.errors import Sorry
from slackapp.hearing import Pressed
from slackapp.views import handing_over as words
from slackapp.views import substitute
from slackapp.views.handing_over import Told
from storage import handing_over as hand_overs
from storage import seen, substitutes

Do = Callable[[Session, Pressed, datetime], None]


def pressed(
    ack: Ack,
    body: dict[str, Any],
    context: BoltContext,
    *,
    drawing: Drawing,
    nudge: Callable[[], None],
    do: Do,
) -> None:
    """Does it, once however often Slack delivers the press; what the message then says follows from it."""
    press, now = hearing.pressed(body, context), drawing.now()
    drawing.people.member(press.team_id, press.member_id)
    with drawing.db.begin() as session:
        if seen.first_time(session, press.team_id, press.once, now):
            do(session, press, now)
    ack()
    nudge()


def _answer(session: Session, press: Pressed, now: datetime, *, yes: bool) -> None:
    request_id, *_ = press.value.split("|")
    told = _held(session, press, request_id)
    if told is None or told.request.to_member != press.member_id:
        raise Sorry(substitute.gone())
    if why := closed(told.request, told.interview, now):
        raise Sorry(substitute.too_late(told, why))
    if yes and press.value != substitute.refer(told):
        raise Sorry(substitute.moved(told))
    step = hand_overs.accept if yes else hand_overs.refuse
    step(session, press.team_id, told.request, told.interview, now)


def _undo(session: Session, press: Pressed, now: datetime) -> None:
    told = _held(session, press, press.value)
    if told and told.request.step is HandOver.UNDONE:
        raise Sorry(words.undone())
    is_theirs = told is not None and told.interview.arranged_by == press.member_id
    if told is None or not is_theirs or not can_be_undone(told.request, told.interview, now):
        raise Sorry(words.not_undoable())
    hand_overs.take_back(session, press.team_id, told.request, told.interview, press.member_id, now)


def _held(session: Session, press: Pressed, request_id: str) -> Told | None:
    """The hand-over as it is; nobody else changes it until the caller commits."""
    if request := substitutes.find(session, press.team_id, request_id):
        hand_overs.hold(session, press.team_id, request.interview_id)
    return handing_over.told(session, press.team_id, request_id, press.member_id)


def register(app: App, drawing: Drawing, nudge: Callable[[], None]) -> None:
    """Yes and no under the question, and Undo under what whoever arranged it is told."""
    listener = partial(pressed, drawing=drawing, nudge=nudge)
    app.action(substitute.YES)(partial(listener, do=partial(_answer, yes=True)))
    app.action(substitute.NO)(partial(listener, do=partial(_answer, yes=False)))
    app.action(words.UNDO)(partial(listener, do=_undo))
