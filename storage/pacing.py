"""How often Slack is asked: a budget for each method in each workspace, and a pause for each recipient.

The rows are shared by all processes, and times are machine time, so however many processes there are, they are
one to Slack.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.clocks import has_come
from storage.inserting import insert_once, upsert, upsert_all
from storage.tables import Pace

POST: Final = "chat.postMessage"
UPDATE: Final = "chat.update"
OPEN: Final = "conversations.open"
HISTORY: Final = "conversations.history"
PATIENCE: Final = "patience "
"""Before a method's name: a row of its own says until when Slack asked not to be called. So the others stay short."""


@dataclass(frozen=True, slots=True)
class Budget:
    """A call every `between`; what was not used in the last `saved` may be used at once.

    So no minute holds more than 1 + (60 s + saved) / between of them.
    """

    between: timedelta
    saved: timedelta = timedelta(seconds=2)


_TIER_3: Final = Budget(timedelta(milliseconds=1300))
"""48 a minute of the "50+": https://docs.slack.dev/apis/web-api/rate-limits"""
BUDGETS: Final[Mapping[str, Budget]] = {
    # 296 a minute of the "several hundred": https://docs.slack.dev/reference/methods/chat.postMessage
    POST: Budget(timedelta(milliseconds=210)),
    UPDATE: _TIER_3,
    OPEN: _TIER_3,
    HISTORY: _TIER_3,
}
BETWEEN_TO_ONE: Final = timedelta(seconds=1)
"""One message a second in a channel, from the same page."""
LONGEST_BETWEEN: Final = max(BETWEEN_TO_ONE, *(budget.between for budget in BUDGETS.values()))
"""Nobody's next moment is further ahead: what was not used is spent from the past."""
LONGEST_PATIENCE: Final = timedelta(minutes=15)
"""Nothing waits longer to be tried again, whatever patience Slack asks for: it would ask again, and mostly it asks for
less than a minute."""
_LONG_AGO: Final = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many calls of a method a workspace has left at a moment. Whoever holds it is alone until they commit."""

    method: str
    calls: int
    used_until: datetime

    @property
    def turn(self) -> int:
        """The number of the next call: it counts on from call to call for as long as the budget is used up."""
        return (self.used_until - _LONG_AGO) // BUDGETS[self.method].between

    def after(self, calls: int) -> datetime:
        """When the next one may be made, once so many of them were."""
        return self.used_until + BUDGETS[self.method].between * calls


def allowance(session: Session, team_id: str, method: str, at: datetime) -> Allowance:
    """What is left of a workspace's budget at `at`. Others who ask for the same wait until the caller commits."""
    next_at = _locked(session, team_id, method)
    if next_at is None:
        # On PostgreSQL nothing is locked where there is no row: it is made first, so that of two one waits.
        insert_once(session, Pace, {"team_id": team_id, "paced": method, "next_at": at})
        next_at = _locked(session, team_id, method) or at
    budget = BUDGETS[method]
    if next_at > at and has_come(next_at, at, LONGEST_BETWEEN):
        next_at = at  # the clock was put back: how much was saved is not known
    used_until = max(next_at, at - budget.saved)
    calls = 0 if used_until > at else 1 + int((at - used_until) / budget.between)
    if not has_come(_patient_until(session, team_id, method), at, LONGEST_PATIENCE):
        calls = 0
    return Allowance(method, calls, used_until)


def spend(session: Session, team_id: str, allowed: Allowance, calls: int) -> None:
    """So many of the calls that were allowed are made."""
    upsert(session, Pace, {"team_id": team_id, "paced": allowed.method}, {"next_at": allowed.after(calls)})


def pause(session: Session, team_id: str, recipients: Iterable[str], until: datetime) -> None:
    """Nothing more is sent to these members or channels before `until`."""
    keys = [{"team_id": team_id, "paced": recipient} for recipient in sorted(recipients)]
    upsert_all(session, Pace, keys, {"next_at": until})


def hold_back(session: Session, team_id: str, method: str, until: datetime) -> None:
    """Slack asked for patience: the method is not called for the workspace before `until`, `LONGEST_PATIENCE` ahead at
    most."""
    upsert(session, Pace, {"team_id": team_id, "paced": PATIENCE + method}, {"next_at": until})


def _patient_until(session: Session, team_id: str, method: str) -> datetime | None:
    return session.scalar(select(Pace.next_at).where(Pace.team_id == team_id, Pace.paced == PATIENCE + method))


def _locked(session: Session, team_id: str, method: str) -> datetime | None:
    return session.scalar(
        select(Pace.next_at).where(Pace.team_id == team_id, Pace.paced == method).with_for_update(key_share=True)
    )
