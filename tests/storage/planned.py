"""What is planned of an interview on Tuesday, and when it is due."""

from datetime import date, datetime, time

from sqlalchemy.orm import Session

from prep.interviews import Interview
from tests.storage.search import MONDAY, Search, at, seated

TUESDAY_DIGEST = datetime.combine(date(2026, 11, 24), time(7, 30), MONDAY.tzinfo)
"""8:30 in Berlin."""


def due(search: Search, session: Session, kind: str, member_id: str = "UANA") -> list[datetime]:
    """When what is still to be sent is due."""
    return [row.due_at for row in search.planned(session, kind, member_id=member_id)]


def tuesday(search: Search, session: Session) -> Interview:
    """An interview on Tuesday at 15 o'clock in Berlin, with Ana and Ben."""
    return search.book(session, seated("UANA", "UBEN"), at(1, 5))
