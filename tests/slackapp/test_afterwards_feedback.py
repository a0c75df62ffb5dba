"""Who had no questions of their own in an interview: their feedback on the candidate is wanted all the same."""

from datetime import UTC, datetime, timedelta

import pytest

from prep.interviews import Interview, Links
from prep.messages import Kind
from sandbox.client import Person
from storage import arranging
from tests.slackapp.asked_after import FIRST, asked, fields, more, over, tick, titles
from tests.slackapp.booking import booked
from tests.slackapp.mail import BEFORE_NAMES, all_told, at, mail, said, settled, states
from tests.slackapp.office import Office, until
from tests.slackapp.test_digest import LINKS, MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

OTHERS = ("Tom", "Uma", "Vic", "Wim", "Xia", "Yan", "Zoe")
"""More people than questions: whoever comes after them has none."""
EVENING = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return ana_and_ben(office)[0]


def crowded(office: Office, ana: Person, starts_at: datetime = TEN_THIRTY, links: Links = LINKS) -> Interview:
    """An interview in which Ana has no questions."""
    found = booked(office, [*OTHERS, ana], starts_at, links=links)
    assert [each.asks for each in found.panel if each.member_id] == [()]
    return found


def test_they_are_asked_for_it_and_nothing_else(office: Office, ana: Person) -> None:
    message = asked(office, ana, crowded(office, ana))
    assert message.reading().split("\n") == [
        "After your interview with J.S. · Tue 24 Nov, 10:30–11:15",
        "Your feedback on the candidate, while it is fresh: Feedback form",
        "[⋯ Why this message · Pause · Settings]",
    ]
    assert LINKS.feedback in str(message.blocks)
    heard = said(message)
    assert heard.startswith("Your interview is over. Your feedback is worth most while it is fresh.\n")
    assert "J.S." not in heard[:BEFORE_NAMES]
    settled(office, Kind.AFTERWARDS, "sent")


def test_without_a_form_there_is_nothing_to_ask(office: Office, ana: Person) -> None:
    over(office, crowded(office, ana, links=Links()))
    assert states(office, Kind.AFTERWARDS) == []


def test_nor_once_the_form_is_gone(office: Office, ana: Person) -> None:
    interview = crowded(office, ana)
    with office.db.begin() as session:
        arranging.edit(session, office.acme.id, interview.id, Links(), "", office.priya.id, office.clock())
    settled(office, Kind.AFTERWARDS, "superseded")


def test_beside_an_interview_with_questions_only_those_have_boxes(office: Office, ana: Person) -> None:
    first = crowded(office, ana)
    booked(office, [ana], first.ends_at + timedelta(minutes=10), candidate="Mo Khan", links=LINKS, position=2)
    over(office, first, minutes=55)
    message = mail(ana, FIRST)
    reading = message.reading()
    assert "After your interviews with J.S. and M.K." in reading
    assert "J.S.: Feedback form · M.K.: Feedback form" in reading
    assert "J.S., 10:30" not in reading
    assert len(titles(message)) == 6
    assert len(fields(more(ana, message))) == 6
    tick(ana, message, titles(message)[0])
    until(lambda: "Thank you. Noted:" in mail(ana, FIRST).reading())
    assert said(mail(ana, FIRST)).startswith("Thank you.")


@pytest.mark.parametrize("when", [EVENING, TEN_THIRTY - timedelta(days=1)], ids=["in the evening", "by day"])
def test_a_morning_message_asks_for_it_once_and_where_no_message_did(
    office: Office, ana: Person, when: datetime
) -> None:
    crowded(office, ana, when)
    booked(office, [ana], TEN_THIRTY, candidate="Mo Khan", position=2)
    booked(office, [ana], TEN_THIRTY + timedelta(days=1), candidate="Lu Li", position=2)
    all_told(office, ana)
    line = "Yesterday's J.S.: your feedback: Feedback form"
    if when == EVENING:
        at(office, MORNING)
        message = mail(ana, "Tuesday 24 November: ")
        assert line in message.reading()
        assert "Which questions helped?" not in message.reading()
    else:
        at(office, when + timedelta(minutes=55))
        mail(ana, FIRST)
        at(office, MORNING)
        assert line not in mail(ana, "Tuesday 24 November: ").reading()
    settled(office, Kind.DIGEST, "sent", "planned")
    at(office, MORNING + timedelta(days=1))
    assert "J.S." not in mail(ana, "Wednesday 25 November: ").reading()
