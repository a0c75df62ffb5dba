"""The bank that tests ask and plan from: some questions of the shipped one, the same however many are added to that.

So an interview of 45 minutes has six questions in it, and a test may say which.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from prep.bank import StarterRole
from storage.starter_bank import load_all

_IDS: Final = Path(__file__).with_name("bank.txt")


@cache
def roles() -> tuple[StarterRole, ...]:
    """The shipped roles, with those questions whose ids stand in `bank.txt`."""
    chosen = frozenset(_IDS.read_text().split())
    return tuple(
        replace(role, questions=tuple(each for each in role.questions if each.id in chosen)) for role in load_all()
    )


def role(slug: str) -> StarterRole:
    """One of them."""
    return next(each for each in roles() if each.slug == slug)
