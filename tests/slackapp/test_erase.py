"""A candidate's data: shown to whoever may see it, exported, erased, and what was sent about them blanked."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from prep.interviews import Interview, Links
from sandbox.client import Message, Person
from slackapp.cli import main
from storage import arranging, erasing
from storage.claims import LONGEST_LEASE
from storage.ids import new_id
from storage.pacing import LONGEST_PATIENCE
from storage.tables import Delivery
from tests.slackapp.booking import booked
from tests.slackapp.changer import Changer, changes, now, planned
from tests.slackapp.office import Office, until

DAY = timedelta(days=1)
LINKS = Links("https://meet.example/js", "https://cv.example/jane-smith", "https://forms.example/js")


@pytest.fixture
def ana(office: Office) -> Person:
    """Somebody in Berlin."""
    return office.acme.person("Ana Costa", "Europe/Berlin")


@pytest.fixture
def interview(office: Office, ana: Person) -> Interview:
    """Tuesday at 15 o'clock in Berlin."""
    return booked(office, [ana], office.clock() + DAY + timedelta(hours=5), links=LINKS, note="Large print, please")


@pytest.fixture
def changer(office: Office) -> Changer:
    """Priya, who arranged it, at the modal."""
    return Changer(office, office.priya)


def sent(office: Office, kind: str) -> list[Delivery]:
    """What of a kind was sent."""
    with office.db.read() as session:
        return session.query(Delivery).filter_by(team_id=office.acme.id, kind=kind, state="sent").all()


def got(*people: Person) -> list[Message]:
    """What these people have from the app, and stays."""
    return [each for person in people for each in person.dm() if not each.ephemeral]


def test_everything_is_erased_and_what_was_sent_is_blanked(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    office.clock.forward(minutes=11)
    office.assembled.metronome.nudge()
    until(lambda: sent(office, "added"))
    office.clock.forward(hours=22, minutes=30)
    office.assembled.metronome.nudge()
    until(lambda: sent(office, "digest"))
    told = [each for each in ana.dm() if "J.S." in each.reading()]
    assert len(told) == 2
    changer.open(interview)
    office.rest()
    view = changer.press("erase")
    assert "What was kept about J.S. is erased" in view.reading()
    until(lambda: not any("J.S." in each.reading() for each in ana.dm()))
    messages = ana.dm()
    assert [each.text for each in messages if each.edited] == [
        "This message was about a candidate whose data was erased."
    ] * 2
    assert len(messages) == len(told), "nothing new was sent"
    everything = json.dumps([each.raw for each in messages])
    for secret in ("jane-smith", "Large print", "meet.example", "forms.example"):
        assert secret not in everything
    after = now(office, interview)
    assert (after.candidate.shown_as, after.links, after.note) == ("Erased 1", Links(), "")
    assert planned(office, "reminder") == planned(office, "digest") == []
    assert [row.subject for row in changes(office, "candidate.erased")] == [interview.candidate.id]
    ana.press(messages[0], "mine.show")
    ana.wait_message(ana.dm_channel(), containing="You have no interviews ahead")


def test_a_morning_message_and_a_day_message_go_on_telling_of_others(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    other = Links("https://meet.example/mo", "https://cv.example/mo", "https://forms.example/mo")
    booked(office, [ana], interview.starts_at + timedelta(hours=1), candidate="Mo Khan", links=other, note="Ask slowly")
    office.clock.forward(minutes=11)
    office.assembled.metronome.nudge()
    until(lambda: sent(office, "added"))
    office.clock.forward(hours=22, minutes=30)
    office.assembled.metronome.nudge()
    until(lambda: sent(office, "digest") and sent(office, "day"))
    office.rest()
    before = len(got(ana, office.priya))
    changer.open(interview)
    changer.press("erase")
    until(lambda: not any("J.S." in each.reading() for each in got(ana, office.priya)))
    office.rest()
    [morning] = [each for each in got(ana) if "Ask slowly" in each.reading()]
    [day] = [each for each in got(office.priya) if "that you arrange" in each.reading()]
    assert "Cancelled: 3:00 pm–3:45 pm · Erased 1" in morning.reading()
    assert all(each in json.dumps(morning.raw) for each in ("meet.example/mo", "cv.example/mo", "forms.example/mo"))
    assert "1 interview that you arrange" in day.reading()
    assert "M.K." in day.reading()
    assert len(got(ana, office.priya)) == before, "nothing new was sent"
    kept = [row.content for row in (*sent(office, "digest"), *sent(office, "day"), *sent(office, "edit"))]
    everything = json.dumps([*kept, *(each.raw for each in got(ana, office.priya))])
    for secret in ("J.S.", "jane-smith", "Large print", "meet.example/js", "forms.example/js"):
        assert secret not in everything


def test_slack_asks_once_more_before_it(changer: Changer, interview: Interview) -> None:
    view = changer.open(interview)
    [button] = [each for each in view.elements() if each.action_id == "change.erase"]
    assert button.raw["confirm"]["title"]["text"] == "Erase J.S.?"
    assert "cannot be undone" in button.raw["confirm"]["text"]["text"]


def test_only_who_arranged_all_of_them_and_admins_see_and_erase_what_is_kept(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    view = changer.open(interview)
    booked(office, [ana], office.clock() + 3 * DAY, candidate=interview.candidate, by=ana, position=2)
    for action in ("export", "erase"):
        office.priya.press(view, f"change.{action}")
        assert "Only whoever arranged this candidate's interviews" in office.priya.wait_modal(since=view).reading()
        office.priya.close(office.priya.modals()[-1])
    office.priya.close(view)
    assert "Erase" not in changer.open(interview).reading()
    boss = office.acme.person("Bea Boss", "Europe/Berlin", kind="admin")
    held = booked(office, [boss], office.clock() + 4 * DAY, candidate=interview.candidate, by=ana, position=3)
    bea = Changer(office, boss)
    bea.open(held)
    assert "is erased" in bea.press("erase").reading()
    assert now(office, interview).candidate.shown_as == "Erased 1"


def test_what_is_erased_already_is_said_to_be(office: Office, changer: Changer, interview: Interview) -> None:
    view = changer.open(interview)
    with office.db.begin() as session:
        assert erasing.erase_candidate(session, office.acme.id, interview.candidate.id, None, office.clock())
    for action in ("export", "erase"):
        office.priya.press(view, f"change.{action}")
        assert "was erased already" in office.priya.wait_modal(since=view).reading()
        office.priya.close(office.priya.modals()[-1])


def test_a_message_that_is_on_its_way_is_waited_for(office: Office, changer: Changer, interview: Interview) -> None:
    with office.db.begin() as session:
        row = session.query(Delivery).filter_by(team_id=office.acme.id, kind="added").one()
        row.state, row.lease_until = "sending", datetime.now(UTC) + LONGEST_LEASE
    view = changer.open(interview)
    office.priya.press(view, "change.erase")
    assert "being sent at this very moment" in office.priya.wait_modal(since=view).reading()
    assert now(office, interview) == interview


def test_one_of_which_nobody_knows_whether_slack_has_it_keeps_nobody_waiting(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    """Messages cannot be looked up, where the app was not given `im:history`, say. Later they can."""
    office.desk.fault("chat.postMessage", "drop_after", times=1)
    unread = office.desk.fault("conversations.history", "error", times=None, error="missing_scope")
    office.clock.forward(minutes=11)
    office.assembled.metronome.nudge()
    until(lambda: [each for each in ana.dm() if "J.S." in each.reading()])
    until(lambda: lapses(office, again=LONGEST_PATIENCE / 2))
    changer.open(interview)
    assert "What was kept about J.S. is erased" in changer.press("erase").reading()
    office.desk.lift(unread)
    assert lapses(office, again=timedelta())
    office.assembled.metronome.nudge()
    until(lambda: [each.text for each in ana.dm()] == ["This message was about a candidate whose data was erased."])
    assert len(sent(office, "added")) == 1


def lapses(office: Office, *, again: timedelta) -> bool:
    """The claim of "You were added" has run out, and is looked up again after that. False: it was not posted yet."""
    with office.db.begin() as session:
        [row] = session.query(Delivery).filter_by(team_id=office.acme.id, kind="added").with_for_update()
        if row.state != "sending" or "interviews" not in row.content:
            return False
        row.lease_id, row.lease_until = new_id(), datetime.now(UTC) - LONGEST_LEASE
        row.not_before = office.machine(session) + again
        return True


def test_an_export_shows_what_is_kept_and_says_what_is_left_out(
    office: Office, changer: Changer, interview: Interview, ana: Person
) -> None:
    with office.db.begin() as session:
        arranging.cancel(session, office.acme.id, interview.id, office.priya.id, office.clock(), "Another offer")
    ahead = booked(office, [ana, "Ben Okoro"], office.clock() + 2 * DAY, candidate=interview.candidate, position=2)
    changer.open(ahead)
    read = changer.press("export").reading()
    for kept in (
        "shown as: J.S.",
        "https://cv.example/jane-smith",
        "Large print, please",
        "Another offer",
        "Ben Okoro",
    ):
        assert kept in read
    assert f"interview-prep export {interview.candidate.id}" in read
    assert "Left out: why somebody can't come, whom they asked instead, which messages were sent, and what" in read
    assert "Cancel it" in changer.press("back").reading()


def test_a_long_export_is_cut_kindly(office: Office, changer: Changer, interview: Interview) -> None:
    for number in range(30):
        booked(
            office,
            ["Ben Okoro"],
            office.clock() + (2 + number) * DAY,
            candidate=interview.candidate,
            note="x" * 3000,
        )
    changer.open(interview)
    assert "There is more than fits here." in changer.press("export").reading()


@pytest.mark.parametrize("by_name", [True, False])
def test_the_command_line_writes_all_of_it(
    office: Office, interview: Interview, by_name: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", office.db.url.render_as_string(hide_password=False))
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s" * 32)
    candidate = "J.S." if by_name else interview.candidate.id
    result = CliRunner().invoke(main, ["export", candidate, "--team", office.acme.id])
    assert result.exit_code == 0, result.output
    kept = json.loads(result.stdout[result.stdout.index("{") :])
    assert kept["shown as"] == "J.S."
    assert kept["interviews"][0]["note"] == "Large print, please"
    assert kept["interviews"][0]["people"][0]["asks"]


def test_the_command_line_says_what_it_cannot_find_and_who_are_alike(
    office: Office, interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", office.db.url.render_as_string(hide_password=False))
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s" * 32)
    result = CliRunner().invoke(main, ["export", "Nobody", "--team", office.acme.id])
    assert (result.exit_code, "no candidate “Nobody”" in result.output) == (2, True)
    twin = booked(office, ["Ben Okoro"], office.clock() + DAY, role="dataanalyst")
    result = CliRunner().invoke(main, ["export", "J.S.", "--team", office.acme.id])
    assert result.exit_code == 2
    assert twin.candidate.id in result.output
    assert interview.candidate.id in result.output
