"""Saying of a question whether it helped, as a person does it: with the buttons of its card."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select

from prep.usefulness import Judgement
from sandbox.client import Person, View
from storage.tables import Question, QuestionRole, QuestionStat, Role
from tests.slackapp.office import Office

HELPED, NOT, ROUND = Judgement.HELPED, Judgement.NOT, Judgement.ROUND
ROLE = "trust-safety"


def today(office: Office) -> None:
    """It is noon of the day that it is: Slack, which tells when a button was pressed, has no other clock."""
    office.clock.at = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


def keep_only(office: Office, number: int) -> None:
    """The role has only so many questions that may be asked: all of them stand in every set."""
    with office.db.begin() as session:
        served = (
            select(QuestionRole.question_id)
            .join(Role, (Role.team_id == QuestionRole.team_id) & (Role.role_id == QuestionRole.role_id))
            .where(QuestionRole.team_id == office.acme.id, Role.slug == ROLE)
        )
        mine = (Question.team_id == office.acme.id, Question.question_id.in_(served))
        for row in session.query(Question).where(*mine).order_by(Question.question_id).offset(number):
            row.status = "retired"


def found(office: Office, words: str, by: Person) -> View:
    """The card of the first question that a search finds."""
    message = office.ask(f"search {words}", by=by)
    by.press(message, "card.open.0")
    return by.wait_modal(containing="What to listen for")


def opened(office: Office, by: Person, place: int = 0, asked: str = ROLE) -> View:
    """The card of the question at this place of the person's set."""
    message = office.ask(asked, by=by)
    menu = next(each for each in message.elements() if each.action_id == "set.card")
    by.choose(message, "set.card", menu.options[place][1])
    return by.wait_modal(containing="What to listen for")


def press(by: Person, card: View, judgement: Judgement) -> View:
    """The card after a press of this button."""
    by.press(card, f"card.judge.{judgement}")
    return by.wait_modal(since=card)


def rate(office: Office, words: str, judgement: Judgement, *people: Person) -> None:
    """These people open what the search finds, say this of it, and close it again."""
    for each in people:
        each.close(press(each, found(office, words, each), judgement))


def buttons(card: View) -> list[str]:
    """What stands on the buttons, the marked ones with their style."""
    judging = [each for each in card.elements() if each.action_id.startswith("card.judge.")]
    return [f"{each.label} ({each.raw['style']})" if "style" in each.raw else each.label for each in judging]


def counters(office: Office) -> Sequence[tuple[int, int, int, int]]:
    """Of every question that somebody rated: helped, missed, round, raters."""
    with office.db.read() as session:
        rows = session.query(QuestionStat).filter_by(team_id=office.acme.id)
        return sorted((row.helped, row.missed, row.round, row.raters) for row in rows)
