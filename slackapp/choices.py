"""What people see of their own messages: settings, the pause, why a message came. The same, however they ask."""

from collections.abc import Callable
from dataclasses import dataclass

from prep.digests import latest_digest, next_digest
from prep.messages import Kind
from prep.people import Member, local_day
from slackapp import briefing, hearing, morning_message
from slackapp.drawing import Drawing
from slackapp.errors import Sorry
from slackapp.views import house, pausing, sent_to, settings, tomorrow, why
from slackapp.views.blocks import Message, View
from slackapp.views.sent_to import Correspondence
from storage import deliveries, explaining, mornings, preferences, untold

Choice = Callable[[str, str, str], Message | View]
"""Given the workspace's and the member's id, and what the button remembers: a message's delivery, or nothing."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Each raises `Sorry` for whoever may not see it."""

    drawing: Drawing

    def settings(self, team_id: str, member_id: str, _about: str = "", *, evening: int = 0) -> View:
        """Their settings. `evening`: how often they pressed “the evening before”."""
        member = self.drawing.people.member(team_id, member_id)
        with self.drawing.db.read() as session:
            theirs = preferences.of_member(session, team_id, member_id)
            workspace = preferences.of_workspace(session, team_id)
        today = local_day(self.drawing.now(), theirs.rhythm.zone)
        return settings.settings(theirs, workspace, today, admin=member.admin, evening=evening)

    def house(self, team_id: str, member_id: str, _about: str = "") -> View:
        """The workspace's settings, which only admins see."""
        if not self.drawing.people.member(team_id, member_id).admin:
            raise Sorry(house.admins_only())
        with self.drawing.db.read() as session:
            return house.settings(preferences.of_workspace(session, team_id))

    def pause(self, team_id: str, member_id: str, _about: str = "") -> View:
        """Until when they want to pause."""
        self.drawing.people.member(team_id, member_id)
        with self.drawing.db.read() as session:
            theirs = preferences.of_member(session, team_id, member_id)
        return pausing.ask(theirs, local_day(self.drawing.now(), theirs.rhythm.zone))

    def tomorrow(self, team_id: str, member_id: str, _about: str = "") -> View:
        """Their next morning message, as it would be if nothing changed until then."""
        self.drawing.people.member(team_id, member_id)
        now = self.drawing.now()
        with self.drawing.db.begin() as session:  # what it shows has its numbers from now on
            who = briefing.reader(session, team_id, member_id)
            possible = next_digest(who.chose.rhythm, now).due
            planned = deliveries.planned_for(session, team_id, member_id, Kind.DIGEST)
            if planned is None:
                return tomorrow.nothing(who.chose, possible, now)
            at = max(planned.due_at, now)
            due = latest_digest(who.chose.rhythm, planned.due_at, at)
            reached = morning_message.reach(session, who, mornings.day_of(planned), due, at)
            ahead = briefing.briefs(session, who, reached.shown, now)
            new = untold.left_to_morning(session, who.team_id, who.member_id, reached.ahead, at)
            names = [each for each in new if each not in reached.covered]
            morning = morning_message.made(session, who, reached, ahead, names, at)
        return tomorrow.shown(morning, at, possible, now) if ahead else tomorrow.nothing(who.chose, possible, now)

    def why(self, team_id: str, member_id: str, delivery_id: str = "") -> Message:
        """Why a message came, or where none is named their last; which comes next, and which did not come."""
        self.drawing.people.member(team_id, member_id)
        now = self.drawing.now()
        with self.drawing.db.read() as session:
            theirs = preferences.of_member(session, team_id, member_id)
            this = explaining.sent(session, team_id, member_id, delivery_id) if delivery_id else None
            last = this or explaining.last(session, team_id, member_id)
            coming = explaining.coming(session, team_id, member_id, theirs.rhythm)
            missed = explaining.missed(session, team_id, member_id, now - why.LOOKS_BACK, now)
        return why.why(last, coming, missed, theirs, now, this=this is not None)

    def asked_why(self, team_id: str, member_id: str, text: str) -> Message:
        """The same; or, where an admin names a colleague, what was sent to them."""
        named = hearing.mentioned(text)
        if not text or named == member_id:
            return self.why(team_id, member_id)
        if not self.drawing.people.member(team_id, member_id).admin:
            raise Sorry(sent_to.admins_only())
        found = self.drawing.people.members(team_id, [named]) if named else []
        if not found:
            raise Sorry(sent_to.nobody(self.drawing.command))
        return self._sent_to(team_id, member_id, found[0])

    def _sent_to(self, team_id: str, member_id: str, colleague: Member) -> Message:
        now = self.drawing.now()
        since = now - why.LOOKS_BACK
        with self.drawing.db.read() as session:
            reader = preferences.of_member(session, team_id, member_id)
            theirs = preferences.of_member(session, team_id, colleague.id)
            told = Correspondence(
                colleague.name,
                theirs,
                explaining.sent_since(session, team_id, colleague.id, since, now),
                explaining.coming(session, team_id, colleague.id, theirs.rhythm),
                explaining.missed(session, team_id, colleague.id, since, now),
            )
        return sent_to.sent_to(told, reader, now)
