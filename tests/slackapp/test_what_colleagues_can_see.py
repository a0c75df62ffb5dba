"""docs/what-colleagues-can-see.md is true: nobody is shown whose a rating is, and its figures are those that hold."""

import json
import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from prep.interviews import Interview
from prep.tallies import FEWEST_RATERS
from prep.usefulness import Judgement
from sandbox.client import Channel, Message, Person, View
from slackapp import logs
from slackapp.cli import main
from slackapp.jobs.tidying import tidy
from slackapp.views import why
from storage import panels, postings, reaction_rows
from storage.tables import QuestionStat, Rating
from tests.slackapp.arranger import Arranger
from tests.slackapp.asked_after import FIRST, tick, titles
from tests.slackapp.booking import booked, known
from tests.slackapp.changer import Changer
from tests.slackapp.judge import HELPED, NOT, found, rate
from tests.slackapp.mail import at, mail
from tests.slackapp.office import Office, until
from tests.slackapp.rating import after_all, noted, remembered, shared
from tests.slackapp.settings_modal import admin
from tests.slackapp.test_digest import MORNING, TEN_THIRTY, ana_and_ben

pytestmark = pytest.mark.in_turn

PAGE = Path(__file__).parents[2] / "docs" / "what-colleagues-can-see.md"
NUMBERS = {"one": 1, "two": 2, "three": 3, "seven": 7}
FIGURES = {
    r"once (\w+) people have said that the question helped, or didn": FEWEST_RATERS,
    r"cut (\w+) days after the interview": postings.KEPT.days,
    r"cut (\w+) days after it was sent": postings.KEPT_SETS.days,
    r"forgotten (\w+) day after the interview starts": panels.READ_SHOWS.days,
    r"reaction (\w+) days after the app heard it": reaction_rows.KEPT.days,
    r"came to you in the last (\w+) days": why.LOOKS_BACK.days,
}
TYPED = ("trust-safety", "mine", "today", "week", "digest", "why", "help")
LATER = timedelta(hours=6)
SLACKS = re.compile(r', "block_id": "b[0-9A-F]{11}"')
FIGURE = re.compile(r"(?i)helped \d+ of \d+")


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch, office: Office) -> None:
    """The command line has the office's database, and leaves the log of the test run as it is."""
    monkeypatch.setattr(logs, "set_up", lambda *_: None)
    monkeypatch.setenv("DATABASE_URL", office.db.url.render_as_string(hide_password=False))
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "s" * 32)


def test_every_figure_of_the_page_is_the_one_that_holds() -> None:
    words = " ".join(PAGE.read_text(encoding="utf-8").split())
    for sentence, true in FIGURES.items():
        [written] = re.findall(sentence, words)
        assert NUMBERS.get(written, written) in {true, str(true)}, sentence
        words = re.sub(sentence, "", words)
    assert re.findall(r"\d+", re.sub("“.*?”", "", words)) == [], "every other figure has to be read here too"


def test_what_is_rated_changes_nothing_of_what_others_are_shown_but_the_figure(office: Office) -> None:
    ana, ben = ana_and_ben(office)
    chloe, dan = (office.acme.person(name, "Europe/Berlin", locale="de-DE") for name in ("Chloé Martin", "Dan Ito"))
    ada = admin(office, locale="de-DE")
    known(office, chloe, dan, ada)
    room = office.acme.channel("hiring", [office.priya, ana, dan])
    in_channel = shared(office, room)
    interview, morning, after = over(office, ana, ben)
    others = (office.priya, ada, dan)

    before = shown(office, others, room, interview, (ana, ben))
    rate(office, "fraud", HELPED, ana)
    rate(office, "fraud", NOT, ben)
    ana.react(in_channel, "two")
    ana.react(morning, "one")
    noted(ana, morning, "Noted: 1")
    tick(ben, after, *titles(after))
    until(lambda: ways(office) == {ana.id: {"D", "C", "card"}, ben.id: {"after", "card"}})
    assert shown(office, others, room, interview, (ana, ben)) == before
    assert not any(FIGURE.search(each) for each in before.values())

    rate(office, "fraud", HELPED, chloe)
    now = shown(office, others, room, interview, (ana, ben))
    cards = [name for name in now if name.endswith("card")]
    assert len(cards) == len(others)
    assert all("Helped 2 of 3" in now[name] for name in cards)
    for name, text in now.items():
        for rater in (ana, ben, chloe):
            for word in (rater.id, rater.name, *rater.name.split()):
                assert text.count(word) == before[name].count(word), (name, word)
        assert FIGURE.search(text) or text == before[name]


@pytest.mark.parametrize("way", ["a month later", "erased"])
def test_the_link_is_cut_and_what_was_said_stays(office: Office, way: str) -> None:
    ana, ben = ana_and_ben(office)
    interview, morning, after = over(office, ana, ben)
    ana.react(morning, "one")
    noted(ana, morning, "Noted: 1")
    tick(ben, after, *titles(after))
    until(lambda: ways(office) == {ana.id: {"D"}, ben.id: {"after"}})
    counted = counters(office)
    if way == "erased":
        changer = Changer(office, office.priya)
        changer.open(interview)
        office.rest()
        changer.press("erase")
    else:
        office.clock.at = interview.starts_at + postings.KEPT + timedelta(days=1)
        tidy(office.db, office.clock)
    assert ways(office) == {ana.id: {"past"}, ben.id: {"past"}}
    ana.unreact(morning, "one")
    after_all(office)
    assert ways(office) == {ana.id: {"past"}, ben.id: {"past"}}
    assert counters(office) == counted


def over(office: Office, ana: Person, ben: Person) -> tuple[Interview, Message, Message]:
    """Priya arranged two interviews of one candidate with both, and the first is over. The one ahead, Ana's morning
    message, and what Ben is asked afterwards."""
    first = booked(office, [ana, ben], TEN_THIRTY)
    ahead = booked(office, [ana, ben], TEN_THIRTY + LATER, candidate=first.candidate, position=2)
    Arranger(office, office.priya).day()
    at(office, MORNING)
    morning = remembered(office, mail(ana, "Tuesday 24 November"))
    mail(ben, "Tuesday 24 November")
    at(office, first.ends_at + timedelta(minutes=10))
    mail(ana, FIRST)
    return ahead, morning, remembered(office, mail(ben, FIRST))


def shown(
    office: Office, others: Sequence[Person], room: Channel, interview: Interview, raters: Sequence[Person]
) -> dict[str, str]:
    """All that others are shown at this moment, as they get it, once nothing is on its way."""
    until(office.sent)
    seen = {"deliveries": deliveries(), "export": exported(office, interview)}
    for person in others:
        name = person.name
        seen |= {f"{name} {typed}": told(office.ask(typed, by=person)) for typed in TYPED}
        card = found(office, "fraud", person)
        seen[f"{name} card"] = made(card)
        person.close(card)
        seen[f"{name} dm"] = "\n".join(told(each) for each in person.dm() if not each.ephemeral)
    for rater in raters:
        seen[f"why {rater.name}"] = told(office.ask(f"why @{rater.handle}", by=others[1]))
    seen["channel"] = "\n".join(told(each) for each in others[2].messages(room) if not each.ephemeral)
    changer = Changer(office, office.priya)
    changer.open(interview)
    seen["what is kept"] = changer.press("export").reading()
    office.priya.close(changer.view)
    return seen


def told(message: Message) -> str:
    """What is heard, what is seen, and what its buttons remember."""
    return f"{message.text}\n{made(message)}"


def made(shown: Message | View) -> str:
    """Its blocks, without the ids that Slack gives them anew each time."""
    return SLACKS.sub("", json.dumps(shown.blocks, ensure_ascii=False))


def deliveries() -> str:
    """What the command line lists, but for messages that were changed: why they were it does not say."""
    result = CliRunner().invoke(main, ["deliveries", "--since", "2026-11-01", "--limit", "1000"])
    assert result.exit_code == 0, result.output
    rows = [re.split(r"\s{2,}", row) for row in result.output.splitlines()]
    return "\n".join(" | ".join(row) for row in rows if row[2] != "edit")


def exported(office: Office, interview: Interview) -> str:
    """What the command line writes about the candidate."""
    result = CliRunner().invoke(main, ["export", interview.candidate.id, "--team", office.acme.id])
    assert result.exit_code == 0, result.output
    return result.stdout


def ways(office: Office) -> dict[str, set[str]]:
    """By rater, in which ways what counts was said: `D` and `C` are messages of theirs and of a channel."""
    with office.db.read() as session:
        rows = session.execute(
            select(Rating.member_id, Rating.source).where(
                Rating.team_id == office.acme.id,
                Rating.taken_back_at.is_(None),
                Rating.judgement != Judgement.UNASKED,
            )
        ).all()
    by_rater: dict[str, set[str]] = {}
    for member_id, source in rows:
        first = source.partition("/")[0]
        by_rater.setdefault(member_id, set()).add(first if first.islower() else first[0])
    return by_rater


def counters(office: Office) -> Sequence[tuple[str, int, int, int]]:
    """What is counted of each question."""
    with office.db.read() as session:
        rows = session.query(QuestionStat).filter_by(team_id=office.acme.id)
        return sorted((row.question_id, row.helped, row.missed, row.raters) for row in rows if row.raters)
