"""What was typed in the steps, kept from one to the next and when going back."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from prep.drafting import Filled, can_show
from prep.initials import initials
from slackapp.errors import Sorry
from slackapp.hearing import Form
from slackapp.views import schedule, schedule_check, schedule_when
from storage import drafts, preferences

# Fields whose change we hear of need names that no other modal's have.
_LONG_NAMES = {"candidate": schedule_when.CANDIDATE, "part": schedule_when.PART, "leads": schedule_check.LEADS}
_SEVERAL = frozenset({"interviewers", "listening"})


def kept(session: Session, team_id: str, member_id: str, draft_id: str, command: str) -> Filled:
    """What the member has filled in so far; nobody else fills it in until the caller commits, so that of two
    submissions at once neither undoes the other. Raises `Sorry` when it is not kept any more."""
    drafts.hold(session, team_id, member_id)
    stored = drafts.find(session, team_id, draft_id, member_id)
    if stored is None:
        raise Sorry(schedule.draft_gone(command))
    return Filled.of(stored)


def keep(session: Session, team_id: str, draft_id: str, filled: Filled, now: datetime) -> None:
    """Keeps what is filled in now, with initials in the place of the name unless the workspace keeps names: what is
    not to be kept is not kept here either."""
    named = filled.name and can_show(filled.name, keeps_names=False)
    if named and not preferences.of_workspace(session, team_id).shows_names:
        filled = replace(filled, name=initials(filled.name))
    drafts.keep(session, team_id, draft_id, filled.as_dict(), now)


def taken_over(filled: Filled, form: Form) -> Filled:
    """With what stands in the form. The search is not among it: see `search.hire_for`."""
    told: dict[str, Any] = {}
    for each in fields(Filled):
        name = _LONG_NAMES.get(each.name, each.name)
        if name in form.values and each.name != "hiring":
            told[each.name] = tuple(form.lists[name]) if each.name in _SEVERAL else form.values[name]
    return replace(filled, **told)


def at_fields(form: Form, said: dict[str, str]) -> dict[str, str]:
    """Sentences by `Filled`'s fields, as Slack wants them: by the blocks of the form. What concerns a field that the
    form has not stands at its first."""
    first = next(iter(form.blocks.values()))
    return {form.blocks.get(_LONG_NAMES.get(name, name), first): sentence for name, sentence in said.items()}
