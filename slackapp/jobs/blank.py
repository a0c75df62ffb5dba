"""A message about a candidate whose data was erased: edited to say no more than that."""

from datetime import datetime

from sqlalchemy.orm import Session

from slackapp.jobs.composing import Composed
from slackapp.views import keeping
from storage.claims import Claimed


def compose(_: Session, __: Claimed, ___: datetime) -> Composed:
    """The same words for every message."""
    return Composed(keeping.blank())
