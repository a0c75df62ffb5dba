"""However late, often or at once a question is answered: once it counts, and everybody reads a kind sentence."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import delete

from prep.messages import Kind
from sandbox.client import Message, Person
from storage import arranging, erasing, substitutes
from storage.deliveries import State
from storage.panels import Seated
from storage.tables import Delivery, HandOver
from tests.slackapp.mail import at, mail, settled, states
from tests.slackapp.office import Office, until
from tests.slackapp.substitution import QUESTION, Room, room
from tests.slackapp.test_digest import TEN_THIRTY

pytestmark = pytest.mark.in_turn

NAMED = "asked Chloé Martin to come instead"
DAY = timedelta(days=1)


def heard(person: Person) -> list[str]:
    """What the app has answered that only they see, but for what they asked for."""
    return [each.text for each in person.dm() if each.ephemeral and "interview ·" not in each.reading()]


def stale(there: Room, question: Message) -> None:
    """From here on no message is drawn anew: what is pressed is what stood there before."""
    assert question.ts
    there.office.desk.fault("chat.update", "rate_limited", times=1000, seconds=1)


def becomes(person: Person, message: Message, words: str) -> None:
    """Waits until that very message reads so."""
    until(lambda: [each for each in person.dm() if each.ts == message.ts and words in each.reading()])


@pytest.mark.parametrize(("first", "then"), [(True, False), (False, True), (True, True)])
def test_answered_twice_the_first_counts(office: Office, first: bool, then: bool) -> None:
    there = room(office)
    question = there.asked()
    stale(there, question)
    there.says(question, yes=first)
    settled(office, Kind.ANSWERED, State.SENT)
    there.says(question, yes=then)
    said = "You said yes, and are in it" if first else "You said no"
    until(lambda: [text for text in heard(there.chloe) if text.startswith(f"{said} (Tuesday 24 November, 10:30")])
    assert there.present() == (["Chloé Martin", "Ben Okoro"] if first else ["Ben Okoro"])
    assert there.covered()
    office.desk.lift()


def test_answered_after_it_was_undone(office: Office) -> None:
    there = room(office)
    question = there.asked()
    message = mail(there.priya, NAMED)
    stale(there, question)
    there.priya.press(message, "hand_over.undo")
    mail(there.ana, "Priya Nair has undone it.")
    there.says(question, yes=True)
    until(lambda: [text for text in heard(there.chloe) if "You are not asked any more" in text])
    there.priya.press(message, "hand_over.undo")
    until(lambda: "This was undone already. All is well." in heard(there.priya))
    assert there.present() == ["Ana Costa", "Ben Okoro"]
    office.desk.lift()


def test_answered_after_it_was_cancelled(office: Office) -> None:
    there = room(office)
    question = there.asked()
    stale(there, question)
    with office.db.begin() as session:
        arranging.cancel(session, office.acme.id, there.interview.id, there.priya.id, office.clock())
    there.says(question, yes=True)
    until(lambda: [text for text in heard(there.chloe) if text.startswith("It was cancelled (Tuesday 24 November")])
    office.desk.lift()
    becomes(there.chloe, question, "It was cancelled")


def test_a_yes_to_an_old_time_is_none_and_the_question_has_the_new_one(office: Office) -> None:
    there = room(office)
    question = there.asked()
    stale(there, question)
    with office.db.begin() as session:
        later = TEN_THIRTY + DAY
        arranging.move(session, office.acme.id, there.interview.id, later, 45, there.priya.id, office.clock())
    there.says(question, yes=True)
    said = "it is on Wednesday 25 November, 10:30 am–11:15 am Paris time now. Nothing is agreed yet"
    until(lambda: [text for text in heard(there.chloe) if said in text])
    assert there.present() == ["Ana Costa", "Ben Okoro"]
    office.desk.lift()
    moved = mail(there.chloe, "It has moved since I first asked you: it was Tue 24 Nov, 10:30 am–11:15 am.")
    assert "Wednesday 25 November, 10:30 am–11:15 am Paris time" in moved.reading()
    there.says(moved, yes=True)
    assert "Wednesday 25 November" in mail(there.chloe, "You said yes, and are in it").reading()
    assert there.present() == ["Chloé Martin", "Ben Okoro"]


def test_a_no_counts_whatever_time_it_is_at(office: Office) -> None:
    there = room(office)
    question = there.asked()
    stale(there, question)
    with office.db.begin() as session:
        later = TEN_THIRTY + DAY
        arranging.move(session, office.acme.id, there.interview.id, later, 45, there.priya.id, office.clock())
    there.says(question, yes=False)
    mail(there.ana, "Chloé Martin can't come instead of you")
    office.desk.lift()


def test_answered_after_it_began(office: Office) -> None:
    there = room(office)
    question = there.asked()
    office.clock.at = TEN_THIRTY
    there.says(question, yes=True)
    until(lambda: [text for text in heard(there.chloe) if text.startswith("You were asked, and it has begun")])
    assert there.present() == ["Ana Costa", "Ben Okoro"]


@pytest.mark.parametrize("off", [True, False], ids=["without who asked", "with both"])
def test_answered_after_the_room_was_filled_otherwise(office: Office, off: bool) -> None:
    there = room(office)
    question = there.asked()
    message = mail(there.priya, NAMED)
    people = [there.ben] if off else [there.ana, there.chloe]
    with office.db.begin() as session:
        seated = [Seated(each.id, "", there.interview.panel[1].seat) for each in people]
        arranging.restaff(session, office.acme.id, there.interview.id, seated, there.priya.id, office.clock())
    at(office, office.clock())
    becomes(there.chloe, question, "You are not asked any more")
    becomes(there.priya, message, "It has been settled otherwise since." if off else "It was undone.")
    becomes(there.priya, message, "In the room: Ben Okoro." if off else "In the room: Ana Costa and Chloé Martin.")
    with office.db.read() as session:
        [request] = substitutes.of_interviews(session, office.acme.id, [there.interview.id])
        assert not request.step.is_open
    if not off:
        mail(there.ana, "Chloé Martin is not asked to come instead of you any more.")


def test_a_question_that_is_gone(office: Office) -> None:
    there = room(office)
    question = there.asked()
    message = mail(there.priya, NAMED)
    with office.db.begin() as session:
        session.execute(delete(HandOver).where(HandOver.team_id == office.acme.id))
    there.says(question, yes=True)
    until(lambda: "I can't find this question any more, so there is nothing to answer." in heard(there.chloe))
    there.priya.press(message, "hand_over.undo")
    until(lambda: [text for text in heard(there.priya) if text.startswith("There is nothing to undo any more")])


def test_a_press_that_slack_delivers_twice_is_one_answer(office: Office) -> None:
    there = room(office)
    question = there.asked()
    mail(there.priya, NAMED)
    office.desk.fault("block_actions", "twice", times=1)
    there.says(question, yes=False)
    settled(office, Kind.ANSWERED, State.SENT)
    settled(office, Kind.CANNOT, State.SENT)
    assert heard(there.chloe) == []


def test_a_submission_that_slack_delivers_twice_asks_once(office: Office) -> None:
    there = room(office)
    office.desk.fault("view_submission", "twice", times=1)
    answer = there.names(there.ana, there.chloe)
    assert "Chloé Martin is asked now" in answer.modals[-1].reading()
    settled(office, Kind.SUBSTITUTE, State.SENT)
    settled(office, Kind.HAND_OVER, State.SENT)


def test_yes_and_no_at_once_are_one_answer(office: Office) -> None:
    there = room(office)
    question = there.asked()
    stale(there, question)
    with ThreadPoolExecutor(2) as both:
        list(both.map(lambda yes: there.says(question, yes=yes), [True, False]))
    settled(office, Kind.ANSWERED, State.SENT)
    until(lambda: len(heard(there.chloe)) == 1)
    assert len(there.present()) == (2 if "You said yes" in heard(there.chloe)[0] else 1)
    assert there.covered()
    office.desk.lift()


def test_a_yes_and_an_undo_at_once_end_with_who_was_there_before(office: Office) -> None:
    there = room(office)
    before = there.asks()
    question = there.asked()
    message = mail(there.priya, NAMED)
    with ThreadPoolExecutor(2) as both:
        yes = both.submit(there.says, question, yes=True)
        undone = both.submit(there.priya.press, message, "hand_over.undo")
        assert (yes.result(), undone.result().ok) == (None, True)
    mail(there.ana, "Priya Nair has undone it.")
    assert there.asks() == before
    becomes(there.chloe, question, "You are not asked any more")


def test_two_who_name_the_same_person_at_once(office: Office) -> None:
    there = room(office)
    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda who: there.names(who, there.chloe), [there.ana, there.ben]))
    errors = [each.errors["substitute"] for each in answers if each.errors]
    assert [each.split(", and")[0] for each in errors] == ["Chloé Martin is asked about this interview already"]
    settled(office, Kind.SUBSTITUTE, State.SENT)


def test_what_changes_while_the_question_is_on_its_way_is_put_right(office: Office) -> None:
    there = room(office)
    office.desk.fault("chat.postMessage", "slow", times=2, seconds=2)
    assert not there.names(there.ana, there.chloe).errors
    until(lambda: [state for state, _ in states(office, Kind.SUBSTITUTE)] == [State.SENDING])
    assert not there.names(there.ana).errors
    mail(there.chloe, "You are not asked any more")
    assert [each for each in there.chloe.dm() if QUESTION in each.reading()] == []


def test_a_reason_is_erased_with_its_candidate(office: Office) -> None:
    there = room(office)
    there.asked({"reason": "My sister knows them"})
    mail(there.priya, "My sister knows them")
    settled(office, Kind.SUBSTITUTE, State.SENT)
    settled(office, Kind.HAND_OVER, State.SENT)
    with office.db.begin() as session:
        candidate = there.interview.candidate.id
        assert erasing.erase_candidate(session, office.acme.id, candidate, there.priya.id, office.clock())
    at(office, office.clock())
    for person in (there.priya, there.chloe):
        mail(person, "about a candidate whose data was erased")
    with office.db.read() as session:
        rows = session.query(Delivery).filter_by(team_id=office.acme.id).all()
        assert [row.kind for row in rows if "sister" in str(row.content)] == []
