"""One interview becomes another: another candidate's, or for another role or part of its plan."""

from dataclasses import replace
from typing import Final

from prep.drafting import NEW, Filled, can_show
from prep.initials import shown_as
from prep.interviews import Candidate, Interview
from prep.mistakes import Mistake, Wrong
from slackapp.changing.editor import Editor
from slackapp.changing.outcomes import Mistakes, Outcome
from slackapp.changing.step import Step
from slackapp.views import change, change_steps, change_what, schedule_mistakes
from storage import candidates, preferences, reassigning

WHAT: Final = "what"


def reassign(editor: Editor, step: Step, chosen: Filled, once: str, *, looked: bool = False) -> Outcome:
    """The candidate's whom `chosen` has, or a new one's of that name; in the part that it has, as `change_what.refer`
    names it. `looked`: what is worth a look was seen."""
    opening_id, position = change_what.referred(chosen.part)
    there = reassigning.held(editor.session, editor.team_id, opening_id, position)
    held = editor.hold(step)
    interview = editor.changeable(step.about)
    if editor.done_before(once):
        return change.done(interview, editor.reader, change.reassigned(), editor.hear([interview]))
    if not held:
        return editor.what(interview, change.meanwhile())
    keeps_names = preferences.of_workspace(editor.session, editor.team_id).shows_names
    if said := _wrong(editor, interview, chosen, there=there, keeps_names=keeps_names):
        return editor.what(interview, next(iter(said.values()))) if looked else Mistakes(said)
    if _is_the_same(interview, chosen):
        return editor.overview(interview)
    worth = [] if looked else editor.findings_of(interview, opening_id, position)
    if worth:
        fields = {"part": chosen.part, "candidate": chosen.candidate, "name": _kept(chosen, keeps_names=keeps_names)}
        return change_steps.worth_a_look(interview, worth, replace(step, what=WHAT, fields=fields).encode())
    editor.remember(once)
    candidate = _candidate(editor, chosen, opening_id, keeps_names=keeps_names)
    by, now = editor.member.id, editor.now
    after = reassigning.reassign(editor.session, editor.team_id, interview, candidate, position, by, now)
    return change.done(after, editor.reader, change.reassigned(), editor.hear([after]))


def _wrong(editor: Editor, interview: Interview, chosen: Filled, *, there: bool, keeps_names: bool) -> dict[str, str]:
    said = {} if there else {change_what.PART: change_what.part_gone()}
    if chosen.candidate == NEW:
        wrong = None if can_show(chosen.name, keeps_names=keeps_names) else Wrong.NO_NAME
        field = change_what.NAME
    else:
        known = candidates.find(editor.session, editor.team_id, chosen.candidate)
        wrong = None if known and known.opening_id == interview.opening.id else Wrong.CANDIDATE_GONE
        field = change_what.CANDIDATE
    return said | ({field: schedule_mistakes.sentence(Mistake(wrong), chosen)} if wrong else {})


def _is_the_same(interview: Interview, chosen: Filled) -> bool:
    part = change_what.refer(interview.opening, interview.part)
    return (chosen.part, chosen.candidate) == (part, interview.candidate.id)


def _kept(chosen: Filled, *, keeps_names: bool) -> str:
    """What is not to be kept is not remembered by a view either."""
    return shown_as(chosen.name, (), keeps_names) if chosen.candidate == NEW else ""


def _candidate(editor: Editor, chosen: Filled, opening_id: str, *, keeps_names: bool) -> Candidate:
    session, team_id, now = editor.session, editor.team_id, editor.now
    if chosen.candidate == NEW:
        return candidates.add(session, team_id, opening_id, chosen.name, now, keeps_names=keeps_names)
    found = candidates.find(session, team_id, chosen.candidate)
    if found is None:
        raise LookupError(f"no candidate {chosen.candidate}")
    return reassigning.into(session, team_id, found, opening_id, now, keeps_names=keeps_names)
