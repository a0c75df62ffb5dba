"""What a reaction says, whenever it is heard: before the message is settled, while another is, twice, too late."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Barrier, Event

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from prep.messages import Kind
from storage import claims, cutting, deliveries, edits, members, postings, ratings, reacting, reaction_rows, settling
from storage.claims import Claimed
from storage.database import Database
from storage.deliveries import Plan
from storage.ids import new_id
from storage.pacing import POST, UPDATE
from storage.postings import Posted
from storage.reacting import Concern
from storage.reaction_rows import Reacted
from storage.tables import Delivery, Question, Rating, Reaction
from tests.storage.recount import assert_counted
from tests.storage.search import MONDAY, Search, at, begin, person, seated

SECOND = timedelta(seconds=1)
NUMBERS = ("one", "two", "three")


@dataclass
class Wall:
    """Where reactions are heard: a search with Ana, Ben and a guest, and three questions."""

    db: Database
    search: Search
    questions: Sequence[str]
    machine_now: datetime = MONDAY

    def hear(self, who: str, emoji: str, ts: str = "1.0", *, added: bool = True, later: int = 0) -> bool:
        """Now, by the product's clock; `later` orders events by Slack's."""
        reacted = Reacted("C1", ts, who, emoji, added, MONDAY + later * SECOND)
        with self.db.begin() as session:
            return reacting.hear(session, self.search.team_id, reacted, self.search.now)

    def post(self, kind: Kind, member_id: str | None, interviews: Sequence[str] = ()) -> Posted:
        """A message was sent, with three questions, and settled."""
        claimed = self.claim(kind, member_id)
        return self.settle(claimed, interviews)

    def claim(self, kind: Kind, member_id: str | None, channel_id: str | None = "C1") -> Claimed:
        """A message is being sent; each a second after the one before."""
        self.machine_now += SECOND
        with self.db.begin() as session:
            plan = Plan(kind, new_id(), member_id, channel_id, {}, self.search.now)
            deliveries.plan(session, self.search.team_id, plan, self.search.now)
        with self.db.begin() as session:
            [claimed] = claims.claim(
                session, self.search.team_id, POST, MONDAY, self.machine_now, lease=timedelta(seconds=30), most=1
            )
            return claimed

    def claimed(self, method: str) -> Sequence[Claimed]:
        """What is due of it is being sent."""
        self.machine_now += SECOND
        with self.db.begin() as session:
            lease = timedelta(seconds=30)
            return claims.claim(session, self.search.team_id, method, MONDAY, self.machine_now, lease=lease, most=9)

    def fourth(self) -> str:
        """A question more."""
        with self.db.read() as session:
            these = Question.team_id == self.search.team_id, Question.question_id.not_in(self.questions)
            return session.scalars(select(Question.question_id).where(*these).limit(1)).one()

    def settle(self, claimed: Claimed, interviews: Sequence[str] = ()) -> Posted:
        """Slack has it."""
        with self.db.begin() as session:
            return self.settle_in(session, claimed, interviews)

    def settle_in(self, session: Session, claimed: Claimed, interviews: Sequence[str] = ()) -> Posted:
        """The same in a transaction of the caller's."""
        numbers: Mapping[str, int | None] = {each: number for number, each in enumerate(self.questions, 1)}
        posted = Posted("C1", "1.0", claimed.kind, claimed.member_id, claimed.id, tuple(interviews), numbers)
        settling.sent(session, claimed, "C1", "1.0", MONDAY)
        postings.record(session, self.search.team_id, posted, self.search.now)
        reacting.settled(session, claimed, posted, self.search.now)
        return posted

    def helped(self) -> list[tuple[str, int]]:
        """Who says so of which number."""
        with self.db.read() as session:
            rows = session.scalars(
                select(Rating).where(Rating.team_id == self.search.team_id, Rating.taken_back_at.is_(None))
            )
            assert_counted(session, self.search.team_id)
            return sorted((row.member_id, self.questions.index(row.question_id) + 1) for row in rows)

    def read_by(self, interview_id: str) -> dict[str | None, datetime | None]:
        """Who has read of the interview, and when."""
        with self.db.read() as session:
            return {each.member_id: each.read_at for each in self.search.find(session, interview_id).panel}

    def edits(self) -> int:
        """How many changes are planned."""
        with self.db.read() as session:
            return len(self.search.planned(session, Kind.EDIT))


@pytest.fixture
def wall(db: Database) -> Wall:
    """On either database."""
    with db.begin() as session:
        search = begin(session, "UANA", "UBEN")
        for unlike in (
            replace(person("Uguest", "UTC"), guest=True),
            replace(person("Uexternal", "UTC"), external=True),
            replace(person("Udeactivated", "UTC"), deactivated=True),
        ):
            members.keep(session, search.team_id, unlike, MONDAY)
        questions = session.scalars(
            select(Question.question_id).where(Question.team_id == search.team_id).order_by(Question.text).limit(3)
        )
        return Wall(db, search, list(questions))


def test_a_number_says_that_its_question_helped_and_the_message_is_to_say_so(wall: Wall) -> None:
    wall.post(Kind.SET, "UANA")
    assert wall.hear("UANA", "two")
    assert wall.helped() == [("UANA", 2)]
    assert wall.edits() == 1
    assert not wall.hear("UANA", "two"), "the same event"
    assert not wall.hear("UANA", "four", later=1), "no such question"
    assert not wall.hear("UANA", "one", ts="2.0"), "no such message"
    assert wall.hear("UANA", "two", added=False, later=2)
    assert wall.helped() == []
    assert wall.edits() == 1, "one that waits is enough"


def test_in_whatever_order_it_comes_it_ends_the_same(wall: Wall) -> None:
    wall.post(Kind.SET, "UANA")
    assert wall.hear("UANA", "one", added=False, later=5)
    assert not wall.hear("UANA", "one", later=4)
    assert wall.helped() == []
    assert wall.hear("UANA", "one", later=6)
    assert not wall.hear("UANA", "one", added=False, later=5)
    assert wall.helped() == [("UANA", 1)]
    assert wall.hear("UANA", "one", added=False, later=6), "at one moment, taking away is the later"
    assert not wall.hear("UANA", "one", later=6)
    assert wall.helped() == []


def test_what_many_read_is_rated_by_members_and_never_says_so(wall: Wall) -> None:
    wall.post(Kind.SHARED, None)
    assert wall.hear("UANA", "one")
    assert wall.hear("UBEN", "one")
    for stranger in ("Uguest", "Uexternal", "Udeactivated", "UNOBODY"):
        assert not wall.hear(stranger, "one")
    assert wall.helped() == [("UANA", 1), ("UBEN", 1)]
    assert wall.edits() == 0


def test_who_is_no_member_any_more_can_take_back_and_says_nothing_new(wall: Wall) -> None:
    wall.post(Kind.SHARED, None)
    assert wall.hear("UBEN", "one")
    assert wall.hear("UBEN", "two")
    with wall.db.begin() as session:
        members.keep(session, wall.search.team_id, replace(person("UBEN", "UTC"), guest=True), MONDAY)
    assert not wall.hear("UBEN", "three", later=1)
    assert wall.hear("UBEN", "one", added=False, later=1)
    assert not wall.hear("UBEN", "one", later=2)
    assert wall.helped() == [("UBEN", 2)]


def test_what_one_reads_is_rated_by_nobody_else(wall: Wall) -> None:
    wall.post(Kind.SET, "UANA")
    assert not wall.hear("UBEN", "one")
    assert wall.helped() == []


def test_what_comes_before_the_message_is_settled_is_heard_then(wall: Wall) -> None:
    with wall.db.begin() as session:
        interview = wall.search.book(session, seated("UANA"), at(1))
    claimed = wall.claim(Kind.DIGEST, "UANA")
    for emoji in ("eyes", "three", "one", "two"):
        assert not wall.hear("UANA", emoji)
    assert not wall.hear("UANA", "two", added=False, later=1)
    assert wall.helped() == []
    wall.settle(claimed, [interview.id])
    assert wall.helped() == [("UANA", 1), ("UANA", 3)]
    assert wall.read_by(interview.id) == {"UANA": MONDAY}
    assert wall.edits() == 1
    wall.hear("UANA", "eyes", added=False, later=2)
    assert wall.read_by(interview.id) == {"UANA": None}


@pytest.mark.parametrize("taken_back", [False, True])
def test_a_number_that_a_change_adds_is_heard_once_the_change_is_settled(wall: Wall, taken_back: bool) -> None:
    fourth = wall.fourth()
    posted = wall.post(Kind.DIGEST, "UANA")
    assert not wall.hear("UANA", "four"), "no change is on its way"
    with wall.db.begin() as session:
        assert edits.plan(session, wall.search.team_id, str(posted.delivery_id), MONDAY)
    [change] = wall.claimed(UPDATE)
    assert not wall.hear("UANA", "four", later=1)
    assert not wall.hear("UBEN", "four", later=1), "it is not to him"
    wall.hear("UANA", "one", later=1)
    if taken_back:
        wall.hear("UANA", "four", added=False, later=2)
    assert wall.helped() == [("UANA", 1)]
    wall.questions = [*wall.questions, fourth]
    with wall.db.begin() as session:
        settling.sent(session, change, *posted.place, MONDAY)
        content = {**change.content, "numbers": {fourth: 4}}
        edits.shows(session, replace(change, content=content))
        reacting.changed(session, wall.search.team_id, posted.place, MONDAY)
    assert wall.helped() == [("UANA", 1), *([] if taken_back else [("UANA", 4)])]
    with wall.db.read() as session:
        assert session.scalars(select(Reaction)).all() == []


def test_what_comes_while_it_is_settled_is_not_lost(wall: Wall) -> None:
    claimed = wall.claim(Kind.SET, "UANA")
    with ThreadPoolExecutor(1) as other:
        with wall.db.begin() as session:
            wall.settle_in(session, claimed)
            heard = other.submit(wall.hear, "UANA", "one")
            Event().wait(0.2)
        assert heard.result()
    assert wall.helped() == [("UANA", 1)]


def test_it_is_read_as_long_as_one_mark_stands_also_when_two_come_and_go_at_once(wall: Wall) -> None:
    with wall.db.begin() as session:
        interview = wall.search.book(session, seated("UANA"), at(1))
    wall.post(Kind.DIGEST, "UANA", [interview.id])
    assert wall.hear("UANA", "thumbsup::skin-tone-2")
    assert wall.read_by(interview.id) == {"UANA": MONDAY}
    for turn in range(1, 12, 2):
        both, start = ThreadPoolExecutor(2), Barrier(2)

        def mark(emoji: str, added: bool, later: int, start: Barrier = start) -> bool:
            start.wait(5)
            return wall.hear("UANA", emoji, added=added, later=later)

        with both:
            goes = both.submit(mark, "+1::skin-tone-2" if turn == 1 else "eyes", added=False, later=turn)
            comes = both.submit(mark, "white_check_mark", added=True, later=turn)
            assert goes.result()
            assert comes.result()
        assert wall.read_by(interview.id) == {"UANA": MONDAY}
        wall.hear("UANA", "eyes", later=turn + 1)
        wall.hear("UANA", "white_check_mark", added=False, later=turn + 1)
    assert wall.read_by(interview.id) == {"UANA": MONDAY}
    wall.hear("UANA", "eyes", added=False, later=20)
    assert wall.read_by(interview.id) == {"UANA": None}
    assert wall.helped() == []


def test_on_anything_else_it_is_one_question_and_no_write(wall: Wall) -> None:
    asked: list[str] = []
    event.listen(wall.db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    others = [Reacted("C1", f"{number}.0", "UANA", "one", True, MONDAY) for number in range(9)]
    with wall.db.read() as session:
        asked.clear()
        assert reacting.concerns(session, wall.search.team_id, others) == (dict.fromkeys(others, Concern.NONE), {})
    assert [each.split()[0] for each in asked if not each.startswith(("BEGIN", "PRAGMA"))] == ["SELECT"]


def test_what_a_reaction_is_to_us_is_told_before_it_is_heard(wall: Wall) -> None:
    with wall.db.begin() as session:
        members.keep_dm(session, wall.search.team_id, "UBEN", "DBEN")
    wall.post(Kind.SHARED, None)

    def concerns(*several: tuple[str, str, str, str]) -> list[Concern]:
        with wall.db.read() as session:
            heard = [Reacted(*each, True, MONDAY) for each in several]
            found, _ = reacting.concerns(session, wall.search.team_id, heard)
            return [found[each] for each in heard]

    word, other, strange, elsewhere, unsent = (
        ("C1", "1.0", "UANA", "two"),
        ("C1", "1.0", "UANA", "eyes"),
        ("C1", "1.0", "UNOBODY", "two"),
        ("C1", "9.0", "UANA", "two"),
        ("DBEN", "1.0", "UBEN", "one"),
    )
    assert concerns(word, other, strange, elsewhere, unsent) == [
        Concern.WORD,
        Concern.ANY,
        Concern.STRANGER,
        Concern.NONE,
        Concern.NONE,
    ]
    wall.claim(Kind.SET, "UBEN", None)
    assert concerns(unsent, elsewhere) == [Concern.ANY, Concern.NONE], "it may be that one"
    wall.claim(Kind.SET, "UANA")
    assert concerns(elsewhere) == [Concern.ANY]


def test_several_words_are_heard_as_if_each_were_alone(wall: Wall) -> None:
    posted = wall.post(Kind.SHARED, None)
    events = [
        Reacted("C1", "1.0", who, emoji, added, MONDAY + later * SECOND)
        for who, emoji, added, later in [
            ("UBEN", "two", True, 3),
            ("UANA", "one", True, 1),
            ("UANA", "one", True, 1),
            ("UANA", "three", False, 2),
            ("Uguest", "one", True, 2),
            ("UANA", "three", True, 1),
            ("UBEN", "two", False, 4),
            ("UBEN", "one", True, 4),
        ]
    ]
    with wall.db.begin() as session:
        heard = reacting.hear_words(session, wall.search.team_id, {posted.place: posted}, events, MONDAY)
    assert heard == [True, True, True, True, False, False, True, True]
    assert wall.helped() == [("UANA", 1), ("UBEN", 1)]


def test_a_message_that_is_forgotten_takes_with_it_what_was_said_there(wall: Wall) -> None:
    with wall.db.begin() as session:
        interview = wall.search.book(session, seated("UANA"), at(1))
    wall.post(Kind.DIGEST, "UANA", [interview.id])
    wall.hear("UANA", "one")
    wall.hear("UANA", "eyes")
    with wall.db.begin() as session:
        assert postings.due_to_forget(session, wall.search.team_id, at(30.9)) is None
        due = postings.due_to_forget(session, wall.search.team_id, at(31))
        assert due
        cutting.forget(session, wall.search.team_id, [due], due.interviews, at(31))
    with wall.db.read() as session:
        assert session.scalars(select(Reaction)).all() == []
        assert [each.source.partition("/")[0] for each in session.scalars(select(Rating))] == ["past"]
        assert postings.due_to_forget(session, wall.search.team_id, at(31)) is None
    assert wall.helped() == [("UANA", 1)]
    assert not wall.hear("UANA", "two", later=1), "a reaction on it means nothing any more"
    assert not wall.hear("UANA", "one", added=False, later=1)
    assert wall.helped() == [("UANA", 1)]


def test_what_was_kept_of_reactions_is_pruned(wall: Wall) -> None:
    wall.claim(Kind.SET, "UANA")
    wall.hear("UANA", "one")
    for days, left in ((2, 1), (2.1, 0)):
        with wall.db.begin() as session:
            reaction_rows.prune(session, wall.search.team_id, at(days))
            assert len(session.scalars(select(Reaction)).all()) == left


def test_a_word_about_an_interview_knows_the_search(wall: Wall) -> None:
    with wall.db.begin() as session:
        interview = wall.search.book(session, seated("UANA"), at(1))
        asked = [each.question_id for each in interview.panel[0].asks]
    wall.questions = asked[:3]
    wall.post(Kind.REMINDER, "UANA", [interview.id])
    assert wall.hear("UANA", "one")
    with wall.db.read() as session:
        assert [row.opening_id for row in session.scalars(select(Rating))] == [wall.search.opening.id]
        assert session.scalars(select(Delivery).where(Delivery.kind == Kind.EDIT)).all()
        source = ratings.at_message("C1", "1.0")
        assert ratings.said_at(session, wall.search.team_id, "UANA", source, asked).keys() == {asked[0]}
