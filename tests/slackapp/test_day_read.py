"""Whoever has read of an interview has yet to read of what became of it since: the day message says so."""

import pytest

from prep.messages import Kind
from storage import panels, reassigning
from tests.slackapp.arranger import HERS
from tests.slackapp.booking import booked
from tests.slackapp.changer import Changer
from tests.slackapp.mail import at, mail, settled
from tests.slackapp.office import Office, until
from tests.slackapp.test_day_kept import DAY, HOUR, a_day
from tests.slackapp.test_digest import MORNING, TEN_THIRTY

pytestmark = pytest.mark.in_turn


@pytest.mark.parametrize("how", ["button", "reaction"])
def test_who_has_read_of_it_has_not_read_of_where_it_is_moved_to(office: Office, how: str) -> None:
    priya, message, interview, ana, ben = a_day(office)
    at(office, MORNING)
    for each in (ana, ben):
        morning = mail(each, "Tuesday 24 November: 1 interview")
        settled(office, Kind.DIGEST, "sent", "sent")
        assert each.press(morning, "digest.read").ok
    until(lambda: "Not opened yet" not in priya.now(message))
    at(office, MORNING + HOUR / 2)
    office.rest()
    Changer(office, office.priya).does(interview, "move", day="2026-11-24", start="17:00", minutes="45")
    priya.reads(message, "Not opened yet: Ana Costa (5:00 pm) and Ben Okoro (5:00 pm).")
    assert "[✅ I've read this]" in mail(ana, "Moved: now today 12:30–13:15").reading()
    at(office, MORNING + HOUR)
    news = mail(ana, "Moved: J.S., ")
    settled(office, Kind.CORRECTION, "sent", "sent")
    if how == "button":
        assert ana.press(news, "digest.read").ok
        assert mail(ana, "[✅ Read]").ts == news.ts
    else:
        ana.react(news, "white_check_mark")
    priya.reads(message, "Not opened yet: Ben Okoro (5:00 pm).")


def test_who_has_read_of_one_candidate_has_not_read_of_another(office: Office) -> None:
    priya, message, interview, ana, _ = a_day(office)
    priya.does(lambda session, team: panels.read(session, team, [interview.id], ana.id, HERS))
    other = booked(office, [ana], TEN_THIRTY + 9 * DAY, candidate="Mo Khan").candidate
    priya.does(
        lambda session, team: reassigning.reassign(session, team, interview, other, 1, office.priya.id, office.clock())
    )
    priya.reads(message, "M.K.", "Not opened yet: Ana Costa (3:00 pm) and Ben Okoro (3:00 pm).")
