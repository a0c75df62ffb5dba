"""One interview is changed: moved, given other links or people, called off. Once, and only as it was shown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from prep.drafting import Filled, names, room
from prep.mistakes import Mistake, wrong_room, wrong_when
from prep.people import Member
from slackapp.changing.editor import Editor
from slackapp.changing.outcomes import Mistakes, Outcome
from slackapp.changing.step import Step
from slackapp.hearing import Submitted
from slackapp.views import change, change_steps, schedule_mistakes
from storage import arranging
from storage.panels import Seated

MOVE: Final = "move"
PEOPLE: Final = "people"
_LINKS: Final = ("cv", "feedback")
_WHEN: Final = ("day", "start", "minutes")
_ROOM: Final = ("interviewers", "listening", "others")


def move(editor: Editor, step: Step, chosen: Filled, once: str, *, looked: bool = False) -> Outcome:
    """Another day, start or length, as `chosen` has them. `looked`: what is worth a look was seen."""
    held = editor.hold(step)
    interview = editor.changeable(step.about)
    if editor.done_before(once):
        return change.done(interview, editor.reader, change.moved(), editor.hear([interview]))
    if not held:
        return editor.move(interview, change.meanwhile())
    before = editor.filled(interview)
    filled = replace(before, day=chosen.day, start=chosen.start, minutes=chosen.minutes)
    wrong = wrong_when(filled, [interview.candidate], editor.now, keeps_names=False)
    # Where nobody touches day and start it stays at its moment, also in the second of two hours of the same name.
    stays = (filled.day, filled.start) == (before.day, before.start)
    said = _said(wrong, filled, ("minutes",) if stays else _WHEN)
    starts_at = interview.starts_at if stays else filled.starts_at
    if said or starts_at is None or filled.length is None:
        return editor.move(interview, next(iter(said.values()))) if looked else Mistakes(said)
    if (starts_at, filled.length) == (interview.starts_at, interview.minutes):
        return editor.overview(interview)
    worth = [] if looked else editor.findings(interview, filled)
    if worth:
        fields = {"day": filled.day, "start": filled.start, "minutes": filled.minutes}
        return change_steps.worth_a_look(interview, worth, replace(step, what=MOVE, fields=fields).encode())
    editor.remember(once)
    by, now = editor.member.id, editor.now
    moved = arranging.move(editor.session, editor.team_id, interview.id, starts_at, filled.length, by, now)
    return change.done(moved, editor.reader, change.moved(), editor.hear([moved]))


def edit(editor: Editor, step: Step, submitted: Submitted) -> Outcome:
    """Other links, another note."""
    held = editor.hold(step)
    interview = editor.changeable(step.about)
    if not editor.done_before(submitted.once):
        if not held:
            return editor.details(interview, change.meanwhile())
        values = submitted.values
        filled = Filled(place=values["place"], cv=values["cv"], feedback=values["feedback"], note=values["note"])
        if said := _said(wrong_room(filled, {}, None), filled, _LINKS):
            return Mistakes(said)
        editor.remember(submitted.once)
        by, note = editor.member.id, filled.note.strip()
        interview = arranging.edit(editor.session, editor.team_id, interview.id, filled.links, note, by, editor.now)
    return change.done(interview, editor.reader, change.edited(), editor.hear([interview]))


def restaff(
    editor: Editor, step: Step, chosen: Filled, people: Sequence[Member], app: str | None, once: str, *, looked: bool
) -> Outcome:
    """Other people. `chosen` has them, `people` are those of them that Slack shows; `app` is our own user."""
    held = editor.hold(step)
    interview = editor.changeable(step.about)
    if editor.done_before(once):
        return change.done(interview, editor.reader, change.restaffed(), editor.hear([interview]))
    if not held:
        return editor.people(interview, change.meanwhile())
    filled = replace(
        editor.filled(interview),
        interviewers=chosen.interviewers,
        listening=chosen.listening,
        others=chosen.others,
        leads=_leads(chosen),
    )
    said = _said(wrong_room(filled, {each.id: each for each in people}, app), filled, _ROOM)
    if said:
        return editor.people(interview, next(iter(said.values()))) if looked else Mistakes(said)
    worth = [] if looked else editor.findings(interview, filled)
    if worth:
        fields = {field: getattr(chosen, field) for field in (*_ROOM, "leads")}
        fields["others"] = "\n".join(names(chosen.others))  # no longer than they may be, whatever was typed
        return change_steps.worth_a_look(interview, worth, replace(step, what=PEOPLE, fields=fields).encode())
    editor.remember(once)
    seated = [Seated(guest.member_id, guest.name, guest.seat) for guest in room(filled)]
    by = editor.member.id
    after = arranging.restaff(editor.session, editor.team_id, interview.id, seated, by, editor.now)
    return change.done(after, editor.reader, change.restaffed(), editor.hear([after]))


def cancel(editor: Editor, step: Step, submitted: Submitted) -> Outcome:
    """Called off. Slack's second delivery of the same is told so, too."""
    held = editor.hold(step)
    if editor.done_before(submitted.once):
        interview = editor.find(step.about)
    else:
        interview = editor.changeable(step.about)
        if not held:
            return editor.cancel(interview, change.meanwhile())
        editor.remember(submitted.once)
        reason, by = submitted.values["reason"].strip(), editor.member.id
        interview = arranging.cancel(editor.session, editor.team_id, interview.id, by, editor.now, reason)
    return change.done(interview, editor.reader, change.cancelled(), editor.hear([interview]))


def _said(wrong: Mapping[str, Mistake], filled: Filled, fields: Sequence[str]) -> dict[str, str]:
    return {field: schedule_mistakes.sentence(wrong[field], filled) for field in fields if field in wrong}


def _leads(chosen: Filled) -> str:
    """Whoever is to lead, as `prep.drafting.room` names them: somebody without Slack by their place."""
    _, is_name, name = chosen.leads.partition("name:")
    others = names(chosen.others)
    return f"name|{others.index(name)}" if is_name and name in others else chosen.leads
