"""A new message comes only when something is added to what needs whoever arranged the day, and says only that."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from prep.interviews import Interview, Seat
from prep.messages import Kind
from sandbox.client import Message, Person
from storage import arranging, erasing, interviews
from storage.panels import Seated
from tests.slackapp.arranger import HERS, Arranger
from tests.slackapp.booking import booked
from tests.slackapp.mail import BEFORE_NAMES, all_told, mail, said, states
from tests.slackapp.office import Office, until
from tests.slackapp.settings_modal import admin
from tests.slackapp.test_digest import TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
MORE = "something more needs you"
TOO = "Ana Costa is in another interview at 3:15 pm–4:00 pm too.  [Change]"


def two_who_arrange(office: Office) -> tuple[Arranger, Message, Arranger, Message, Person]:
    """Priya and Ada, each with their day: Priya has Ana at three, Ada at six."""
    ana, ben = ana_and_ben(office)
    ada = office.acme.person("Ada Okafor", "Asia/Kolkata", locale="en-US")
    booked(office, [ana, ben], TEN_THIRTY)
    booked(office, [ana], TEN_THIRTY + 3 * HOUR, candidate="Mo Khan", by=ada)
    for each in (ana, ben):
        all_told(office, each)
    priya, theirs = Arranger(office, office.priya), Arranger(office, ada)
    return priya, priya.day(), theirs, theirs.day(), ana


def clash(office: Office, ana: Person, by: Person) -> Interview:
    """Somebody needs Ana while she is in Priya's interview."""
    clashing = booked(office, [ana], TEN_THIRTY + timedelta(minutes=15), candidate="Kim Lee", by=by, keeps_names=True)
    office.assembled.metronome.nudge()
    return clashing


def test_what_somebody_else_brings_about_is_told_and_shown(office: Office) -> None:
    priya, message, ada, theirs, ana = two_who_arrange(office)
    clash(office, ana, ada.person)
    assert TOO in priya.reads(message, "1 interview that you arrange, 1 needs you")
    news = mail(office.priya, MORE)
    assert news.reading().split("\n") == [
        "Tuesday 24 November: something more needs you · Kolkata time",
        f"3:00 pm–3:45 pm · J.S. · Trust & Safety Operations Specialist: {TOO}",
        "[All of today]  [⋯ Why this message · Pause · Settings]",
    ]
    assert not {"Ana", "Kim"} & set(said(news)[:BEFORE_NAMES].split())
    assert "Kim" not in news.text, "it is not theirs to know"
    ada.reads(theirs, "2 interviews that you arrange, 1 needs you", "Ana Costa is in another interview at 3:00 pm")
    until(lambda: ("skipped", "you had brought it about yourself") in states(office, Kind.NEEDED))
    assert [each for each in ada.got() if MORE in each] == []


def test_it_is_told_once_and_again_when_it_comes_again(office: Office) -> None:
    priya, message, ada, _, ana = two_who_arrange(office)
    clashing = clash(office, ana, ada.person)
    priya.reads(message, TOO)
    mail(office.priya, MORE)

    def move(start: timedelta) -> None:
        by = ada.person.id
        priya.does(lambda session, team: arranging.move(session, team, clashing.id, TEN_THIRTY + start, 45, by, HERS))

    priya.does(
        lambda session, team: arranging.edit(session, team, clashing.id, clashing.links, "x", ada.person.id, HERS)
    )
    priya.reads(message, TOO)
    move(timedelta(minutes=10))
    priya.reads(message, "another interview at 3:10 pm–3:55 pm")
    move(2 * HOUR)
    priya.reads(message, "nothing needs you")
    assert sum(MORE in each for each in priya.got()) == 1
    move(timedelta(minutes=15))
    priya.reads(message, TOO)
    mail(office.priya, MORE, count=2)


def test_who_is_taken_off_the_other_is_in_one_room_again(office: Office) -> None:
    priya, message, ada, _, ana = two_who_arrange(office)
    clashing = clash(office, ana, ada.person)
    priya.reads(message, TOO)
    seats = [Seated(None, "Tom", Seat.LEADS)]
    priya.does(lambda session, team: arranging.restaff(session, team, clashing.id, seats, ada.person.id, HERS))
    priya.reads(message, "nothing needs you")


def test_what_a_colleague_who_may_leaves_uncovered(office: Office) -> None:
    priya, message, _, _, ana = two_who_arrange(office)
    mover = admin(office)

    def only_listens(session: Session, team: str) -> None:
        [found] = interviews.arranged_by(session, team, office.priya.id, HERS, HERS + DAY)
        seats = [Seated(ana.id, "", Seat.LISTENING)]
        arranging.restaff(session, team, found.id, seats, mover.id, HERS)

    priya.does(only_listens)
    priya.reads(message, "J.S. · Trust & Safety Operations Specialist: nobody is there to ask the questions.  [Change]")
    assert "nobody is there to ask the questions" in mail(office.priya, MORE).reading()


def test_what_was_seen_to_meanwhile_is_not_told(office: Office) -> None:
    priya, message, ada, _, ana = two_who_arrange(office)
    office.desk.fault("chat.postMessage", "rate_limited", times=1, seconds=4)
    clashing = clash(office, ana, ada.person)
    until(lambda: TOO in priya.now(message))
    by = ada.person.id
    priya.does(lambda session, team: arranging.cancel(session, team, clashing.id, by, HERS))
    priya.reads(message, "nothing needs you")
    until(lambda: ("skipped", "somebody has seen to it already") in states(office, Kind.NEEDED))


def test_of_a_candidate_whose_data_was_erased_nothing_is_left(office: Office) -> None:
    priya, message, _, _, _ = two_who_arrange(office)

    def erase(session: Session, team: str) -> None:
        [found] = interviews.arranged_by(session, team, office.priya.id, HERS, HERS + DAY)
        assert erasing.erase_candidate(session, team, found.candidate.id, office.priya.id, HERS)

    priya.does(erase)
    assert "J.S." not in priya.reads(message, "This message was about a candidate whose data was erased.")
