"""What people see of their own messages: settings, the pause, why a message came. The same, however they ask."""

from collections.abc import Callable
from dataclasses import dataclass

from prep.people import local_day
from slackapp.drawing import Drawing
from slackapp.errors import Sorry
from slackapp.views import house, pausing, settings, why
from slackapp.views.blocks import Message, View
from storage import explaining, preferences

Choice = Callable[[str, str, str], Message | View]
"""Given the workspace's and the member's id, and what the button remembers: a message's delivery, or nothing."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Each raises `Sorry` for whoever may not see it."""

    drawing: Drawing

    def settings(self, team_id: str, member_id: str, _about: str = "") -> View:
        """Their settings."""
        member = self.drawing.people.member(team_id, member_id)
        with self.drawing.db.read() as session:
            theirs = preferences.of_member(session, team_id, member_id)
            workspace = preferences.of_workspace(session, team_id)
        today = local_day(self.drawing.now(), theirs.rhythm.zone)
        return settings.settings(theirs, workspace, today, admin=member.admin)

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
