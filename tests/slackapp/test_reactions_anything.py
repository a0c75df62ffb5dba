"""Whatever people do with reactions, in whatever order and however often Slack tells of it: counters are a recount."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from prep.reactions import Says, meaning, one_name
from prep.usefulness import Rating
from sandbox.client import Message, Person
from slackapp.hearing import moment
from storage import postings
from storage.postings import Posted
from storage.tables import QuestionMonth, QuestionStat
from storage.tables import Rating as Row
from tests.slackapp.office import Office
from tests.slackapp.rating import kept, reaction, shared
from tests.storage.recount import assert_counted

EMOJI = (
    "one",
    "two",
    "three",
    "+1",
    "thumbsup",
    "+1::skin-tone-3",
    "thumbsup::skin-tone-3",
    "+1::skin-tone-5",
    "-1",
    "star",
    "eyes",
)

Event = tuple[int, int, str, bool, int]
"""Who, where, with what, whether added, and how many times Slack tells of it. Its place in the list is its time."""
EVENTS = st.lists(
    st.tuples(
        st.integers(0, 3), st.integers(0, 2), st.sampled_from(EMOJI), st.booleans(), st.sampled_from([1, 1, 1, 3])
    ),
    min_size=1,
    max_size=24,
)


@dataclass
class Room:
    """Two members, a guest and somebody of another company; a shared set, and what Priya keeps: three questions and
    one. All that was ever said is forgotten before each round."""

    office: Office
    people: list[Person]
    messages: list[Message]
    posted: list[Posted] = field(default_factory=list)

    def forget(self) -> None:
        """Nobody has said anything."""
        with self.office.db.begin() as session:
            for table in (Row, QuestionStat, QuestionMonth):
                session.execute(delete(table))

    def tell(self, events: list[Event], order: list[int]) -> None:
        """Slack tells of them in this order, four at a time."""

        def emit(index: int) -> bool:
            who, where, emoji, added, times = events[index]
            told = reaction(self.people[who], self.messages[where], emoji, index + 1, added=added)
            receipts = self.office.acme.emit(self.office.installation, told, times=times)
            return all(each.ok for each in receipts)

        with ThreadPoolExecutor(4) as threads:
            assert all(threads.map(emit, order))

    def ought(self, events: list[Event]) -> list[Rating]:
        """What stands in the end of what counts."""
        last: dict[tuple[Any, ...], Rating | None] = {}
        for index, (who, where, emoji, added, _) in enumerate(events):
            posted, message, person = self.posted[where], self.messages[where], self.people[who]
            says = meaning(posted.kind, posted.numbers, emoji)
            if isinstance(says, Says) and self._counts(who, posted):
                at = moment(f"{float(message.ts) + index + 1:.6f}")
                word = Rating(person.id, says.question_id, at, says.judgement)
                last[who, where, one_name(emoji)] = word if added else None
        return [word for word in last.values() if word]

    def _counts(self, who: int, posted: Posted) -> bool:
        return who <= 1 if posted.member_id is None else posted.member_id == self.people[who].id


@pytest.fixture
def room(office: Office) -> Room:
    """The same for all rounds."""
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    guest = office.acme.person("Gus Guest", "Europe/Berlin", kind="guest")
    outsider = office.acme.person("Ola Out", "Europe/Berlin", kind="external")
    channel = office.acme.channel("hiring", [office.priya, ana, guest, outsider])
    messages = [shared(office, channel), kept(office), kept(office, "trust-safety 1")]
    made = Room(office, [office.priya, ana, guest, outsider], messages)
    with office.db.read() as session:
        found = [postings.find(session, office.acme.id, each.channel, each.ts) for each in messages]
    made.posted = [each for each in found if each]
    assert [len(each.numbers) for each in made.posted] == [3, 3, 1]
    return made


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_counters_are_a_recount_of_what_stands(room: Room, data: st.DataObject) -> None:
    events = data.draw(EVENTS)
    order = data.draw(st.permutations(range(len(events))))
    room.forget()
    room.tell(events, order)
    with room.office.db.read() as session:
        assert_counted(session, room.office.acme.id)
        assert_counted(session, room.office.acme.id, room.ought(events))
