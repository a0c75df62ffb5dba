"""What interviewers answer afterwards: with boxes, in the modal, again, and that it did not take place."""

from datetime import timedelta

import pytest

from prep.interviews import Interview, Seat
from prep.messages import Kind
from sandbox.client import Message, Person
from slackapp.jobs.tidying import tidy
from storage import arranging, erasing
from storage.panels import Seated
from storage.tables import QuestionStat
from tests.slackapp.asked_after import FIRST, asked, fields, more, over, tick, titles, words
from tests.slackapp.booking import booked
from tests.slackapp.mail import BEFORE_NAMES, at, mail, said, settled
from tests.slackapp.office import Office, until
from tests.slackapp.test_digest import LINKS, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

THANKS = "Thank you. Noted:"


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return ana_and_ben(office)[0]


@pytest.fixture
def interview(office: Office, ana: Person) -> Interview:
    """Tuesday at half past ten, with Ana."""
    return booked(office, [ana], TEN_THIRTY, links=LINKS)


@pytest.fixture
def message(office: Office, ana: Person, interview: Interview) -> Message:
    """What Ana is asked."""
    found = asked(office, ana, interview)
    settled(office, Kind.AFTERWARDS, "sent")
    return found


def counted(office: Office) -> tuple[int, int, int]:
    """How many words count in all: helped, didn't help, going round."""
    with office.db.read() as session:
        rows = session.query(QuestionStat).all()
        return sum(row.helped for row in rows), sum(row.missed for row in rows), sum(row.round for row in rows)


def test_what_is_ticked_helped_and_an_empty_box_says_nothing(office: Office, ana: Person, message: Message) -> None:
    first, _, third, *_ = titles(message)
    tick(ana, message, first, third)
    changed = mail(ana, THANKS)
    assert changed.ts == message.ts
    assert changed.reading().split("\n") == [
        "After your interview with J.S. · Tue 24 Nov, 10:30–11:15",
        "Your feedback on the candidate: Feedback form",
        THANKS,
        f"• {first}: helped",
        f"• {third}: helped",
        "[Change]  [⋯ Why this message · Pause · Settings]",
    ]
    assert "J.S." not in said(changed)[:BEFORE_NAMES]
    assert words(office, ana) == {f"after {first}": "helped", f"after {third}": "helped"}
    assert counted(office) == (2, 0, 0)


def test_none_ticked_is_an_answer_that_says_nothing(office: Office, ana: Person, message: Message) -> None:
    tick(ana, message)
    assert "Noted: none ticked, and that says nothing against any of them." in mail(ana, THANKS).reading()
    assert words(office, ana) == {}


def test_it_can_be_changed_word_by_word(office: Office, ana: Person, message: Message) -> None:
    first, second, *_ = titles(message)
    tick(ana, message, first)
    view = more(ana, mail(ana, THANKS))
    names = fields(view)
    assert [view.values[each][each]["selected_option"]["value"] for each in names[:2]] == ["helped", "none"]
    ana.submit(view, {names[0]: "none", names[1]: "not", names[2]: "round", names[3]: "unasked"})
    changed = mail(ana, f"• {second}: didn't help").reading()
    assert "going round" in changed
    assert "not asked" in changed
    assert first not in changed
    assert counted(office) == (0, 1, 1)
    assert ana.modals() == []


def test_more_says_it_all_before_any_box_is_ticked(office: Office, ana: Person, message: Message) -> None:
    first, *_ = titles(message)
    view = more(ana, message)
    assert view.reading().split("\n")[:3] == [
        "WHICH HELPED?",
        "This is about your questions, not about the candidate. Colleagues see how many say so, never who.",
        "J.S. · Tue 24 Nov, 10:30–11:15",
    ]
    ana.submit(view, {fields(view)[0]: "round"})
    assert f"• {first}: going round" in mail(ana, THANKS).reading()
    assert words(office, ana) == {f"after {first}": "round"}


def test_of_two_interviews_each_has_its_answer(office: Office, ana: Person, interview: Interview) -> None:
    second = booked(office, [ana], interview.ends_at + timedelta(minutes=20), candidate="Mo Khan", links=LINKS)
    over(office, interview)
    message = asked(office, ana, second)
    settled(office, Kind.AFTERWARDS, "superseded", "sent")
    assert titles(message)[0] == titles(message)[6], "the same questions, in the same part"
    [_, other] = [each for each in message.elements() if each.type == "checkboxes"]
    ana.choose(message, other, [other.options[0][0]])
    assert ana.press(message, "afterwards.send").ok
    reading = mail(ana, THANKS).reading()
    assert f"M.K., 11:35–12:20\n{THANKS}\n• {other.options[0][0]}: helped" in reading
    assert "J.S., 10:30–11:15\nThank you. Noted: none ticked" in reading
    view = more(ana, mail(ana, THANKS))
    ana.press(view, "afterwards.not_held", value=interview.id)
    ana.wait_modal(containing="Undo: it did take place", since=view)
    partly = mail(ana, "it didn't take place").reading()
    assert f"M.K., 11:35–12:20\n{THANKS}\n• {other.options[0][0]}: helped" in partly


def test_that_it_did_not_take_place_is_one_press_and_can_be_undone(
    office: Office, ana: Person, interview: Interview, message: Message
) -> None:
    tick(ana, message, titles(message)[0])
    view = more(ana, mail(ana, THANKS))
    assert ana.press(view, "afterwards.not_held").ok
    told = "Noted: it didn't take place. I ask nothing about it, and say nothing to anyone."
    view = ana.wait_modal(containing=told, since=view)
    assert "[Done]" in view.reading()
    assert told in mail(ana, told).reading()
    assert words(office, ana) == {}
    assert office.priya.dm() == []
    assert ana.press(view, "afterwards.held").ok
    view = ana.wait_modal(containing="No answer", since=view)
    again = mail(ana, "[Send]")
    assert titles(again) == titles(message)
    tick(ana, again, titles(again)[1])
    assert f"• {titles(again)[1]}: helped" in mail(ana, THANKS).reading()


def test_while_one_did_not_take_place_what_is_chosen_of_the_other_stays(
    office: Office, ana: Person, interview: Interview
) -> None:
    second = booked(office, [ana], interview.ends_at + timedelta(minutes=20), candidate="Mo Khan", position=2)
    over(office, interview)
    message = asked(office, ana, second)
    view = more(ana, message)
    of_second = [each for each in fields(view) if each.startswith(second.id)]
    ana.choose(view, of_second[0], "round")
    ana.press(view, "afterwards.not_held", value=interview.id)
    view = ana.wait_modal(containing="Undo: it did take place", since=view)
    assert fields(view) == of_second
    ana.submit(view, {})
    reading = mail(ana, "going round").reading()
    assert "J.S., 10:30–11:15\nNoted: it didn't take place." in reading
    assert "[Change]" in reading


@pytest.mark.parametrize("kind", ["block_actions", "view_submission"])
def test_what_slack_delivers_twice_counts_once(office: Office, ana: Person, message: Message, kind: str) -> None:
    office.desk.fault(kind, "twice", times=1)
    if kind == "block_actions":
        tick(ana, message, titles(message)[0])
    else:
        view = more(ana, message)
        ana.submit(view, {fields(view)[0]: "helped"})
    mail(ana, THANKS)
    assert counted(office) == (1, 0, 0)
    assert len(words(office, ana)) == 1


def test_pressed_by_somebody_else_it_says_nothing(
    office: Office, ana: Person, interview: Interview, message: Message
) -> None:
    eve = office.acme.person("Eve", "Europe/Berlin")
    ana.dm_channel().add(eve)
    tick(eve, message, titles(message)[0])
    eve.wait_message(message.channel, containing="There is nothing to say about this interview any more")
    eve.press(message, "afterwards.open")
    assert "you are no longer in it" in eve.wait_modal().reading()
    assert words(office, eve) == words(office, ana) == {}
    assert message.reading() == next(each.reading() for each in ana.dm() if each.ts == message.ts)


def test_who_was_taken_off_has_nothing_to_say(
    office: Office, ana: Person, interview: Interview, message: Message
) -> None:
    view = more(ana, message)
    with office.db.begin() as session:
        room = [Seated(None, "Tom", Seat.LEADS)]
        arranging.restaff(session, office.acme.id, interview.id, room, office.priya.id, office.clock())
    answer = ana.submit(view, {fields(view)[0]: "helped"})
    assert "you are no longer in it" in answer.modals[-1].reading()
    assert words(office, ana) == {}


def test_of_an_erased_candidate_nothing_is_said_any_more(
    office: Office, ana: Person, interview: Interview, message: Message
) -> None:
    view = more(ana, message)
    with office.db.begin() as session:
        assert erasing.erase_candidate(session, office.acme.id, interview.candidate.id, None, office.clock())
    office.assembled.metronome.nudge()
    assert mail(ana, "a candidate whose data was erased").ts == message.ts
    ana.press(view, "afterwards.not_held")
    after = ana.wait_modal(containing="there is nothing left to say about it", since=view)
    assert [each.action_id for each in after.elements()] == []
    ana.close(after)
    assert words(office, ana) == {}


def test_a_month_later_it_is_too_late_and_nothing_tells_where_a_word_was_said(
    office: Office, ana: Person, interview: Interview, message: Message
) -> None:
    first = titles(message)[0]
    tick(ana, message, first)
    changed = mail(ana, THANKS)
    at(office, interview.starts_at + timedelta(days=30, hours=1))
    tidy(office.db, office.clock)
    assert words(office, ana) == {f"past {first}": "helped"}
    assert counted(office) == (1, 0, 0)
    assert "it was over a month ago" in more(ana, changed).reading()


def test_a_reaction_on_it_says_that_a_question_helped(office: Office, ana: Person) -> None:
    interview = booked(office, [ana], TEN_THIRTY)
    at(office, TEN_THIRTY - timedelta(hours=2))
    mail(ana, "1 interview")
    message = asked(office, ana, interview)
    settled(office, Kind.AFTERWARDS, "sent")
    ana.react(message, "two")
    noted = mail(ana, "Noted: 2")
    assert noted.ts == message.ts
    assert titles(noted) == titles(message), "the boxes stay"
    tick(ana, noted, titles(message)[1])
    reading = mail(ana, THANKS).reading()
    assert f"• {titles(message)[1]}: helped" in reading
    assert "Noted: 2" in reading
    assert counted(office) == (1, 0, 0), "two ways to say one thing"
    ana.unreact(message, "two")
    until(lambda: "Noted: 2" not in mail(ana, THANKS).reading())
    assert counted(office) == (1, 0, 0)


def test_guests_say_nothing(office: Office, ana: Person, message: Message) -> None:
    ana.update(kind="guest")
    office.desk.settled()
    tick(ana, message, titles(message)[0])
    mail(ana, "you are here as a guest")
    assert words(office, ana) == {}
    assert FIRST in message.reading()
