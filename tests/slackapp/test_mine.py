"""`/interview mine`, `today`, `week`: what somebody holds, what they arranged, and what needs them."""

from datetime import timedelta

import pytest

from prep.interviews import Links
from sandbox.client import Message
from storage import arranging
from storage.tables import Workspace
from tests.slackapp.booking import booked
from tests.slackapp.office import Office, until

pytestmark = pytest.mark.in_turn

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def buttons(message: Message) -> list[str]:
    """What stands on the buttons."""
    return [each.label for each in message.elements()]


def test_whoever_has_nothing_is_told_what_to_do(office: Office) -> None:
    mine = office.ask("mine")
    assert mine.ephemeral
    assert "You have no interviews ahead" in mine.text
    assert "Add an interview" in buttons(mine)
    today = office.ask("today")
    assert "Today has no interviews that you arrange" in today.text
    assert "Neither have the next seven days" in today.text
    week = office.ask("week")
    assert "The next seven days have no interviews" in week.text
    office.priya.press(week, "mine.show.mine")
    office.priya.wait_message(office.priya.dm_channel(), containing="You have no interviews ahead", count=2)
    office.priya.press(week, "schedule.open")
    office.priya.wait_modal(containing="Step 1")


def test_those_one_holds_come_first_by_day_in_ones_own_zone(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin", locale="de-DE")
    links = Links("https://meet.example/js", "https://cv.example/js", "")
    booked(office, [office.priya, ana], office.clock() + 22 * HOUR, by=ana, links=links)
    booked(office, [ana], office.clock() + DAY, candidate="Maria Kowalski", listening=["Dana Fox"])
    booked(office, [office.priya], office.clock() + 2 * DAY, candidate="Li Wei")
    mine = office.ask("mine")
    read = mine.reading()
    assert "You hold 2 interviews and you arrange 1 other · Kolkata time" in read
    for earlier, later in (
        ("You hold", "Tuesday 24 November"),
        ("12:30 pm–1:15 pm · J.S.", "Wednesday 25 November"),
        ("2:30 pm–3:15 pm · L.W.", "You arrange"),
        ("You arrange", "2:30 pm–3:15 pm · M.K."),
    ):
        assert read.rindex(earlier) < read.rindex(later)
    assert "Priya Nair (leads) and Ana Costa." in read
    assert "Ana Costa (leads) and Dana Fox (listening)." in read
    assert "Join" in read
    assert "https://meet.example/js" in str(mine.blocks)
    # Ana arranged the first; the two others are Priya's.
    assert buttons(mine) == ["Change", "Change"]
    theirs = office.ask("mine", by=ana)
    assert "13:00" not in theirs.reading()
    assert "08:00–08:45 · J.S." in theirs.reading()


def test_the_first_words_name_nobody(office: Office) -> None:
    interview = booked(office, [office.priya, "Ben Okoro"], office.clock() + HOUR)
    with office.db.begin() as session:
        arranging.decline(session, office.acme.id, interview.id, office.priya.id, office.clock())
    for word in ("mine", "today", "week"):
        said = office.ask(word).text
        assert "Ben Okoro" in said
        assert not {"Ben", "Priya"} & set(said[:80].replace(":", " ").split())


@pytest.mark.parametrize("word", ["mine", "week"])
def test_forty_interviews_are_shown_a_page_at_a_time(office: Office, word: str) -> None:
    first = booked(office, ["Ben Okoro"], office.clock() + HOUR)
    for number in range(1, 40):
        booked(office, ["Ben Okoro"], office.clock() + (1 + 3 * number) * HOUR, candidate=first.candidate)
    message = office.ask(word)
    assert "40 interviews" in message.text
    assert "page 1 of 4" in message.text
    assert buttons(message).count("Change") == 12
    for page in (2, 3, 4):
        office.priya.press(message, "mine.page.next")
        message = office.priya.wait_message(office.priya.dm_channel(), containing=f"page {page} of 4")
    assert buttons(message) == ["Change"] * 4 + ["Earlier ones"]
    office.priya.press(message, "mine.page.previous")
    office.priya.wait_message(office.priya.dm_channel(), containing="page 3 of 4")


def test_a_page_that_is_gone_is_the_last_there_is(office: Office) -> None:
    interviews = [booked(office, ["Ben Okoro"], office.clock() + (1 + number) * HOUR) for number in range(13)]
    message = office.ask("mine")
    with office.db.begin() as session:
        arranging.cancel(session, office.acme.id, interviews[0].id, office.priya.id, office.clock())
    office.priya.press(message, "mine.page.next")
    again = office.priya.wait_message(office.priya.dm_channel(), containing="12 interviews")
    assert "page" not in again.text


def test_today_and_week_are_led_by_what_needs_one(office: Office) -> None:
    ben = office.acme.person("Ben Okoro", "Europe/Berlin")
    today = booked(office, [ben, "Dana Fox"], office.clock() + 2 * HOUR)
    booked(office, ["Dana Fox"], office.clock() + 3 * HOUR, candidate="Maria Kowalski")
    booked(office, [], office.clock() + 3 * DAY, candidate="Li Wei", listening=["Dana Fox"])
    booked(office, ["Dana Fox"], office.clock() + 8 * DAY, candidate="Out Of Sight")
    with office.db.begin() as session:
        arranging.decline(session, office.acme.id, today.id, ben.id, office.clock())
    said = office.ask("today").reading()
    assert "Today: 2 interviews that you arrange" in said
    assert said.index("1 interview needs you") < said.index("J.S.: Ben Okoro can't come") < said.rindex("4:30 pm")
    assert "L.W." not in said
    said = office.ask("week").reading()
    assert "The next seven days: 3 interviews" in said
    assert "2 interviews need you" in said
    assert "L.W.: nobody is there to ask the questions" in said
    assert "O.S." not in said


def test_today_says_what_is_over_and_what_is_now_and_points_to_the_week(office: Office) -> None:
    booked(office, ["Dana Fox"], office.clock() + HOUR)
    office.clock.forward(hours=1, minutes=10)
    assert " · now" in office.ask("today").text
    office.clock.forward(hours=1)
    message = office.ask("today")
    assert " · over" in message.text
    assert buttons(message) == []
    assert "no interviews ahead" in office.ask("mine").text
    booked(office, ["Dana Fox"], office.clock() + 40 * HOUR)
    office.clock.forward(hours=12)
    message = office.ask("today")
    assert "The next seven days have 1 interview." in message.text
    office.priya.press(message, "mine.show.week")
    until(lambda: any("The next seven days: 1 interview" in each.text for each in office.priya.messages()))


def test_who_may_move_interviews_can_change_those_they_hold(office: Office) -> None:
    ana = office.acme.person("Ana Costa", "Europe/Berlin")
    boss = office.acme.person("Bea Boss", "Europe/Berlin", kind="admin")
    booked(office, [ana, boss], office.clock() + HOUR)
    assert buttons(office.ask("mine", by=ana)) == []
    assert buttons(office.ask("mine", by=boss)) == ["Change"]
    with office.db.begin() as session:
        row = session.get(Workspace, office.acme.id)
        assert row
        row.movers = [ana.id]
    assert buttons(office.ask("mine", by=ana)) == ["Change"]


def test_hostile_names_are_shown_as_they_are(office: Office) -> None:
    name = "<!channel> *Bobby* `drop` \u202egnp.exe"
    booked(office, [name], office.clock() + HOUR, candidate="<@U1> & Co", keeps_names=True)
    message = office.ask("mine")
    assert "<!channel>" not in message.text
    assert "&lt;!channel&gt; *Bobby*" in message.raw["text"]
