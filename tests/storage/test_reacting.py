"""What a reaction says: of which question, whose, in whatever order, together with others, on what is forgotten."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from sqlalchemy import event, select

from prep.messages import Kind
from storage import cutting, members, postings, ratings, reacting
from storage.reacting import Concern
from storage.reaction_rows import Reacted
from storage.tables import Delivery, Rating, Reaction
from tests.storage.search import MONDAY, at, person, seated
from tests.storage.wall import SECOND, Wall


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
