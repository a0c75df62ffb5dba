"""An admin can ask what was sent to a colleague, and sees nothing of what they read or rated."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from prep.messages import Kind, Withdrawn
from sandbox.client import Person
from storage.deliveries import State
from tests.slackapp.booking import booked, known
from tests.slackapp.clocks import MONDAY
from tests.slackapp.mail import all_told, at, mail, settled
from tests.slackapp.office import Office
from tests.slackapp.settings_modal import admin
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben
from tests.slackapp.test_why import over

pytestmark = pytest.mark.in_turn

WEDNESDAY = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
EDITS = {Kind.EDIT}


def asked(office: Office, about: Person, by: Person | None = None) -> str:
    """What an admin reads who asks about somebody."""
    return office.ask(f"why @{about.handle}", by=by or admin(office, locale="de-DE")).reading()


def test_kinds_and_times_what_comes_and_what_did_not(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], WEDNESDAY)
    over(office, ana, Kind.DIGEST, State.SENT)
    over(office, ana, Kind.SET, State.SENT, due_at=MONDAY - timedelta(days=3))
    over(office, ana, Kind.REMINDER, State.SKIPPED, Withdrawn.PAUSED, MONDAY - timedelta(hours=2))
    over(office, ana, Kind.ADDED, State.FAILED, "messages_tab_disabled", MONDAY - timedelta(hours=3))
    assert asked(office, ana).split("\n") == [
        "In the last seven days I sent Ana Costa:",
        "• Their morning message, today at 09:00, Berlin time",
        "• Questions that they asked to keep, on Friday 20 November at 10:00, Berlin time",
        "These did not come:",
        "• A reminder before an interview, today at 08:00, Berlin time: they had paused messages",
        "• A note that they were added to an interview, today at 07:00, Berlin time: "
        "messages to me are switched off in this workspace; an admin can switch them on",
        "Their next message comes today at 10:10, Berlin time: a note that they were added to an interview.",
        "Only kinds and times are shown here, to admins: nothing of what somebody read or rated.",
    ]


def test_what_is_longer_ago_than_seven_days_is_not_said(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    over(office, ana, Kind.DIGEST, State.SENT, due_at=MONDAY - timedelta(days=8))
    said = asked(office, ana)
    assert "In the last seven days I sent Ana Costa nothing." in said
    assert "No message to them is planned now." in said
    assert "None was left out." in said


@pytest.mark.parametrize("kind", [each for each in Kind if each not in EDITS])
def test_every_kind_has_a_name_that_is_not_yours(office: Office, kind: Kind) -> None:
    ana, _ = ana_and_ben(office)
    over(office, ana, kind, State.SENT)
    said = asked(office, ana)
    assert "today at 09:00" in said
    assert " you " not in said.split("\n")[1]
    assert "your" not in said.split("\n")[1].casefold()


@pytest.mark.parametrize("why", [*(each for each in Withdrawn if each is not Withdrawn.REPLANNED), "user_disabled"])
def test_every_reason_has_words_that_are_not_yours(office: Office, why: str) -> None:
    ana, _ = ana_and_ben(office)
    over(office, ana, Kind.DIGEST, State.FAILED if why == "user_disabled" else State.SKIPPED, why)
    line = next(each for each in asked(office, ana).split("\n") if each.startswith("• Their morning"))
    assert " you" not in line
    assert "not needed any more" not in line


def test_nothing_of_what_they_read_or_rated_is_in_it(office: Office) -> None:
    """The answer is the same before and after; a reason that may come of a rating is not told as it is."""
    ana, ben = ana_and_ben(office)
    ada = admin(office, locale="de-DE")
    booked(office, [ana, ben], TEN_THIRTY)
    for each in (ana, ben):
        all_told(office, each)
    at(office, MORNING)
    message = mail(ana, "Tuesday 24 November")
    settled(office, Kind.DIGEST, State.SENT, State.SENT)
    over(office, ana, Kind.AFTERWARDS, State.SKIPPED, "you have answered already", MORNING)
    before = asked(office, ana, ada)
    ana.react(message, "one")
    ana.press(message, "digest.read")
    mail(ana, "Noted: 1")
    mail(ana, "✅ Read]")
    after = asked(office, ana, ada)
    assert after == before
    assert "answered" not in after
    assert "it was not needed any more" in after
    asked_for = office.ask(f"why @{ana.handle}", by=ada)
    assert not {"J.S.", "Noted", "✅"} & set(json.dumps(asked_for.blocks, ensure_ascii=False).split())


def test_a_pause_of_theirs_is_said(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    office.ask("pause until friday", by=ana)
    assert "They have paused messages until Friday 27 November." in asked(office, ana)


def test_whoever_is_no_admin_is_told_kindly_and_learns_nothing(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    over(office, ana, Kind.DIGEST, State.SENT)
    refused = asked(office, ana, office.priya)
    assert "Only the workspace's owners and admins can ask what I sent to a colleague." in refused
    assert "Ana" not in refused
    assert "Only the workspace's owners" in office.ask("why banana").text


def test_about_oneself_anybody_may_ask_by_name_too(office: Office) -> None:
    assert "I have sent you no message yet" in asked(office, office.priya, office.priya)


@pytest.mark.parametrize("words", ["ana", "@nobody", "&lt;@U0&gt;", "<!channel>", "<@U0NOBODY|x>"])
def test_a_name_that_is_none_is_answered_kindly(office: Office, words: str) -> None:
    assert "I can't tell who that is. Type /interview why @" in office.ask(f"why {words}", by=admin(office)).text


def test_a_guest_is_a_colleague_too_and_a_name_is_text(office: Office) -> None:
    guest = office.acme.person("<!here> *Gus*", "Europe/Berlin", kind="guest")
    message = office.ask(f"why @{guest.handle}", by=admin(office))
    assert "I sent <!here> *Gus* nothing." in message.reading()
    assert "<!here>" not in message.text


def test_people_of_other_workspaces_are_not_found(office: Office) -> None:
    known(office, office.priya)
    other = office.desk.workspace("Other", zone="Europe/Berlin").person("Otto Other", "Europe/Berlin")
    answer = office.ask(f"why <@{other.id}|otto>", by=admin(office)).text
    assert "Otto" not in answer
