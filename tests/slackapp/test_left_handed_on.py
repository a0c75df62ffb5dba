"""Whoever interviews have passed to lets somebody else arrange them."""

from datetime import timedelta

import pytest

from prep.messages import Kind
from sandbox.client import Answer, Message, Person
from storage import arranging
from storage.deliveries import State
from tests.slackapp.arranger import KEPT, Arranger
from tests.slackapp.booking import booked
from tests.slackapp.changer import now
from tests.slackapp.mail import at, mail, settled
from tests.slackapp.office import Office
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben
from tests.slackapp.test_left import LEFT, leaves, mover

DAY = timedelta(days=1)


def passed(office: Office) -> tuple[Person, Message]:
    """Two interviews have passed to Mo: who that is, and what told them."""
    mo, (ana, _) = mover(office), ana_and_ben(office)
    booked(office, [ana, "Tom"], TEN_THIRTY)
    booked(office, [ana], TEN_THIRTY + DAY, candidate="Li Wei")
    leaves(office, office.priya)
    message = mail(mo, LEFT)
    settled(office, Kind.PASSED_ON, State.SENT)
    return mo, message


def chooses(person: Person, message: Message, chosen: Person) -> Answer:
    """They press the button, choose, and submit."""
    for view in person.modals()[-1:]:
        person.close(view, everything=True)
    assert person.press(message, "passed_on.open").ok
    view = person.wait_modal(containing="Who arranges them from now on?")
    return person.submit(view, {"who": [chosen]})


def test_whoever_is_chosen_arranges_them_and_is_told_once(office: Office) -> None:
    mo, message = passed(office)
    zoe = office.acme.person("Zoë <Quinn>", "Europe/Berlin", locale="de-DE")
    office.desk.fault("view_submission", "twice", times=1)
    done = chooses(mo, message, zoe).modals[-1].reading()
    assert "Zoë <Quinn> arranges 2 interviews from now on, and hears it from me now." in done
    reading = mail(zoe, "asked you to arrange").reading().split("\n")
    assert reading[0] == "Mo Mover asked you to arrange 2 interviews · Berlin time"
    assert reading[1] == "• Tue 24 Nov, 10:30–11:15 · J.S. · Trust & Safety Operations Specialist"
    settled(office, Kind.PASSED_ON, State.SENT, State.SENT)
    mo.close(mo.modals()[-1], everything=True)
    assert mo.press(message, "passed_on.open").ok
    assert "None of these interviews is ahead and yours to arrange any more." in mo.wait_modal().reading()
    assert "You arrange 2 interviews" in office.ask("mine", by=zoe).reading()
    at(office, MORNING)
    assert "1 interview that you arrange, nothing needs you" in mail(zoe, KEPT).reading()
    assert Arranger(office, mo).deliveries(Kind.DAY)[-1][0] == State.SUPERSEDED


@pytest.mark.in_turn
def test_the_day_of_whoever_handed_them_on_leaves_them_out(office: Office) -> None:
    mo, message = passed(office)
    zoe = office.acme.person("Zoë Quinn", "Europe/Berlin")
    day = Arranger(office, mo).day(MORNING)
    assert "J.S." in day.reading()
    assert not chooses(mo, message, zoe).errors
    mail(zoe, "asked you to arrange")
    assert "J.S." not in Arranger(office, mo).reads(day, "nothing is ahead any more of what you arrange")


@pytest.mark.in_turn
@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("guest", "Gus <Gray> is a guest here"),
        ("external", "is an app or from another company"),
        ("deactivated", "Gus <Gray>'s Slack account is switched off"),
    ],
)
def test_who_cannot_arrange_them_is_said_at_the_field(office: Office, kind: str, why: str) -> None:
    mo, message = passed(office)
    gus = office.acme.person("Gus <Gray>", "Europe/Berlin", kind=kind)  # type: ignore[arg-type]
    assert why in chooses(mo, message, gus).errors["who"]
    assert "That's you." in chooses(mo, message, mo).errors["who"]
    view = mo.modals()[-1]
    assert "That's me, and I can't" in mo.submit(view, {"who": [office.installation.bot_user_id]}).errors["who"]
    settled(office, Kind.PASSED_ON, State.SENT)


@pytest.mark.in_turn
def test_only_what_is_still_theirs_and_ahead_passes(office: Office) -> None:
    mo, (ana, _) = mover(office), ana_and_ben(office)
    kept = booked(office, [ana], TEN_THIRTY)
    off = booked(office, [ana], TEN_THIRTY + DAY, candidate="Li Wei")
    leaves(office, office.priya)
    message = mail(mo, LEFT)
    with office.db.begin() as session:
        arranging.cancel(session, office.acme.id, off.id, mo.id, office.clock())
    assert "arranges 1 interview from" in chooses(mo, message, ana).modals[-1].reading()
    assert now(office, kept).arranged_by == ana.id
    assert now(office, off).arranged_by == mo.id
    assert ana.press(message, "passed_on.open").ok
    assert "None of these interviews" in ana.wait_modal().reading(), "it is not her message"
