"""Whoever arranged interviews has left, and only that Slack takes no message shows it; or nobody may follow yet."""

from datetime import timedelta
from typing import Literal

import pytest

from prep.messages import Kind
from storage.deliveries import State
from tests.slackapp.arranger import HERS, KEPT
from tests.slackapp.booking import booked
from tests.slackapp.changer import now
from tests.slackapp.clocks import MONDAY
from tests.slackapp.mail import all_told, at, mail, settled
from tests.slackapp.office import Office, until
from tests.slackapp.settings_modal import admin
from tests.slackapp.test_digest import TEN_THIRTY, ana_and_ben
from tests.slackapp.test_left import LEFT, leaves, mover, rows

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("error", ["user_disabled", "user_not_found"])
def test_what_slack_does_not_take_because_they_left_goes_to_who_follows(office: Office, error: str) -> None:
    mo = mover(office)
    ana, ben = ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY)
    office.rest()
    assert ben.press(office.ask("digest", by=ben), "cannot.open").ok
    view = ben.wait_modal(containing="Tell them")
    office.desk.fault("chat.postMessage", "error", times=1, error=error)
    ben.submit(view, {"reason": "A secret"})
    heard = mail(mo, "Ben Okoro can't make it").reading()
    assert "secret" not in heard
    mail(mo, LEFT)
    until(lambda: rows(office, Kind.CANNOT) == [(State.SENT, mo.id)])


@pytest.mark.in_turn
def test_a_day_message_that_slack_does_not_take_goes_to_who_follows_at_once_if_they_are_needed(office: Office) -> None:
    mo = mover(office)
    ana, _ = ana_and_ben(office)
    all_told(office, ana)
    booked(office, [], HERS + 2 * HOUR, listening=[ana])  # before Mo's own morning
    at(office, MONDAY + HOUR)
    mail(ana, "added you")
    office.desk.fault("chat.postMessage", "error", times=1, error="user_disabled")
    at(office, HERS)
    mail(mo, LEFT)
    assert "nobody is there to ask the questions" in mail(mo, KEPT).reading()


@pytest.mark.in_turn
def test_nobody_is_known_until_an_admin_appears(office: Office) -> None:
    ada, (ana, ben) = admin(office), ana_and_ben(office)
    interview = booked(office, [ana, ben], TEN_THIRTY)
    assert office.priya.command("/interview", "pause for 9 days").ok
    assert ben.press(office.ask("digest", by=ben), "cannot.open").ok
    ben.submit(ben.wait_modal(containing="Tell them"), {})
    leaves(office, office.priya)
    assert now(office, interview).arranged_by == office.priya.id
    office.ask("help", by=ada)  # they are looked up
    until(lambda: now(office, interview).arranged_by == ada.id)
    mail(ada, LEFT)
    mail(ada, "Ben Okoro can't make it")


@pytest.mark.in_turn
def test_what_failed_before_anybody_was_known_is_told_once_somebody_is(office: Office) -> None:
    ada, (ana, ben) = admin(office), ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY)
    office.rest()
    assert ben.press(office.ask("digest", by=ben), "cannot.open").ok
    view = ben.wait_modal(containing="Tell them")
    office.desk.fault("chat.postMessage", "error", times=1, error="user_disabled")
    ben.submit(view, {"reason": "A secret"})
    settled(office, Kind.CANNOT, State.FAILED)
    office.ask("help", by=ada)
    assert "secret" not in mail(ada, "Ben Okoro can't make it").reading()


@pytest.mark.in_turn
@pytest.mark.parametrize(("instead", "kind"), [(False, "deactivated"), (True, "guest")])
def test_where_nobody_has_followed_yet_whoever_cannot_come_is_told_so(
    office: Office, instead: bool, kind: Literal["deactivated", "guest"]
) -> None:
    ana, ben = ana_and_ben(office)
    chloe = office.acme.person("Chloé {who} Martin", "Europe/Paris")
    booked(office, [ana, ben], TEN_THIRTY)
    leaves(office, office.priya, kind)
    assert ben.press(office.ask("digest", by=ben), "cannot.open").ok
    view = ben.wait_modal(containing="Tell them")
    nobody = "Priya Nair can't look after interviews here any more, and nobody has followed yet: I tell whoever does."
    assert nobody in view.reading()
    assert "Why" not in view.reading(), "nobody would read it"
    done = ben.submit(view, {"substitute": [chloe.id] if instead else []}).modals[-1].reading()
    assert ("Chloé {who} Martin is asked now" if instead else "You are out of it") in done
    assert nobody in done
    assert "hears" not in done
