"""Whatever is done, in whatever order: who is to be asked next, and when, is what it ought to be."""

from datetime import datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from prep import afterwards
from prep.messages import Kind
from storage import followed_up, following_up, interviews, preferences
from storage.database import Database
from storage.tables import Delivery
from tests.storage.asked_after import due
from tests.storage.search import Search
from tests.storage.test_agenda_anything import PEOPLE, STEPS, World, somebody


class Asking(World):
    """The same world, in which people are asked when it is time."""

    def do(self, step: tuple[Any, ...]) -> None:
        """One step; then whatever has become due is sent, each at its moment."""
        super().do(step)
        while late := [
            each for each in self.search.planned(self.session, Kind.AFTERWARDS) if each.due_at <= self.search.now
        ]:
            self._ask(late[0])

    def _ask(self, row: Delivery) -> None:
        who, at_ = str(row.member_id), row.due_at
        group = following_up.group_of(self.session, self._team, who, row.once, at_)
        ids = [each.id for each in following_up.unasked(self.session, self._team, who, group)]
        assert ids
        self.search.send(self.session, row, at_)
        followed_up.asked(self.session, self._team, who, ids, at_)
        following_up.plan(self.session, self._team, who, at_)


def ought(search: Search, session: Session, who: str) -> list[datetime]:
    """When the member ought to be asked next: after the first group of theirs that is over by day and has something to
    ask about."""
    session.expire_all()
    theirs = preferences.of_member(session, search.team_id, who)
    if Kind.AFTERWARDS in theirs.muted:
        return []
    mine = interviews.of_member(
        session, search.team_id, who, search.now - timedelta(days=30), search.now + timedelta(days=400)
    )
    moments = [
        moment
        for group in afterwards.groups(mine, who)
        if (moment := afterwards.due_at(group, theirs.rhythm.zone)) and moment > search.now
        if any(followed_up.theirs(each, who) for each in group)  # no interview of these has a feedback form
    ]
    return moments[:1]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    steps=st.lists(
        STEPS
        | st.tuples(
            st.just("settle"),
            somebody,
            st.just(time(8, 30)),
            st.just({1, 2, 3, 4, 5}),
            st.just(15),
            st.sampled_from([set(), {"afterwards"}]),
        ),
        min_size=1,
        max_size=14,
    )
)
def test_whatever_is_done_what_is_planned_is_what_ought_to_be(db: Database, steps: list[tuple[Any, ...]]) -> None:
    with db.begin() as session:
        world = Asking(session)
        for step in steps:
            world.do(step)
            for who in PEOPLE:
                assert due(world.search, session, who) == ought(world.search, session, who)
