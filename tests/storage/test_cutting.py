"""What was said stays, and where does not: thirty days after the interview, or when a candidate is erased."""

from datetime import datetime

import pytest
from sqlalchemy import select

from prep.interviews import Interview
from prep.messages import Kind
from prep.usefulness import Judgement
from slackapp.jobs.tidying import tidy
from storage import arranging, edits, erasing, exporting, postings, ratings, sent_messages, told
from storage.database import Database
from storage.deliveries import State
from storage.postings import Posted
from storage.ratings import CARD, Word, afterwards, at_message
from storage.tables import Delivery, Posting, Rating, Told
from tests.storage.recount import assert_counted
from tests.storage.search import MONDAY, Search, at, begin, seated

SECRET = "Room of Jane Smith"
REACTED = at_message("DUANA", "1.0", "one")


@pytest.fixture
def search(db: Database) -> Search:
    """A search, with Ana and Ben to interview for it."""
    with db.begin() as session:
        return begin(session, "UANA", "UBEN")


def book(db: Database, search: Search, days: float = 1) -> Interview:
    """Ana and Ben interview Jane."""
    with db.begin() as session:
        return search.book(session, seated("UANA", "UBEN"), at(days))


def tell(db: Database, search: Search, *about: Interview) -> None:
    """Ana's morning message of them is in Slack, and has told her where each is."""
    with db.begin() as session:
        [row] = [each for each in search.planned(session, Kind.DIGEST) if each.member_id == "UANA"]
        snapshots = {each.id: {**told.snapshot(each, "UANA"), "place": SECRET} for each in about}
        row.content = {"interviews": list(snapshots), "told": snapshots}
        row.state, row.channel_id, row.ts = State.SENT, "DUANA", "1.0"
        session.flush()
        sent_messages.mention(session, search.team_id, row.delivery_id, snapshots)
        told.keep(session, search.team_id, "UANA", snapshots, {}, MONDAY)
        asked = [each.question_id for interview in about for each in interview.panel[0].asks]
        numbers = {each: number for number, each in enumerate(dict.fromkeys(asked), 1)}
        posted = Posted("DUANA", "1.0", Kind.DIGEST, "UANA", row.delivery_id, list(snapshots), numbers)
        postings.record(session, search.team_id, posted, MONDAY)


def say(db: Database, search: Search, interview: Interview, member_id: str, source: str, question: int = 0) -> None:
    """That a question of the interview helped."""
    with db.begin() as session:
        asked = interview.panel[0].asks[question].question_id
        word = Word(member_id, asked, source, Judgement.HELPED, at(1, 1, 7), search.opening.id)
        assert ratings.say(session, search.team_id, word, at(1, 1, 7))


def move(db: Database, search: Search, interview: Interview, days: float) -> None:
    """To so many days after Monday."""
    with db.begin() as session:
        arranging.move(session, search.team_id, interview.id, at(days), 45, search.by, MONDAY)


def sources(db: Database, search: Search) -> list[tuple[str, datetime]]:
    """Where and when words were said; they are counted all the same."""
    with db.read() as session:
        assert_counted(session, search.team_id)
        rows = session.scalars(select(Rating).where(Rating.team_id == search.team_id).order_by(Rating.member_id))
        return [(row.source, row.said_at) for row in rows if row.opening_id == search.opening.id]


def test_thirty_days_after_the_interview_the_links_are_gone(db: Database, search: Search) -> None:
    jane = book(db, search)
    tell(db, search, jane)
    say(db, search, jane, "UANA", REACTED)
    say(db, search, jane, "UBEN", afterwards(jane.id), question=1)
    before = sources(db, search)
    assert [source for source, _ in before] == [REACTED, afterwards(jane.id)]
    assert tidy(db, lambda: at(30, 23)) is None
    assert sources(db, search) == before
    assert tidy(db, lambda: at(31)) is None
    november = datetime(2026, 11, 1, tzinfo=MONDAY.tzinfo)
    assert sources(db, search) == [("past/24322", november)] * 2
    with db.read() as session:
        assert session.scalars(select(Posting)).all() == []


def test_what_was_said_on_a_card_is_linked_to_nothing_and_stays(db: Database, search: Search) -> None:
    jane = book(db, search)
    tell(db, search, jane)
    say(db, search, jane, "UANA", CARD)
    tidy(db, lambda: at(31))
    assert [source for source, _ in sources(db, search)] == [CARD]


def test_an_interview_that_is_moved_takes_the_day_with_it(db: Database, search: Search) -> None:
    jane = book(db, search, days=2)
    tell(db, search, jane)
    say(db, search, jane, "UANA", REACTED)
    move(db, search, jane, days=5)
    tidy(db, lambda: at(34.5))
    assert [source for source, _ in sources(db, search)] == [REACTED]
    move(db, search, jane, days=1)
    tidy(db, lambda: at(31))
    assert [source for source, _ in sources(db, search)] == ["past/24322"]


def test_many_messages_are_forgotten_in_rounds(db: Database, search: Search) -> None:
    jane = book(db, search)
    with db.begin() as session:
        for number in range(105):
            posted = Posted("DUANA", f"{number}.0", Kind.DIGEST, "UANA", None, [jane.id])
            postings.record(session, search.team_id, posted, MONDAY)
    assert tidy(db, lambda: at(31))
    assert tidy(db, lambda: at(31)) is None
    with db.read() as session:
        assert session.scalars(select(Posting)).all() == []


def test_erasing_a_candidate_cuts_at_once_and_leaves_nothing_of_what_was_told(db: Database, search: Search) -> None:
    jane, other = book(db, search), book(db, search, days=1.1)
    tell(db, search, jane, other)
    say(db, search, jane, "UANA", REACTED)
    say(db, search, jane, "UBEN", afterwards(jane.id))
    say(db, search, other, "UBEN", afterwards(other.id), question=1)
    with db.begin() as session:
        [digest] = session.scalars(select(Delivery).where(Delivery.state == State.SENT))
        edits.plan(session, search.team_id, digest.delivery_id, MONDAY)
        [edit] = search.planned(session, Kind.EDIT)
        edit.content = {**edit.content, "interviews": [jane.id], "told": digest.content["told"]}
        edit.state, edit.channel_id, edit.ts = State.SENT, "DUANA", "1.0"
    with db.begin() as session:
        assert erasing.erase_candidate(session, search.team_id, jane.candidate.id, search.by, at(1, 2))
    assert sorted(source for source, _ in sources(db, search)) == [afterwards(other.id), "past/24322", "past/24322"]
    with db.read() as session:
        assert session.scalars(select(Posting)).all() == [], "a reaction on what is blanked means nothing"
        facts = {row.interview_id: str(row.facts) for row in session.scalars(select(Told))}
        assert SECRET in facts[other.id]
        assert not any(secret in facts.get(jane.id, "") for secret in (SECRET, "J.S."))
        contents = [dict(row.content) for row in session.scalars(select(Delivery))]
        told = [each.pop("told", {}) for each in contents]
        assert SECRET not in str([each.get(jane.id) for each in told])
        assert SECRET not in str(contents)


def test_an_export_has_what_people_were_last_told(db: Database, search: Search) -> None:
    jane = book(db, search)
    tell(db, search, jane)
    with db.read() as session:
        kept = exporting.of_candidate(session, search.team_id, jane.candidate.id)
    assert kept
    [held] = kept["interviews"]
    assert held["last told"] == [
        {
            "name": "Uana",
            "at": "2026-11-23T09:00+00:00",
            "candidate": "J.S.",
            "starts": "2026-11-24T09:00+00:00",
            "minutes": 45,
            "place": SECRET,
            "state": "planned",
        }
    ]


def both_told(db: Database, search: Search, *, same: bool = False) -> tuple[Interview, Interview]:
    """Two weeks apart, in one message, with the numbers 1 to 3 and 4 to 6; or with the same questions."""
    first = book(db, search)
    with db.begin() as session:
        second = search.book(session, seated("UANA", "UBEN"), at(15), position=1 if same else 2)
    tell(db, search, first, second)
    return first, second


def shown(db: Database, search: Search) -> list[str]:
    """The questions that a reaction on the message says something of."""
    with db.read() as session:
        posted = postings.find(session, search.team_id, "DUANA", "1.0")
        return sorted(posted.numbers) if posted else []


def theirs(*about: Interview) -> list[str]:
    """What Ana asks in them."""
    return sorted({asked.question_id for each in about for asked in each.panel[0].asks})


def test_of_several_interviews_in_a_message_each_has_its_thirty_days(db: Database, search: Search) -> None:
    first, second = both_told(db, search)
    for each in (first, second):
        say(db, search, each, "UANA", REACTED)
        say(db, search, each, "UANA", afterwards(each.id), question=1)
    assert shown(db, search) == theirs(first, second)
    tidy(db, lambda: at(31))
    left = [REACTED, afterwards(second.id), "past/24322", "past/24322"]
    assert sorted(source for source, _ in sources(db, search)) == sorted(left)
    assert shown(db, search) == theirs(second)
    tidy(db, lambda: at(44.9))
    assert shown(db, search) == theirs(second)
    tidy(db, lambda: at(45))
    assert [source for source, _ in sources(db, search)] == ["past/24322"] * 4
    assert shown(db, search) == []


def test_a_question_of_two_interviews_in_a_message_keeps_its_number_and_not_what_was_said(
    db: Database, search: Search
) -> None:
    first, second = both_told(db, search, same=True)
    say(db, search, first, "UANA", REACTED)
    say(db, search, second, "UBEN", afterwards(second.id), question=1)
    tidy(db, lambda: at(31))
    assert [source for source, _ in sources(db, search)] == ["past/24322", afterwards(second.id)]
    assert shown(db, search) == theirs(second)


def test_a_word_on_what_is_forgotten_meanwhile_is_not_kept(db: Database, search: Search) -> None:
    first, second = both_told(db, search)
    gone, there = (next(iter(theirs(each))) for each in (first, second))
    tidy(db, lambda: at(31))
    with db.begin() as session:
        place = ("DUANA", "1.0")
        assert postings.remain(session, search.team_id, {(place, there)})
        assert not postings.remain(session, search.team_id, {(place, gone), (place, there)})
