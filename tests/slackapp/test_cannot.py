"""“I can't make one”: said once, heard by whoever arranged it, and the questions are asked by others."""

from datetime import timedelta

import pytest

from prep.messages import Kind
from sandbox.client import Message, Person
from storage import arranging
from tests.slackapp.booking import booked
from tests.slackapp.changer import Changer
from tests.slackapp.mail import BEFORE_NAMES, at, mail, said, settled, states
from tests.slackapp.office import Office
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn


def morning(office: Office, person: Person) -> Message:
    """Their morning message."""
    at(office, MORNING)
    return mail(person, "Tuesday 24 November")


def test_whoever_arranged_it_hears_who_why_and_what_now(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY)
    ben.press(morning(office, ben), "cannot.open")
    view = ben.wait_modal(containing="Tell them")
    assert "I tell Priya Nair at once." in view.reading()
    done = ben.submit(view, {"reason": "A clash <!channel>"}).modals[-1].reading()
    assert "You are out of it: Tue 24 Nov, 10:30 am–11:15 am · J.S." in done
    assert "Priya Nair hears of it now. All questions are still asked: Ana Costa has them now." in done
    message = mail(office.priya, "can't make it")
    assert message.reading().split("\n")[:4] == [
        "Ben Okoro can't make it",
        "J.S. · Trust & Safety Operations Specialist · Tuesday 24 November, 3:00 pm–3:45 pm Kolkata time, in 2 hours.",
        "They say: “A clash <!channel>”",
        "All questions are still asked: Ana Costa has them now.",
    ]
    assert [each.action_id for each in message.elements()] == ["change.open", "message.more"]
    at(office, TEN_THIRTY - timedelta(minutes=15))
    reading = mail(ana, "In 15 minutes").reading()
    assert "Just you and J.S." in reading
    assert "clash" not in reading


def test_pressed_twice_it_is_said_once(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY)
    message = office.ask("digest", by=ben)
    ben.press(message, "cannot.open")
    view = ben.wait_modal(containing="Tell them")
    office.desk.fault("view_submission", "twice", times=1)
    ben.submit(view, {})
    mail(office.priya, "can't make it")
    settled(office, Kind.CANNOT, "sent")
    ben.close(ben.modals()[-1], everything=True)
    ben.press(message, "cannot.open")
    assert "None of these interviews is ahead of you any more." in ben.wait_modal().reading()


def test_who_was_taken_off_meanwhile_need_not_say_it(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = booked(office, [ana, ben], TEN_THIRTY)
    ben.press(morning(office, ben), "cannot.open")
    view = ben.wait_modal(containing="Tell them")
    with office.db.begin() as session:
        arranging.decline(session, office.acme.id, interview.id, ben.id, office.clock())
    answer = ben.submit(view, {}).modals[-1].reading()
    assert "You are not in that interview any more (Tue 24 Nov, 10:30 am–11:15 am · J.S." in answer
    assert states(office, Kind.CANNOT) == []


def test_of_several_it_asks_which(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    second = booked(office, [ana, ben], TEN_THIRTY + timedelta(hours=4), candidate="Bo", keeps_names=True, by=ben)
    ana.press(morning(office, ana), "cannot.open")
    view = ana.wait_modal(containing="Tell them")
    assert "I tell Priya Nair and Ben Okoro at once." in view.reading()
    ana.submit(view, {"which": second.id})
    heard = said(mail(ben, "Ana Costa can't make it"))
    assert heard.startswith("Ana Costa can't come to an interview that you arrange, Tuesday 24 November, 2:30 pm")
    assert "Bo ·" not in heard[:BEFORE_NAMES]
    assert "They say" not in heard


def test_nobody_is_left_and_nobody_has_to_be_told(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY, by=ana)
    ana.press(morning(office, ana), "cannot.open")
    done = ana.submit(ana.wait_modal(containing="Tell them"), {}).modals[-1].reading()
    assert "You arrange it yourself, so I tell nobody. Nobody is left to ask the questions." in done
    assert states(office, Kind.CANNOT) == []


def test_where_nobody_is_left_whoever_arranged_it_is_asked_to_find_somebody(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY, listening=[ben])
    ana.press(morning(office, ana), "cannot.open")
    ana.submit(ana.wait_modal(containing="Tell them"), {})
    reading = mail(office.priya, "can't make it").reading()
    assert "Nobody is left to ask the questions. Please find somebody else, or another time." in reading


def test_what_whoever_arranged_it_was_told_says_it_as_it_is(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY, listening=[ben])
    morning(office, ana)
    ana.press(mail(ana, "Tuesday 24 November"), "cannot.open")
    ana.submit(ana.wait_modal(containing="Tell them"), {"why": "clash"})
    message = mail(office.priya, "Nobody is left to ask the questions.")
    assert "They have a clash." in message.reading()
    view = Changer(office, office.priya).does(interview, "people", interviewers=[ben], listening=[], leading="first")
    assert view.title == "Done"
    at(office, office.clock())
    assert mail(office.priya, "It is seen to. In the room: Ben Okoro (leads).").ts == message.ts
    Changer(office, office.priya).does(interview, "cancel")
    at(office, office.clock())
    assert mail(office.priya, "The interview was cancelled.").ts == message.ts
