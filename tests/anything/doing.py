"""Doing things to interviews and settings as the app's listeners do them, and writing them down in the diary."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from prep.digests import is_paused
from prep.handing_over import Proposed, Said, can_be_undone, closed, unfit
from prep.interviews import Links, Seat
from slackapp.jobs.replanning import replan
from storage import (
    agenda,
    arrangers,
    arranging,
    candidates,
    handing_over,
    interviews,
    members,
    preferences,
    refreshing,
    substitutes,
)
from storage.arranging import Booking
from storage.database import Database
from storage.ids import new_id
from storage.panels import Seated
from tests.anything.company import Company, profile
from tests.anything.diary import Booked, Diary, Knows
from tests.anything.letters import Letters
from tests.slackapp.clocks import Clock

_SHOWN_TWICE: Final = (datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 11, 1, 5, tzinfo=UTC))
_TWO_HOURS: Final = timedelta(hours=2)


@dataclass
class Doing:
    """What is done is written down as it is done. Interviews go by their candidates, whom they alone have."""

    company: Company
    db: Database
    now: Clock
    diary: Diary
    letters: Letters
    ids: dict[str, str] = field(default_factory=dict)
    _requests: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _gone: int = 0

    def book(self, people: Sequence[str], starts_at: datetime, minutes: int, part: int) -> None:
        """An interview of a new candidate."""
        name, starts_at = f"Candidate {len(self.ids) + 1:04}", _told_apart(starts_at)
        with self.db.begin() as session:
            team_id, opening_id = self.company.acme.id, self.company.opening_id
            candidate = candidates.add(session, team_id, opening_id, name, self.now(), keeps_names=True)
            booking = Booking(
                opening_id=opening_id,
                position=part,
                candidate_id=candidate.id,
                starts_at=starts_at,
                minutes=minutes,
                links=Links("https://meet.example/1", "https://cv.example/1", ""),
                note="",
                arranged_by=self._by,
                seated=seats(people),
                source="person",
                once=new_id(),
            )
            self.ids[name] = arranging.book(session, team_id, booking, self.now()).id
        self.diary.interviews[name] = [Booked(self.now(), starts_at, minutes, frozenset(people))]

    def changeable(self) -> list[str]:
        """The interviews that are not over, nor cancelled."""
        states = {name: self.diary.now(name) for name in self.diary.interviews}
        return [name for name, state in states.items() if state.takes_place and state.ends_at > self.now()]

    def move(self, interview: str, starts_at: datetime, minutes: int) -> None:
        """Another time for it."""
        starts_at = _told_apart(starts_at)
        before = self.diary.now(interview)
        if (before.starts_at, before.minutes) == (starts_at, minutes):
            return
        with self.db.begin() as session:
            arranging.move(session, self._team, self.ids[interview], starts_at, minutes, self._by, self.now())
        self.diary.change(interview, self.now(), starts_at=starts_at, minutes=minutes)

    def cancel(self, interview: str) -> None:
        """It does not take place."""
        with self.db.begin() as session:
            arranging.cancel(session, self._team, self.ids[interview], self._by, self.now())
        self.diary.change(interview, self.now(), takes_place=False)

    def restaff(self, interview: str, people: Sequence[str]) -> None:
        """These are in the room."""
        with self.db.begin() as session:
            arranging.restaff(session, self._team, self.ids[interview], seats(people), self._by, self.now())
        self.diary.change(interview, self.now(), room=frozenset(people))

    def decline(self, interview: str, person: str) -> None:
        """They cannot come."""
        if person not in self.diary.now(interview).room:
            return
        with self.db.begin() as session:
            after = arranging.decline(session, self._team, self.ids[interview], person, self.now())
            assert after
            arrangers.tell_cannot(session, self._team, after, person, Said(), self.now())
        self._knows(interview, person, stands=False)
        self.diary.change(interview, self.now(), room=self.diary.now(interview).room - {person})

    def ask(self, interview: str, person: str, substitute: str) -> None:
        """They cannot come, and ask somebody else to."""
        if person not in self.diary.now(interview).room:
            return
        with self.db.begin() as session:
            held = handing_over.hold(session, self._team, self.ids[interview])
            assert held
            theirs = preferences.of_member(session, self._team, substitute)
            member = members.find(session, self._team, substitute)
            proposed = Proposed(substitute, member, is_app=False, paused=is_paused(theirs.rhythm, self.now()))
            before = substitutes.of_interviews(session, self._team, [held.id])
            if unfit(held, person, proposed, before, self.now()):
                return
            request = handing_over.ask(session, self._team, held, person, substitute, Said(), self.now())
        self._requests[request.id] = (interview, person, substitute)

    def answer(self, which: int, *, yes: bool) -> None:
        """Whoever was asked says yes or no."""
        if not self._requests:
            return
        request_id = list(self._requests)[which % len(self._requests)]
        interview, person, substitute = self._requests[request_id]
        with self.db.begin() as session:
            held = handing_over.hold(session, self._team, self.ids[interview])
            request = substitutes.find(session, self._team, request_id)
            assert held
            assert request
            if closed(request, held, self.now()):
                return
            step = handing_over.accept if yes else handing_over.refuse
            step(session, self._team, request, held, self.now())
        self._knows(interview, person, stands=False)
        comes = {substitute} if yes else set()
        self.diary.change(interview, self.now(), room=self.diary.now(interview).room - {person} | comes)

    def undo(self, which: int) -> None:
        """Whoever arranged it undoes a hand-over."""
        if not self._requests:
            return
        request_id = list(self._requests)[which % len(self._requests)]
        interview, person, substitute = self._requests[request_id]
        with self.db.begin() as session:
            held = handing_over.hold(session, self._team, self.ids[interview])
            request = substitutes.find(session, self._team, request_id)
            assert held
            assert request
            if not can_be_undone(request, held, self.now()):
                return
            handing_over.take_back(session, self._team, request, held, self._by, self.now())
        if substitute in self.diary.now(interview).room:
            self._knows(interview, person, stands=True)
            room = self.diary.now(interview).room - {substitute} | {person}
            self.diary.change(interview, self.now(), room=room)

    def pause(self, person: str, days: int) -> None:
        """No messages for so many days; 0: messages as usual."""
        zone = self.diary.people[person][-1].zone
        today = self.now().astimezone(ZoneInfo(zone)).date()
        until: date | None = today + timedelta(days=days) if days else None
        with self.db.begin() as session:
            preferences.pause(session, self._team, person, until)
            agenda.member_changed(session, self._team, person, self.now())
        self.diary.choose(person, self.now(), paused_until=until)

    def fly(self, person: str, zone: str) -> None:
        """Slack says that they are in another zone."""
        with self.db.begin() as session:
            somebody = profile(self.company.interviewers[person], zone)
            refreshing.keep(session, self._team, somebody, self.now())
        self.diary.choose(person, self.now(), zone=zone)

    def settle(self, person: str, at: time, days: Collection[int], reminder: int) -> None:
        """When they want their messages. What is the workspace's goes on following it."""
        house, days = self.diary.house[-1], frozenset(days)
        with self.db.begin() as session:
            preferences.keep(session, self._team, person, at=at, days=days, reminder_minutes=reminder, muted=())
            agenda.member_changed(session, self._team, person, self.now())
        own = {"morning": None if at == house.morning else at, "days": None if days == house.days else days}
        self.diary.choose(person, self.now(), reminder=reminder, **own)

    def house(self, at: time, days: Collection[int]) -> None:
        """When those who did not choose otherwise have their morning messages."""
        with self.db.begin() as session:
            before = preferences.of_workspace(session, self._team)
            after = replace(before, digest_time=at, digest_days=frozenset(days))
            preferences.keep_house(session, self._team, after)
        replan(self.db, self.now, self._team)
        self.diary.house.append(replace(self.diary.house[-1], at=self.now(), morning=at, days=frozenset(days)))

    def leave(self) -> None:
        """Whoever arranges leaves the company, and the other one, who is back where they had left, does from now on."""
        goes, comes = self.company.arrangers[self._gone % 2], self.company.arrangers[(self._gone + 1) % 2]
        for person, gone in ((comes, False), (goes, True)):
            person.update(kind="deactivated" if gone else "admin")
            somebody = replace(profile(person, "UTC"), admin=True, deactivated=gone)
            with self.db.begin() as session:
                refreshing.keep(session, self._team, somebody, self.now())
        self._gone += 1

    def left_behind(self) -> list[str]:
        """The interviews ahead that nobody looks after: whoever arranges them is not there."""
        with self.db.read() as session:
            found = interviews.many(session, self._team, [self.ids[each] for each in self.changeable()])
        return [
            f"{each.candidate.shown_as} is arranged by who has left" for each in found if each.arranged_by != self._by
        ]

    def _knows(self, interview: str, person: str, *, stands: bool) -> None:
        self.diary.known.append(Knows(len(self.letters.all), person, interview, stands))

    @property
    def _team(self) -> str:
        return self.company.acme.id

    @property
    def _by(self) -> str:
        return self.company.arrangers[self._gone % 2].id


def seats(people: Sequence[str]) -> list[Seated]:
    """These in the room, the first leading."""
    return [Seated(each, "", Seat.INTERVIEWER if place else Seat.LEADS) for place, each in enumerate(people)]


def _told_apart(starts_at: datetime) -> datetime:
    """What begins while clocks show everything twice begins two hours later: nobody could read when it is."""
    twice = any(begun <= starts_at < begun + _TWO_HOURS for begun in _SHOWN_TWICE)
    return starts_at + _TWO_HOURS if twice else starts_at
