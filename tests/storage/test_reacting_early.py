"""A reaction that comes before the message is settled, or what a change adds to it, is kept, and heard then."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
from sqlalchemy import select

from prep.messages import Kind
from storage import edits, reacting, reaction_rows, settling
from storage.pacing import UPDATE
from storage.tables import Reaction
from tests.storage.search import MONDAY, at, seated
from tests.storage.wall import Wall


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


def test_what_was_kept_of_reactions_is_pruned(wall: Wall) -> None:
    wall.claim(Kind.SET, "UANA")
    wall.hear("UANA", "one")
    for days, left in ((2, 1), (2.1, 0)):
        with wall.db.begin() as session:
            reaction_rows.prune(session, wall.search.team_id, at(days))
            assert len(session.scalars(select(Reaction)).all()) == left
