"""The day message to whoever arranged interviews: what it says, and to whom it does not come."""

from datetime import timedelta

import pytest

from prep.interviews import State
from prep.messages import Kind, Withdrawn
from storage import arranging, interviews
from tests.slackapp.arranger import HERS, KEPT, Arranger
from tests.slackapp.booking import Somebody, booked, known
from tests.slackapp.mail import BEFORE_NAMES, MOST, at, said, settled, states
from tests.slackapp.office import Office, until
from tests.slackapp.settings_modal import EVERYTHING, admin, opened, saved
from tests.slackapp.test_digest import TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

MOST_BLOCKS = 50
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def test_it_reads_as_designed(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    chloe = office.acme.person("Chloé Martin", "Europe/Paris")
    booked(office, [ana, ben], TEN_THIRTY, listening=[chloe])
    alone = booked(office, [ben], TEN_THIRTY + 4 * HOUR, candidate="Mo Khan")
    booked(office, [ana, "Tom"], TEN_THIRTY + 20 * timedelta(minutes=1), candidate="Kim Lee")
    with office.db.begin() as session:
        arranging.decline(session, office.acme.id, alone.id, ben.id, office.clock())
    message = Arranger(office, office.priya).day()
    assert message.reading().split("\n") == [
        "Tuesday 24 November: 3 interviews that you arrange, 2 need you · Kolkata time",
        "Needs you",
        "3:00 pm–3:45 pm · J.S. · Trust & Safety Operations Specialist: "
        "Ana Costa is in K.L.'s interview at 3:20 pm–4:05 pm too.  [Change]",
        "7:00 pm–7:45 pm · M.K. · Trust & Safety Operations Specialist: "
        "Ben Okoro can't come and nobody is there to ask the questions.  [Change]",
        "Not opened yet: Ana Costa (3:00 pm, 3:20 pm), Ben Okoro (3:00 pm) and Chloé Martin (3:00 pm).",
        KEPT,
        "[All of today]  [⋯ Why this message · Pause · Settings]",
    ]


def test_a_day_on_which_all_is_fine(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY)
    reading = Arranger(office, office.priya).day().reading().split("\n")
    assert reading[:4] == [
        "Tuesday 24 November: 1 interview that you arrange, nothing needs you · Kolkata time",
        "Fine",
        "• 3:00 pm–3:45 pm · J.S. · Trust & Safety Operations Specialist: Ana Costa (leads) and Ben Okoro",
        "Not opened yet: Ana Costa (3:00 pm) and Ben Okoro (3:00 pm).",
    ]


def test_its_text_says_all_of_it_and_begins_without_a_name(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana, ben], TEN_THIRTY, candidate="Bo", keeps_names=True)
    message = Arranger(office, office.priya).day()
    heard = said(message)
    assert not {"Bo", "Ana", "Ben"} & set(heard[:BEFORE_NAMES].replace(":", " ").split())
    shown = [line.removeprefix("• ") for line in message.reading().split("\n")[1:] if not line.startswith("[")]
    assert [line for line in shown if line not in heard] == []


def test_under_each_need_and_below_are_the_ways_to_see_to_it(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    interview = booked(office, [], TEN_THIRTY, listening=[ana, ben])
    message = Arranger(office, office.priya).day()
    assert "nobody is there to ask the questions" in message.reading()
    assert office.priya.press(message, "change.open", value=interview.id).ok
    office.priya.close(office.priya.wait_modal(containing="Change"), everything=True)
    office.priya.press(message, "mine.show.today")
    office.priya.wait_message(message.channel, containing="Today: 1 interview that you arrange")


def test_whoever_also_holds_one_has_both_messages_and_is_not_among_those_who_have_not_read(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [office.priya, ana], TEN_THIRTY)
    priya = Arranger(office, office.priya)
    assert "Not opened yet: Ana Costa (3:00 pm)." in priya.day().reading()
    until(lambda: len(priya.got()) == 2)
    assert [each.partition(":")[2] for each in sorted(priya.got(), key=len)] == [
        " 1 interview · Kolkata time",
        " 1 interview that you arrange, nothing needs you · Kolkata time",
    ]


def test_none_comes_where_they_arranged_nothing_for_the_day(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY, by=ben)
    booked(office, [ana], TEN_THIRTY + DAY)
    at(office, HERS + HOUR)
    assert Arranger(office, office.priya).got() == []
    assert states(office, Kind.DAY) == [("planned", None), ("planned", None)]


def test_of_several_days_each_has_its_name(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY + 4 * DAY)
    booked(office, [ana], TEN_THIRTY + 5 * DAY, candidate="Mo Khan")
    friday = Arranger(office, office.priya).day(HERS + 3 * DAY)
    reading = friday.reading()
    assert reading.startswith("Saturday 28 November to Sunday 29 November: 2 interviews that you arrange")
    assert "• Sat 28 Nov, 3:00 pm–3:45 pm · J.S. · " in reading
    assert "Not opened yet: Ana Costa (Sat 28 Nov, 3:00 pm, Sun 29 Nov, 3:00 pm)." in reading
    assert "[The next seven days]" in reading


def test_the_evening_before_tells_of_the_next_day(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    saved(office, time="17:00", days=["1", "2", "3", "4", "5"], kinds=["digest", "reminder", "added", "day"])
    message = Arranger(office, office.priya).day(HERS - 15.5 * HOUR)
    assert message.reading().startswith("Tuesday 24 November: 1 interview")


def test_forty_interviews_fit_and_the_rest_is_counted(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    for each in range(40):
        room: list[Somebody] = [ana if each % 2 else ben, *(f"Somebody {number}" for number in range(each % 5))]
        booked(
            office,
            room if each % 3 else [],
            TEN_THIRTY + each * timedelta(minutes=5),
            candidate=f"Candidate Number {each}",
        )
    message = Arranger(office, office.priya).day()
    reading = message.reading()
    assert "40 interviews that you arrange, 38 need you" in reading
    assert reading.count("[Change]") == 8
    assert "… and 30 more, under the button below." in reading
    assert len(said(message)) <= MOST
    assert len(message.blocks) <= MOST_BLOCKS


def test_names_are_text_and_nothing_else(office: Office) -> None:
    hostile = "<!channel> *Ev* & <https://x.example|y> \u202e`" + "x" * 200
    eve = office.acme.person(hostile, "Europe/Berlin")
    interview = booked(office, [eve], TEN_THIRTY, candidate=f"Bo {hostile}", keeps_names=True)
    booked(office, [eve], TEN_THIRTY, candidate=f"Cy {hostile}", keeps_names=True)
    booked(office, [eve], TEN_THIRTY + 2 * HOUR, candidate=f"Di {hostile}", keeps_names=True)
    with office.db.begin() as session:
        arranging.decline(session, office.acme.id, interview.id, eve.id, office.clock())
    message = Arranger(office, office.priya).day()
    assert "Bo <!channel> *Ev* &…" in message.reading()
    assert "&lt;!channel&gt;" in message.text
    assert "<!channel>" not in message.text
    assert "\u202e" not in message.reading()


def test_whoever_does_not_want_it_has_none(office: Office) -> None:
    assert "An overview of the interviews I arrange, each day" in opened(office).reading()
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    saved(office, kinds=EVERYTHING["kinds"])
    assert states(office, Kind.DAY) == [("superseded", Withdrawn.UNWANTED)]


def test_whoever_left_has_none_and_the_others_have_theirs(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    ada = admin(office)
    booked(office, [ana, ben], TEN_THIRTY, by=ada)
    booked(office, [ana, ben], TEN_THIRTY + HOUR, candidate="Mo Khan")
    ada.update(kind="deactivated")
    office.desk.settled()
    known(office, ada)
    Arranger(office, office.priya).day()
    at(office, HERS + 8 * HOUR)
    assert Arranger(office, ada).deliveries(Kind.DAY) == [("superseded", None)]
    assert ada.id not in {each.person for each in office.desk.posted(office.acme)}


def test_whoever_became_a_guest_has_none(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY, by=ben)
    ben.update(kind="guest")
    office.desk.settled()
    at(office, TEN_THIRTY - HOUR)
    until(lambda: states(office, Kind.DAY) == [("skipped", "you were no member of this workspace any more")])


def test_what_was_called_off_meanwhile_is_not_sent(office: Office) -> None:
    ana, _ = ana_and_ben(office)
    interview = booked(office, [ana], TEN_THIRTY)
    with office.db.begin() as session:
        interviews.change(session, office.acme.id, interview.id, office.clock(), state=State.CANCELLED)
    at(office, HERS)
    settled(office, Kind.DAY, "skipped")
    assert states(office, Kind.DAY)[0][1] == Withdrawn.NONE_ARRANGED
    assert "nothing that you arrange was left for then" in office.ask("why").text


@pytest.mark.parametrize("asleep", [4 * HOUR, DAY])
def test_after_some_hours_or_a_day_asleep_it_is_todays(office: Office, asleep: timedelta) -> None:
    ana, _ = ana_and_ben(office)
    booked(office, [ana], TEN_THIRTY)
    booked(office, [ana], TEN_THIRTY + DAY, candidate="Mo Khan")
    reading = Arranger(office, office.priya).day(HERS + asleep).reading()
    assert reading.startswith("Wednesday 25" if asleep == DAY else "Tuesday 24")
