"""Changing an interview: a step is submitted, and done."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from slack_bolt import Ack, App, BoltContext

from prep.drafting import Filled
from slackapp import hearing
from slackapp.changing import all_of_them, another, one
from slackapp.changing.editor import Editor
from slackapp.changing.outcomes import Mistakes, Outcome
from slackapp.changing.step import Step
from slackapp.drawing import Drawing
from slackapp.hearing import Submitted
from slackapp.views import change, change_steps, change_what

Do = Callable[[Editor, Step, Submitted], Outcome]


Arranged = Callable[[str], None]
"""Told of the workspace where something was arranged."""


def submitted(
    ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, arranged: Arranged, do: Do
) -> None:
    """Does it, in one transaction, and says so."""
    told = hearing.submitted(body, context)
    member = drawing.people.member(told.team_id, told.member_id)
    with drawing.db.begin() as session:
        editor = Editor(session, told.team_id, member, drawing.now())
        outcome = do(editor, Step.decode(told.metadata), told)
    _answer(ack, outcome)
    arranged(told.team_id)


def staffed(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, arranged: Arranged) -> None:
    """Other people are in the room. Whoever we do not know yet is looked up first."""
    told = hearing.submitted(body, context)
    chosen = Filled(
        interviewers=tuple(told.lists["interviewers"]),
        listening=tuple(told.lists["listening"]),
        others=told.values["others"],
        leads=told.values["leading"],
    )
    _answer(ack, _restaffed(told, chosen, context, drawing, looked=False))
    arranged(told.team_id)


def looked(ack: Ack, body: dict[str, Any], context: BoltContext, *, drawing: Drawing, arranged: Arranged) -> None:
    """What is worth a look was seen, and it is wanted all the same."""
    told = hearing.submitted(body, context)
    step = Step.decode(told.metadata)
    fields = step.fields or {}
    if step.what == one.PEOPLE:
        _answer(ack, _restaffed(told, Filled.of(fields), context, drawing, looked=True))
        arranged(told.team_id)
    else:
        submitted(ack, body, context, drawing=drawing, arranged=arranged, do=_LOOKED[step.what])


def _restaffed(told: Submitted, chosen: Filled, context: BoltContext, drawing: Drawing, *, looked: bool) -> Outcome:
    member = drawing.people.member(told.team_id, told.member_id)
    people = drawing.people.members(told.team_id, list(dict.fromkeys((*chosen.interviewers, *chosen.listening))))
    with drawing.db.begin() as session:
        editor = Editor(session, told.team_id, member, drawing.now())
        step = Step.decode(told.metadata)
        return one.restaff(editor, step, chosen, people, context.bot_user_id, told.once, looked=looked)


def _move(editor: Editor, step: Step, told: Submitted) -> Outcome:
    chosen = Filled(day=told.values["day"], start=told.values["start"], minutes=told.values["minutes"])
    return one.move(editor, step, chosen, told.once)


def _move_looked(editor: Editor, step: Step, told: Submitted) -> Outcome:
    return one.move(editor, step, Filled.of(step.fields or {}), told.once, looked=True)


def _reassign(editor: Editor, step: Step, told: Submitted) -> Outcome:
    part, candidate, name = (told.values[each] for each in (change_what.PART, change_what.CANDIDATE, change_what.NAME))
    return another.reassign(editor, step, Filled(part=part, candidate=candidate, name=name), told.once)


def _reassign_looked(editor: Editor, step: Step, told: Submitted) -> Outcome:
    return another.reassign(editor, step, Filled.of(step.fields or {}), told.once, looked=True)


def _move_all(editor: Editor, step: Step, told: Submitted) -> Outcome:
    return all_of_them.move_all(editor, step, told.values["days"], told.once)


def _move_all_looked(editor: Editor, step: Step, told: Submitted) -> Outcome:
    return all_of_them.move_all(editor, step, (step.fields or {})["days"], told.once, looked=True)


_LOOKED: Final[dict[str, Do]] = {
    one.MOVE: _move_looked,
    another.WHAT: _reassign_looked,
    all_of_them.MOVE_ALL: _move_all_looked,
}


def _answer(ack: Ack, outcome: Outcome) -> None:
    if isinstance(outcome, Mistakes):
        ack(response_action="errors", errors=dict(outcome.at))
    else:
        ack(response_action="update", view=outcome)


def register(app: App, drawing: Drawing, arranged: Arranged) -> None:
    """Each step's modal."""
    steps: dict[str, Do] = {
        change_steps.MOVED: _move,
        change_steps.EDITED: one.edit,
        change_what.REASSIGNED: _reassign,
        change_steps.CANCELLED: one.cancel,
        change.MOVE_ALL: _move_all,
        change.CANCEL_ALL: all_of_them.cancel_all,
    }
    for callback_id, do in steps.items():
        app.view(callback_id)(partial(submitted, drawing=drawing, arranged=arranged, do=do))
    app.view(change_steps.STAFFED)(partial(staffed, drawing=drawing, arranged=arranged))
    app.view(change_steps.LOOKED)(partial(looked, drawing=drawing, arranged=arranged))
