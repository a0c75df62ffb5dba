"""Whatever is typed is shown as it is, mentions nobody, breaks no limit, and is kept whole."""

import json

import pytest

from storage.tables import Question, Role, Workspace
from tests.slackapp.booker import Booker
from tests.slackapp.office import Office
from tests.slackapp.test_schedule import stored

pytestmark = pytest.mark.in_turn

HOSTILE = (
    "<!channel> <@U012> *bold* `code` & <https://evil.example|click> &lt;b&gt;",
    "\u202emorf m'I\u202c مرحبا بك שלום",
    "👩‍👩‍👧‍👦🏳️‍🌈 " * 100,
    "x" * 3000,
    "é" * 1500 + "é" * 750,
    "a\n\nb\t\x0bc",
    "'; DROP TABLE interview; --",
    "{{7*7}} %s {0} \\u0000",
)


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("names", [False, True], ids=["initials", "names"])
def test_hostile_text_in_every_field(office: Office, typed: str, names: bool) -> None:
    with office.db.begin() as session:
        session.query(Workspace).update({"shows_names": names})
    typed = typed[:3000]
    booker = Booker(office, office.priya)
    link = "https://a.example/?" + "q" * 2981
    view = booker.check(
        {"name": f"Z {typed}"[:3000]},
        others=typed,
        place=typed,
        note=typed,
        cv=link,
        feedback=link,
        interviewers=[office.priya],
    )
    assert '"type": "mrkdwn"' not in json.dumps([each for each in view.blocks if "<!channel>" in json.dumps(each)])
    booker.back()
    booker.back()
    booker.back()
    for _ in range(3):
        booker.fill()
    booker.fill()
    assert booker.view.title == "Added"
    [added] = stored(office)
    assert (added.note, added.links.place) == (typed.strip(), typed.strip())
    assert (added.links.cv, added.links.feedback) == (link, link)
    assert len(added.candidate.shown_as) <= 80
    assert all(len(each.name) <= 80 for each in added.panel)


def test_what_no_database_takes_is_left_out(office: Office) -> None:
    booker = Booker(office, office.priya)
    booker.add({"name": "J\0ane Smith"}, note="Captions\0 on.\ud83d", interviewers=[office.priya])
    [added] = stored(office)
    assert (added.candidate.shown_as, added.note) == ("J.S.", "Captions on.")


def test_three_thousand_characters_and_no_more(office: Office) -> None:
    booker = Booker(office, office.priya)
    booker.open()
    booker.fill()
    assert "3000" in booker.fill(name="x" * 3001, day="2026-11-24", start="10:30").errors["name"]


def test_hostile_text_in_the_bank(office: Office) -> None:
    with office.db.begin() as session:
        session.query(Role).update({"title": "<!channel> " * 1000})
        session.query(Question).update({"text": "<!here> *why*? " * 700})
    booker = Booker(office, office.priya)
    view = booker.check(interviewers=[office.priya])
    assert '"type": "mrkdwn"' not in json.dumps([each for each in view.blocks if "<!" in json.dumps(each)])
    booker.fill()
    assert booker.view.title == "Added"
