"""The steps as they look for what is filled in so far."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from prep.drafting import Filled
from prep.interviews import Interview
from prep.people import Member
from slackapp.scheduling.foreseeing import foresee
from slackapp.scheduling.search import propose, search
from slackapp.views import finding, schedule, schedule_added, schedule_check, schedule_room, schedule_when
from slackapp.views.blocks import View
from slackapp.views.fields import MAX_OPTIONS
from slackapp.views.schedule_when import MOST_CANDIDATES, Clocks
from storage import candidates, freezing, openings, preferences, roles, workspaces


@dataclass(frozen=True, slots=True)
class Screens:
    """Draws the steps for a member; `command` is what people type."""

    session: Session
    team_id: str
    member: Member
    command: str

    def hiring(self, draft_id: str, filled: Filled, remark: str = "") -> View:
        """The first step."""
        under_way = openings.current(self.session, self.team_id)
        begun = {each.role_id for each in under_way}
        options = [(each.title, f"opening|{each.id}") for each in under_way]
        listed = roles.titles(self.session, self.team_id, MAX_OPTIONS + 1 + len(begun))
        options += [(f"Start hiring for {each.title}", f"role|{each.id}") for each in listed if each.id not in begun]
        if filled.hiring and filled.hiring not in {value for _, value in options[:MAX_OPTIONS]}:
            found = search(self.session, self.team_id, filled, self.command)
            options.insert(0, (found.opening.title, filled.hiring))
        if not options:
            caretakers = workspaces.caretakers(self.session, self.team_id)
            return schedule.nothing_to_hire_for(finding.caretakers(caretakers))
        return schedule.hiring(options, filled.hiring, remark, self.command, draft_id)

    def when(self, draft_id: str, filled: Filled) -> tuple[View, Filled]:
        """The second step, and what is filled in with what it proposes."""
        found = search(self.session, self.team_id, filled, self.command)
        filled = propose(self.session, self.team_id, found, filled, self.member.zone)
        house = preferences.of_workspace(self.session, self.team_id)
        known = preferences.of_member(self.session, self.team_id, self.member.id).zone_known
        view = schedule_when.when(
            found.opening.title,
            found.parts,
            candidates.of_opening(self.session, self.team_id, found.opening.id, MOST_CANDIDATES + 1),
            filled,
            Clocks(self.member.zone, known, house.zone),
            keeps_names=house.shows_names,
            draft_id=draft_id,
        )
        return view, filled

    def room(self, draft_id: str, filled: Filled) -> View:
        """The third step."""
        return schedule_room.room(filled, draft_id)

    def check(self, draft_id: str, filled: Filled, now: datetime, remark: str = "") -> tuple[View, Filled]:
        """The fourth step, and what is filled in with the questions that it shows."""
        found = search(self.session, self.team_id, filled, self.command)
        questions = freezing.foreseen(self.session, self.team_id, found.opening, found.part(filled), now)
        seen = foresee(self.session, self.team_id, found, filled, questions, self.member.locale or "")
        shown = replace(filled, questions=tuple(question.id for question in questions))
        return schedule_check.check(seen, draft_id, remark), shown

    def added(self, interview: Interview, zone: str) -> View:
        """The end."""
        return schedule_added.added(interview, zone, self.member.locale or "")
