"""Interviews in somebody's hands: what they may change, and how each step looks to them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from prep.corrections import facts
from prep.drafting import Filled
from prep.interviews import Interview, PlannedQuestion, Seat, State
from prep.people import Member
from prep.permissions import may_change, may_erase
from prep.preferences import Preferences
from slackapp.changing.step import Step, by_name, filled_of
from slackapp.errors import Sorry
from slackapp.scheduling.foreseeing import foresee
from slackapp.scheduling.search import Search
from slackapp.views import change, change_steps, change_what, keeping, schedule_check
from slackapp.views.blocks import View
from slackapp.views.change import Rights
from storage import arranging, candidates, erasing, freezing, interviews, members, openings, preferences, seen, told

MOST: Final = 50
"""Of a candidate's interviews that are changed together."""


@dataclass(frozen=True, slots=True)
class Editor:
    """In the caller's session. Every method that gives an interview to change has checked that they may."""

    session: Session
    team_id: str
    member: Member
    now: datetime

    @property
    def reader(self) -> Preferences:
        """Whose clock times are shown by."""
        return preferences.of_member(self.session, self.team_id, self.member.id)

    def find(self, interview_id: str) -> Interview:
        """The interview. Raises `Sorry` when it is not there, or is not theirs to change."""
        interview = interviews.find(self.session, self.team_id, interview_id)
        if interview is None:
            raise Sorry(change.gone())
        if not self._may_change([interview]):
            raise Sorry(change.not_yours(self._arranger(interview)))
        return interview

    def changeable(self, interview_id: str) -> Interview:
        """The interview, while it can still be changed. Raises `Sorry` too when it is over, or was called off."""
        interview = self.find(interview_id)
        if interview.state is State.CANCELLED or interview.ends_at <= self.now:
            raise Sorry(change.unchangeable(interview))
        return interview

    def ahead(self, interview: Interview) -> Sequence[Interview]:
        """All of its candidate's interviews that are still to come. Raises `Sorry` where some are not theirs to change,
        or none is left."""
        ahead = interviews.of_candidate(self.session, self.team_id, interview.candidate.id, self.now)[:MOST]
        if not ahead:
            raise Sorry(change.unchangeable(interview))
        if not self._may_change(ahead):
            raise Sorry(change.not_all_yours())
        return ahead

    def all_known(self, step: Step) -> Sequence[Interview]:
        """Those that the step showed, as they are now."""
        return interviews.many(self.session, self.team_id, step.known)

    def erasable(self, interview_id: str) -> Interview:
        """The interview, whose candidate's data they may see and erase. Raises `Sorry` where not."""
        interview = interviews.find(self.session, self.team_id, interview_id)
        if interview is None:
            raise Sorry(change.gone())
        if candidates.find(self.session, self.team_id, interview.candidate.id) is None:
            raise Sorry(change.erased_before())
        if not self._may_erase(interview):
            raise Sorry(change.not_yours_to_keep())
        return interview

    def erase(self, interview_id: str) -> Interview:
        """Erases its candidate's data, and gives the interview as it was. Raises `Sorry` also while a message that may
        name them is being sent; then nothing is erased."""
        interview = self.erasable(interview_id)
        try:
            erasing.erase_candidate(self.session, self.team_id, interview.candidate.id, self.member.id, self.now)
        except erasing.BeingSent as busy:
            raise Sorry(keeping.being_sent()) from busy
        return interview

    def hold(self, step: Step) -> bool:
        """Whether all is as the step showed it; from here on nobody else changes it until the caller commits."""
        return arranging.expect(self.session, self.team_id, step.known)

    def done_before(self, once: str) -> bool:
        """Whether this very submission was done before. The caller holds what it is about."""
        return seen.before(self.session, self.team_id, once)

    def remember(self, once: str) -> None:
        """This submission is being done now."""
        seen.first_time(self.session, self.team_id, once, self.now)

    def hear(self, changed: Sequence[Interview]) -> list[str]:
        """The names, in their order, of those who hear from me what changed in these interviews since I told them."""
        ids = {
            member_id
            for each in changed
            for member_id, before in told.of_interview(self.session, self.team_id, each).items()
            if told.is_behind(before, facts(each, member_id), self.now)
        }
        found = (members.find(self.session, self.team_id, each) for each in ids)
        return sorted((each.name for each in found if each), key=str.casefold)

    def findings(self, interview: Interview, filled: Filled, moves: Collection[str] = ()) -> list[str]:
        """What is worth a look in the interview as it would be, in sentences. `moves`: those, by id, that are changed
        with it."""
        questions = openings.questions(self.session, self.team_id, interview.opening.id, interview.part.position)
        parts = tuple(openings.parts(self.session, self.team_id, interview.opening.id))
        return self._found(interview, Search(interview.opening, parts, begun=True), filled, questions, moves)

    def _found(
        self,
        interview: Interview,
        found: Search,
        filled: Filled,
        questions: Sequence[PlannedQuestion],
        moves: Collection[str] = (),
    ) -> list[str]:
        locale, moves = self.member.locale or "", {interview.id, *moves}
        foreseen = foresee(self.session, self.team_id, found, filled, questions, locale, moves=moves)
        return [schedule_check.finding(each, filled.zone, locale) for each in foreseen.findings]

    def findings_of(self, interview: Interview, opening_id: str, position: int) -> list[str]:
        """The same, of the interview as it would be in this part of this search."""
        opening = openings.find(self.session, self.team_id, opening_id)
        if opening is None:
            return []
        parts = tuple(openings.parts(self.session, self.team_id, opening_id))
        part = next(each for each in parts if each.position == position)
        questions = freezing.foreseen(self.session, self.team_id, opening, part, self.now)
        filled = replace(self.filled(interview), part=str(position))
        return self._found(interview, Search(opening, parts, begun=True), filled, questions)

    def overview(self, interview: Interview) -> View:
        """The interview, and what they may do with it."""
        ahead = interviews.of_candidate(self.session, self.team_id, interview.candidate.id, self.now)[:MOST]
        known = candidates.find(self.session, self.team_id, interview.candidate.id) is not None
        rights = Rights(len(ahead) if self._may_change(ahead) else 0, known and self._may_erase(interview))
        return change.overview(interview, self.reader, rights, over=interview.ends_at <= self.now)

    def filled(self, interview: Interview) -> Filled:
        """It, as they would fill it in."""
        return filled_of(interview, self.reader.rhythm.zone)

    def move(self, interview: Interview, remark: str = "") -> View:
        """The step that asks for another time."""
        return change_steps.move(interview, self.filled(interview), self.reader, Step.of(interview).encode(), remark)

    def details(self, interview: Interview, remark: str = "") -> View:
        """The step that asks for links and note."""
        return change_steps.details(interview, self.filled(interview), self.reader, Step.of(interview).encode(), remark)

    def what(self, interview: Interview, remark: str = "") -> View:
        """The step that asks whose it is, and what for."""
        under_way = openings.current(self.session, self.team_id)
        own = [interview.opening, *(each for each in under_way if each.id != interview.opening.id)]
        parts = [(each, part) for each in own for part in openings.parts(self.session, self.team_id, each.id)]
        known = candidates.of_opening(self.session, self.team_id, interview.opening.id)
        known = [interview.candidate, *(each for each in known if each.id != interview.candidate.id)]
        keeps_names = preferences.of_workspace(self.session, self.team_id).shows_names
        metadata = Step.of(interview).encode()
        return change_what.what(interview, parts, known, self.reader, metadata, remark, keeps_names=keeps_names)

    def people(self, interview: Interview, remark: str = "") -> View:
        """The step that asks for people."""
        leaders = [
            (each.name, each.member_id or by_name(each.name))
            for each in interview.in_room
            if each.seat is not Seat.LISTENING
        ]
        filled = self.filled(interview)
        return change_steps.people(interview, filled, leaders, self.reader, Step.of(interview).encode(), remark)

    def cancel(self, interview: Interview, remark: str = "") -> View:
        """The step that asks once more."""
        return change_steps.cancel(interview, self.reader, Step.of(interview).encode(), remark)

    def move_all(self, interview: Interview, remark: str = "") -> View:
        """The step that asks by how many days."""
        ahead = self.ahead(interview)
        return change_steps.move_all(interview, ahead, self.reader, Step.of(interview, ahead).encode(), remark)

    def cancel_all(self, interview: Interview, remark: str = "") -> View:
        """The step that asks once more before all are called off."""
        ahead = self.ahead(interview)
        return change_steps.cancel_all(interview, ahead, self.reader, Step.of(interview, ahead).encode(), remark)

    def _may_change(self, shown: Sequence[Interview]) -> bool:
        movers = preferences.of_workspace(self.session, self.team_id).movers
        return all(may_change(each, self.member, movers) for each in shown)

    def _may_erase(self, interview: Interview) -> bool:
        theirs = interviews.all_of_candidate(self.session, self.team_id, interview.candidate.id)
        return may_erase(theirs, self.member)

    def _arranger(self, interview: Interview) -> str:
        arranger = members.find(self.session, self.team_id, interview.arranged_by)
        return arranger.name if arranger else "somebody else"
