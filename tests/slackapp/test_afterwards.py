"""The message after an interview: whom it asks, when, and what it says."""

from datetime import timedelta

import pytest

from prep.interviews import Links, Seat
from prep.messages import Kind, Withdrawn
from storage import arranging, interviews, preferences
from storage.panels import Seated
from storage.tables import PlanQuestion, Question
from tests.slackapp.asked_after import FIRST, asked, over, quiet, titles
from tests.slackapp.booking import booked
from tests.slackapp.mail import BEFORE_NAMES, MOST, at, mail, said, settled, states
from tests.slackapp.office import Office, until
from tests.slackapp.test_digest import LINKS, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

MINUTE = timedelta(minutes=1)
BUTTONS = "[Send]  [More]  [⋯ Why this message · Pause · Settings]"
PRIVATE = "An empty box says nothing. Colleagues see how many found that a question helped, never who."


def skipped(office: Office) -> str | None:
    """Why the last one was not sent."""
    until(lambda: "skipped" in {state for state, _ in states(office, Kind.AFTERWARDS)})
    return next(reason for state, reason in states(office, Kind.AFTERWARDS) if state == "skipped")


def test_first_the_feedback_then_which_questions_helped(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = booked(office, [ana, ben], TEN_THIRTY, links=LINKS)
    message = asked(office, ana, interview)
    assert message.reading().split("\n") == [
        "After your interview with J.S. · Tue 24 Nov, 10:30–11:15",
        "First your feedback on the candidate, while it is fresh: Feedback form",
        "Then 20 seconds on the questions: which gave you something to judge by?",
        f"Tick those that did: {' '.join(f'( ) {each}' for each in titles(message))}",
        PRIVATE,
        BUTTONS,
    ]
    assert LINKS.feedback in str(message.blocks)
    heard = said(message)
    assert heard.startswith("Your interview is over: your feedback first, then which of your questions helped.\n")
    assert "J.S." not in heard[:BEFORE_NAMES]
    assert all(each in heard for each in titles(message))
    assert "10:30 am–11:15 am" in mail(ben, FIRST).reading()


def test_numbers_are_those_of_the_morning_message(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    at(office, TEN_THIRTY - timedelta(hours=2))
    morning = mail(ana, "1 interview").reading()
    message = asked(office, ana, interview)
    assert [each[:3] for each in titles(message)] == [f"{number}. " for number in range(1, 7)]
    assert morning.count("\n1. ") == 1


def test_two_close_together_are_asked_about_in_one(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    first = booked(office, [ana], TEN_THIRTY, links=LINKS)
    second = booked(
        office, [ana], first.ends_at + 20 * MINUTE, candidate="Mo Khan", position=2, links=Links(feedback="Greenhouse")
    )
    over(office, first)
    message = asked(office, ana, second)
    reading = message.reading().split("\n")
    assert reading[:2] == [
        "After your interviews with J.S. and M.K.",
        "First your feedback on the candidates, while it is fresh: "
        "J.S.: Feedback form · M.K.: Feedback form: Greenhouse",
    ]
    assert [each.partition(": ")[0] for each in reading[3:5]] == ["J.S., 10:30–11:15", "M.K., 11:35–12:20"]
    assert said(message).startswith("Your interviews are over: ")
    settled(office, Kind.AFTERWARDS, "superseded", "sent")
    assert len(ana.dm()) == 1


@pytest.mark.parametrize("what", ["cancelled", "declined", "listening"])
def test_who_was_not_there_to_ask_is_not_asked(office: Office, what: str) -> None:
    ana, ben = ana_and_ben(office)
    there, listening = ([ana], [ben]) if what == "listening" else ([ana, ben], [])
    interview = booked(office, there, TEN_THIRTY, listening=listening)
    with office.db.begin() as session:
        if what == "cancelled":
            arranging.cancel(session, office.acme.id, interview.id, office.priya.id, office.clock())
        elif what == "declined":
            arranging.decline(session, office.acme.id, interview.id, ben.id, office.clock())
    over(office, interview)
    if what == "cancelled":
        assert {reason for _, reason in states(office, Kind.AFTERWARDS)} == {Withdrawn.CALLED_OFF}
    else:
        mail(ana, FIRST)
    assert ben.dm() == []


def test_it_moves_with_the_interview(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    at(office, TEN_THIRTY + 10 * MINUTE)
    with office.db.begin() as session:
        later = TEN_THIRTY + timedelta(hours=2)
        moved = arranging.move(session, office.acme.id, interview.id, later, 45, office.priya.id, office.clock())
    over(office, interview)
    assert "12:30–13:15" in asked(office, ana, moved).reading()


def test_one_that_moved_while_it_was_being_sent_comes_when_it_is_over(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    with office.db.begin() as session:  # as if the move were committed between the claim and its composing
        later = TEN_THIRTY + timedelta(hours=2)
        interviews.change(session, office.acme.id, interview.id, office.clock(), starts_at=later)
    over(office, interview)
    assert "your interviews had changed" in str(skipped(office))
    at(office, interview.ends_at + timedelta(hours=2, minutes=10))
    assert "12:30–13:15" in mail(ana, FIRST).reading()


def test_a_pause_holds_it_back(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    with office.db.begin() as session:
        preferences.pause(session, office.acme.id, ana.id, (TEN_THIRTY + timedelta(days=3)).date())
    over(office, interview)
    assert skipped(office) == Withdrawn.PAUSED
    assert ana.dm() == []
    assert "A question after an interview: which of yours helped, today at 11:25" in office.ask("why", by=ana).text


def test_in_settings_it_can_be_switched_off(office: Office) -> None:
    booked(office, [office.priya], TEN_THIRTY)
    assert office.priya.command("/interview", "settings").ok
    view = office.priya.wait_modal(containing="After an interview: which questions helped")
    assert not office.priya.submit(view, {"kinds": ["digest", "reminder", "added"]}).errors
    assert states(office, Kind.AFTERWARDS) == [("superseded", Withdrawn.UNWANTED)]


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(hours=10), "it was late in the day, so your next morning message asks instead"),
        (timedelta(days=4), "the interview was too long ago"),
    ],
)
def test_held_up_it_comes_at_no_odd_time(office: Office, later: timedelta, words: str) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    over(office, interview, seconds=later.total_seconds())
    assert skipped(office) == words
    assert ana.dm() == []


def test_after_a_night_asleep_it_still_asks(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    over(office, interview, hours=22)
    assert "Tue 24 Nov, 10:30–11:15" in mail(ana, FIRST).reading()


def test_who_is_no_member_any_more_is_not_asked(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    ana.update(kind="guest")
    office.desk.settled()
    over(office, interview)
    assert skipped(office) == "the questions are for members of this workspace"


def test_without_a_form_it_asks_about_the_questions_only(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    reading = asked(office, ana, booked(office, [ana], TEN_THIRTY)).reading().split("\n")
    assert reading[1] == "20 seconds on the questions: which gave you something to judge by?"


def test_text_of_people_and_of_the_bank_stays_text(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    hostile = "*Eve* <!channel> :tada: \u202egnp.exe " + "x" * 300
    interview = booked(
        office, [ana], TEN_THIRTY, candidate=hostile, keeps_names=True, links=Links(feedback="javascript:<@U1> *no*")
    )
    with office.db.begin() as session:
        for row in session.query(PlanQuestion):
            row.short = hostile
    message = asked(office, ana, interview)
    assert "*Eve* <!channel> :tada: gnp.exe" in message.reading()
    assert "\u202e" not in message.text
    assert "Feedback form: javascript:<@U1> *no*" in message.reading()
    assert "<!channel>" not in message.text
    assert len(said(message)) <= MOST


def test_more_than_ten_questions_have_boxes_in_two_groups(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    with office.db.begin() as session:
        frozen = session.query(PlanQuestion).order_by(PlanQuestion.place).all()
        others = session.query(Question.question_id).where(
            Question.question_id.not_in([each.question_id for each in frozen])
        )
        for place, (question_id,) in enumerate(others.limit(13 - len(frozen)), len(frozen) + 1):
            made = {each.name: getattr(frozen[0], each.name) for each in PlanQuestion.__table__.columns}
            session.add(
                PlanQuestion(**made | {"place": place, "question_id": question_id, "short": f"Further {place}"})
            )
        session.flush()
        room = [Seated(ana.id, "", Seat.LEADS)]
        arranging.restaff(session, office.acme.id, interview.id, room, office.priya.id, office.clock())
    message = asked(office, ana, interview)
    boxes = [each for each in message.elements() if each.type == "checkboxes"]
    assert [len(each.options) for each in boxes] == [10, 3]
    assert "Tick those that did, further ones: ( ) Further 11" in message.reading()


def test_an_interview_brings_its_interviewer_four_messages_at_most(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    for moment, words in (
        (office.clock() + 10 * MINUTE, "added you"),
        (TEN_THIRTY - timedelta(hours=2), "1 interview"),
        (TEN_THIRTY - 15 * MINUTE, "In 15 minutes"),
        (interview.ends_at + 10 * MINUTE, FIRST),
        (interview.ends_at + timedelta(days=20), FIRST),
    ):
        at(office, moment)
        mail(ana, words)
    quiet(office)
    assert len([each for each in office.desk.posted(office.acme) if each.person == ana.id]) == 4
