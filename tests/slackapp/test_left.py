"""Whoever arranged interviews has left: they pass to somebody else, and what is to be told about them with them."""

from datetime import timedelta
from typing import Literal

import pytest

from prep.messages import Kind
from sandbox.client import Person
from slackapp.jobs.replanning import replan
from storage import members
from storage.deliveries import State
from storage.tables import Audit, Delivery
from tests.slackapp.arranger import Arranger
from tests.slackapp.booking import booked, known
from tests.slackapp.changer import now
from tests.slackapp.clocks import MONDAY
from tests.slackapp.mail import at, mail, said, settled, states
from tests.slackapp.office import Office, until
from tests.slackapp.settings_modal import admin
from tests.slackapp.substitution import QUESTION, Room, room
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben
from tests.slackapp.test_mine_others import lets_move

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LEFT = "Priya Nair has left, and"


def mover(office: Office) -> Person:
    """Somebody whom the workspace lets move anyone's interviews."""
    person = office.acme.person("Mo Mover", "Europe/Berlin", locale="de-DE")
    lets_move(office, person)
    return person


def leaves(office: Office, person: Person, kind: Literal["deactivated", "guest"] = "deactivated") -> None:
    """Slack says that they have left, and the app has heard it."""
    person.update(kind=kind)
    office.rest()


def rows(office: Office, kind: Kind) -> list[tuple[str, str | None]]:
    """State and reader of every message of a kind."""
    with office.db.read() as session:
        found = session.query(Delivery).filter_by(team_id=office.acme.id, kind=kind).order_by(Delivery.due_at)
        return [(row.state, row.member_id) for row in found]


def test_they_pass_to_whoever_may_move_them_who_is_told_once(office: Office) -> None:
    mo = mover(office)
    admin(office)
    ana, ben = ana_and_ben(office)
    for number in range(12):
        booked(office, [ana, ben], TEN_THIRTY + number * DAY, candidate=f"Jane Smith{number}")
    over = booked(office, [ana], MONDAY - 2 * HOUR, candidate="Old One")
    leaves(office, office.priya)
    message = mail(mo, LEFT)
    assert message.reading().split("\n") == [
        "Priya Nair has left, and 12 interviews that they arranged are yours to arrange now · Berlin time",
        "• Tue 24 Nov, 10:30–11:15 · J.S. · Trust & Safety Operations Specialist",
        *[
            f"• {(TEN_THIRTY + number * DAY):%a} {(TEN_THIRTY + number * DAY).day} "
            f"{(TEN_THIRTY + number * DAY):%b}, 10:30–11:15 · J.S. {number + 1} · Trust & Safety Operations Specialist"
            for number in range(1, 10)
        ],
        "and 2 more",
        "They came to you because you may change anyone's interviews here.",
        "From now on they stand in my message to you about the day, and you hear when somebody can't come. "
        "For those in the room nothing changes. Change, move or cancel them from “All my interviews”.",
        "[All my interviews]  [Let somebody else arrange these]  [⋯ Why this message · Pause · Settings]",
    ]
    assert "J.S." not in said(message)[:80]
    assert "You arrange 12 interviews" in office.ask("mine", by=mo).reading()
    assert now(office, over).arranged_by == office.priya.id
    settled(office, Kind.PASSED_ON, State.SENT)
    leaves(office, office.priya)
    replan(office.db, office.clock, office.acme.id)
    settled(office, Kind.PASSED_ON, State.SENT)
    with office.db.read() as session:
        noted = session.query(Audit).filter_by(team_id=office.acme.id, action="interview.passed_on").all()
        assert {(each.actor, each.detail["to"]) for each in noted} == {(None, mo.id)}


@pytest.mark.in_turn
@pytest.mark.parametrize("kind", ["deactivated", "guest"])
def test_where_nobody_else_may_move_them_an_admin_has_them_and_their_day_message(
    office: Office, kind: Literal["deactivated", "guest"]
) -> None:
    ada, (ana, ben) = admin(office, locale="de-DE"), ana_and_ben(office)
    known(office, ada)
    booked(office, [ana, ben], TEN_THIRTY)
    leaves(office, office.priya, kind)
    reading = mail(ada, "yours to arrange now").reading()
    lead = LEFT if kind == "deactivated" else "Priya Nair can't look after interviews here any more, and"
    assert f"{lead} 1 interview that they arranged is yours" in reading
    assert "because you are an admin of this workspace." in reading
    day = Arranger(office, ada).day(MORNING)
    assert "1 interview that you arrange, nothing needs you" in day.reading()
    assert states(office, Kind.DAY)[0] == (State.SUPERSEDED, "not wanted")


@pytest.mark.in_turn
def test_the_one_who_follows_hears_who_cannot_come_and_not_why_it_was_said_to_another(office: Office) -> None:
    mo = mover(office)
    ana, ben = ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY)
    assert office.priya.command("/interview", "pause for 9 days").ok
    assert ben.press(office.ask("digest", by=ben), "cannot.open").ok
    ben.submit(ben.wait_modal(containing="Only Priya Nair will read it."), {"why": "clash", "reason": "A secret"})
    until(lambda: rows(office, Kind.CANNOT) == [(State.PLANNED, office.priya.id)])
    leaves(office, office.priya)
    heard = mail(mo, "Ben Okoro can't make it").reading()
    assert "All questions are still asked: Ana Costa has them now." in heard
    assert "secret" not in heard
    assert "clash" not in heard
    settled(office, Kind.CANNOT, State.SENT)
    with office.db.read() as session:
        assert "secret" not in str([row.content for row in session.query(Delivery).all() if row.kind == Kind.CANNOT])


@pytest.mark.in_turn
@pytest.mark.parametrize("instead", [True, False])
def test_why_is_told_to_nobody_else_than_was_named(office: Office, instead: bool) -> None:
    mo, where = mover(office), room(office)
    assert where.ben.press(office.ask("digest", by=where.ben), "cannot.open").ok
    view = where.ben.wait_modal(containing="Only Priya Nair will read it.")
    leaves(office, office.priya)
    fields = {"reason": "A secret"} | ({"substitute": [where.chloe]} if instead else {})
    answer = where.ben.submit(view, fields).modals[-1].reading()
    assert "you wrote it for somebody else, and Mo Mover arranges this interview now." in answer
    assert "secret" not in mail(mo, "Ben Okoro can't make it").reading()


@pytest.mark.in_turn
def test_whoever_cannot_come_reads_who_really_hears_of_it(office: Office) -> None:
    mo, (ana, ben) = mover(office), ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY)
    message = office.ask("digest", by=ben)
    with office.db.begin() as session:  # and nothing has passed on yet
        members.leave(session, office.acme.id, office.priya.id)
    assert ben.press(message, "cannot.open").ok
    view = ben.wait_modal(containing="I tell Mo Mover at once.")
    assert "Mo Mover hears of it now." in ben.submit(view, {"reason": "No secret"}).modals[-1].reading()
    assert "No secret" in mail(mo, "Ben Okoro can't make it").reading()


@pytest.mark.in_turn
def test_whom_the_message_is_about_does_not_hear_it_of_themselves(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    lets_move(office, ben)
    booked(office, [ana, ben], TEN_THIRTY)
    assert office.priya.command("/interview", "pause for 9 days").ok
    assert ben.press(office.ask("digest", by=ben), "cannot.open").ok
    ben.submit(ben.wait_modal(containing="Tell them"), {})
    until(lambda: rows(office, Kind.CANNOT) == [(State.PLANNED, office.priya.id)])
    leaves(office, office.priya)
    mail(ben, LEFT)
    settled(office, Kind.CANNOT, State.SUPERSEDED)


@pytest.mark.in_turn
def test_whoever_is_in_the_room_is_not_the_first_choice(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    mo = office.acme.person("Mo Mover", "Europe/Berlin")
    lets_move(office, ben, mo)
    with_ben = booked(office, [ana, ben], TEN_THIRTY)
    without = booked(office, [ana], TEN_THIRTY + DAY, candidate="Li Wei")
    leaves(office, office.priya)
    assert "1 interview that they arranged" in mail(mo, LEFT).reading()
    assert "L.W." in mail(ben, LEFT).reading()
    assert now(office, with_ben).arranged_by == mo.id
    assert now(office, without).arranged_by == ben.id


def asked(office: Office) -> Room:
    """Ana asked Chloé to come instead, and told Priya why."""
    where = room(office)
    where.asked({"why": "clash", "reason": "A secret"})
    assert "A secret" in mail(office.priya, "and asked Chloé Martin").reading()
    return where


def test_that_there_is_no_answer_goes_to_them_alone_and_they_may_undo_it(office: Office) -> None:
    mo = mover(office)
    where = asked(office)
    leaves(office, office.priya)
    at(office, MONDAY + (TEN_THIRTY - MONDAY) / 2)
    message = mail(mo, "No answer from Chloé Martin yet")
    until(lambda: rows(office, Kind.UNANSWERED) == [(State.SENT, mo.id)])
    assert mo.press(message, "hand_over.undo").ok
    mail(where.ana, "Mo Mover has undone it.")


@pytest.mark.in_turn
def test_after_a_no_they_do_not_read_what_was_said_to_another(office: Office) -> None:
    mo = mover(office)
    where = asked(office)
    leaves(office, office.priya)
    where.says(mail(where.chloe, QUESTION), yes=False)
    heard = mail(mo, "Ana Costa can't make it").reading()
    assert "Chloé Martin was asked to come instead, and said no." in heard
    assert "secret" not in heard
    assert "clash" not in heard


@pytest.mark.in_turn
def test_they_pass_when_the_workspace_lets_somebody_move_them(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    leaves(office, office.priya)
    assert now(office, interview).arranged_by == office.priya.id
    lets_move(office, ben)
    replan(office.db, office.clock, office.acme.id)
    assert now(office, interview).arranged_by == ben.id


@pytest.mark.in_turn
def test_who_added_somebody_stays_who_did_and_who_follows_may_still_add(office: Office) -> None:
    mo = mover(office)
    ana, _ = ana_and_ben(office)
    for number in range(30):
        booked(office, [ana], TEN_THIRTY + number * DAY, candidate=f"Jane Smith{number}")
    leaves(office, office.priya)
    mail(mo, LEFT)
    office.clock.forward(minutes=15)
    assert "Priya Nair added you to 30 interviews" in mail(ana, "added you").reading()
    assert mo.command("/interview", "schedule trust-safety").ok
    mo.wait_modal(containing="Step 1")
