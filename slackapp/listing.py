"""What stands in somebody's lists of interviews, from what is stored: in which group, and what of it is on a page."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from prep.handing_over import closed
from prep.interviews import Interview
from prep.people import Member, local_day
from prep.permissions import may_change, may_change_any, may_see_asked
from prep.preferences import Preferences
from prep.wallclock import at
from slackapp import handing_over
from slackapp.views import agenda
from slackapp.views.agenda import Group, Listed, Page
from storage import interviews, preferences, substitutes
from storage.interviews import Outline

_AHEAD: Final = timedelta(days=400)

Entry = tuple[Group, Interview | Outline]
"""An interview in a list. Those of others may be thousands: they are read whole where they are shown."""


class Listing:
    """The lists of one member, in the caller's session."""

    def __init__(self, session: Session, team_id: str, member: Member, reader: Preferences, now: datetime) -> None:
        self._session = session
        self._team_id = team_id
        self._member = member
        self._reader = reader
        self._now = now
        self._movers = preferences.of_workspace(session, team_id).movers

    def mine(self) -> Sequence[Entry]:
        """Those they hold, those they arranged and do not hold, those of others that they may change; what is over is
        not among them."""
        window = (self._now - interviews.LONGEST, self._now + _AHEAD)
        held = interviews.of_member(self._session, self._team_id, self._member.id, *window)
        ids = {each.id for each in held}
        arranged = interviews.arranged_by(self._session, self._team_id, self._member.id, *window)
        own: list[Entry] = [(Group.HELD, each) for each in held]
        own += [(Group.ARRANGED, each) for each in arranged if each.id not in ids]
        others = [each for each in self._of_others(*window) if each[1].id not in ids]
        return [*(each for each in own if each[1].ends_at > self._now), *others]

    def days(self, days: int) -> Sequence[Entry]:
        """Those they arranged that start today or on the days that follow, by their own calendar, then those of others
        that they may change, while these are not over."""
        window = (self.midnight(0), self.midnight(days))
        found = interviews.arranged_by(self._session, self._team_id, self._member.id, *window)
        return [*((Group.ARRANGED, each) for each in found), *self._of_others(*window)]

    def page(self, entries: Sequence[Entry], number: int) -> Page:
        """The page of this number, or the last there is."""
        number = min(number, max(-(-len(entries) // agenda.PAGE_SIZE) - 1, 0))
        shown = entries[number * agenda.PAGE_SIZE : (number + 1) * agenda.PAGE_SIZE]
        whole = self._whole([entry for _, entry in shown])
        sizes = Counter(group for group, _ in entries)
        asked = self._asked(whole)
        listed = [self._listed(group, whole[entry.id], asked.get(entry.id, ())) for group, entry in shown]
        return Page(listed, number, sizes, self._is_wide)

    def watched(self, entries: Sequence[Entry]) -> Sequence[Interview]:
        """Those that need them where something is wrong: whoever arranged one of the others is told of it."""
        theirs = [entry for group, entry in entries if group is Group.ARRANGED]
        return list(self._whole(theirs).values())

    def midnight(self, days: int) -> datetime:
        """When a day begins where they are; today is 0."""
        zone = self._reader.rhythm.zone
        return at(local_day(self._now, zone) + timedelta(days=days), time.min, zone)

    @property
    def _is_wide(self) -> bool:
        return may_change_any(self._member, self._movers)

    def _of_others(self, start: datetime, until: datetime) -> list[Entry]:
        if not self._is_wide:
            return []
        found = interviews.of_others(self._session, self._team_id, self._member.id, start, until)
        return [(Group.OTHERS, each) for each in found if each.ends_at > self._now]

    def _whole(self, entries: Sequence[Interview | Outline]) -> dict[str, Interview]:
        """By id, in their order."""
        ids = [each.id for each in entries if isinstance(each, Outline)]
        read = {each.id: each for each in interviews.many(self._session, self._team_id, ids)} if ids else {}
        return {each.id: read[each.id] if isinstance(each, Outline) else each for each in entries}

    def _asked(self, shown: Mapping[str, Interview]) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Who asked whom to come instead, and has no answer, as far as the member is to see it: by interview's id."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for each in substitutes.of_interviews(self._session, self._team_id, shown):
            interview = shown[each.interview_id]
            is_open = closed(each, interview, self._now) is None
            if is_open and may_see_asked(each, interview, self._member, self._movers):
                found[interview.id].append((self._name(each.from_member), self._name(each.to_member)))
        return found

    def _name(self, member_id: str) -> str:
        return "you" if member_id == self._member.id else handing_over.name(self._session, self._team_id, member_id)

    def _listed(self, group: Group, interview: Interview, asked: Sequence[tuple[str, str]]) -> Listed:
        changes = interview.ends_at > self._now and may_change(interview, self._member, self._movers)
        by = self._name(interview.arranged_by) if group is Group.OTHERS else ""
        return Listed(interview, group, changes, by, asked)
