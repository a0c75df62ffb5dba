"""All of a candidate's interviews that are still to come are moved, or called off, together."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from prep.interviews import Interview
from prep.wallclock import at, exists, local
from slackapp.changing.editor import Editor
from slackapp.changing.outcomes import Mistakes, Outcome
from slackapp.changing.step import Step
from slackapp.hearing import Submitted
from slackapp.views import change, change_steps, rooms
from storage import arranging

MOVE_ALL: Final = "move all"


def move_all(editor: Editor, step: Step, typed: str, once: str, *, looked: bool = False) -> Outcome:
    """The same times, so many days later. `looked`: what is worth a look was seen."""
    held = editor.hold(step)
    interview = editor.changeable(step.about)
    ahead = editor.ahead(interview)
    if editor.done_before(once):
        return change.done_all(ahead, editor.reader, change.moved(), editor.hear(ahead))
    if not held or {each.id for each in ahead} != set(step.known):
        return editor.move_all(interview, change.meanwhile())
    starts = {each.id: _later(each, typed, editor) for each in ahead}
    said = next((each for each in starts.values() if isinstance(each, str)), "")
    moments = {id_: each for id_, each in starts.items() if isinstance(each, datetime)}
    if said:
        return editor.move_all(interview, said) if looked else Mistakes({"days": said})
    worth = [] if looked else [said for each in ahead for said in _worth(editor, each, moments)]
    if worth:
        fields = {"days": typed}
        return change_steps.worth_a_look(interview, worth, replace(step, what=MOVE_ALL, fields=fields).encode())
    editor.remember(once)
    moved = arranging.move_all(editor.session, editor.team_id, moments, editor.member.id, editor.now)
    return change.done_all(moved, editor.reader, change.moved(), editor.hear(moved))


def cancel_all(editor: Editor, step: Step, submitted: Submitted) -> Outcome:
    """All called off. Slack's second delivery of the same is told so, too."""
    held = editor.hold(step)
    interview = editor.find(step.about)
    if not editor.done_before(submitted.once):
        ahead = editor.ahead(interview)
        if not held or {each.id for each in ahead} != set(step.known):
            return editor.cancel_all(interview, change.meanwhile())
        editor.remember(submitted.once)
        reason, by = submitted.values["reason"].strip(), editor.member.id
        arranging.cancel_all(editor.session, editor.team_id, step.known.keys(), by, editor.now, reason)
    cancelled = editor.all_known(step)
    return change.done_all(cancelled, editor.reader, change.cancelled(), editor.hear(cancelled))


def _later(interview: Interview, typed: str, editor: Editor) -> datetime | str:
    """The moment so many days later, at the same time of day where the reader is; or why there is none."""
    reader = editor.reader
    zone = reader.rhythm.zone
    number = re.fullmatch(r"\s*([+-]?\d{1,3})\s*", typed, re.ASCII)
    days = int(number[1]) if number else 0
    if not days or abs(days) > change_steps.MOST_DAYS:
        return change_steps.no_days()
    starts = local(interview.starts_at, zone)
    day = starts.date() + timedelta(days=days)
    if not exists(day, starts.time(), zone):
        return change_steps.one_left_out(interview, reader)
    moment = at(day, starts.time(), zone)
    return moment if moment > editor.now else change_steps.one_in_the_past(interview, reader)


def _worth(editor: Editor, interview: Interview, moments: Mapping[str, datetime]) -> list[str]:
    zone = editor.reader.rhythm.zone
    starts = local(moments[interview.id], zone)
    filled = replace(editor.filled(interview), day=starts.date().isoformat(), start=f"{starts:%H:%M}")
    moved = replace(interview, starts_at=moments[interview.id])
    when = rooms.on_day(moved, editor.reader)
    return [f"{when}: {said}" for said in editor.findings(interview, filled, moments.keys())]
