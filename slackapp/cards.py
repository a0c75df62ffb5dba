"""A question, opened, as it looks to whoever opened it."""

from datetime import datetime

from sqlalchemy.orm import Session

from prep.days import day_at
from prep.people import Member
from prep.usefulness import month_of
from slackapp.views import card
from slackapp.views.blocks import View
from slackapp.views.card import Heard
from storage import bank, learned, ratings


def opened(session: Session, team_id: str, member: Member, question_id: str, now: datetime, at: datetime) -> View:
    """The card at the product's `now`; its buttons as they are at Slack's time `at`, by which words are told apart."""
    found = bank.card(session, team_id, question_id)
    if found is None:
        return card.gone()
    own = ratings.own(session, team_id, member.id, month_of(day_at(now, member.zone).last))
    pressed = ratings.said_at(session, team_id, member.id, ratings.on_card(at), [question_id])
    heard = Heard(learned.tally(session, team_id, question_id), own.get(question_id), pressed.get(question_id))
    return card.card(found, heard)
