"""Row 3: reactions, from the signed event to the committed rating; then the app is killed in the middle."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from time import sleep

from bench import pouring, readers, recount
from bench.apps import Running, hello, ours, running
from bench.figures import Figure, Line
from bench.pouring import Pour, Poured
from bench.processes import Failed
from bench.setting import Setting
from storage.database import Database

_SECONDS = 3.0
_SHARE = 0.3
_KILLED_AFTER = 2.5
_FOR_THE_KILL = readers.EVENTS // 5


def measure(setting: Setting) -> Iterator[Line]:
    """In each round every app in turn, for three seconds, over 16 connections; each event is another reaction."""
    slack, folder, databases = setting.slack, setting.folder, setting.databases
    for url in databases.values():
        readers.store(url, slack.asker.team_id)
    theirs: list[Poured] = []
    mine: dict[str, list[Poured]] = {kind: [] for kind in databases}
    share = (readers.EVENTS - _FOR_THE_KILL) // setting.rounds
    with ExitStack() as stack:
        b = stack.enter_context(running(hello("hello B", slack, "--before-response"), slack, folder))
        alive = [stack.enter_context(running(ours(kind, slack, url), slack, folder)) for kind, url in databases.items()]
        for first in range(0, share * setting.rounds, share):
            theirs.append(_poured(setting, b, Pour(0, readers.EVENTS, _SECONDS)))
            for each in alive:
                mine[each.app.name].append(_poured(setting, each, Pour(first, first + share, _SECONDS)))
    for kind in databases:
        yield _rate(kind, theirs, mine[kind])
        yield _killed(setting, kind, [index for poured in mine[kind] for index in poured.acknowledged])


def _poured(setting: Setting, app: Running, pour: Pour) -> Poured:
    poured = pouring.ended(pouring.begin(app.port, setting.slack.asker, pour))
    print(app.app.name, poured.per_second, poured.refused)
    return poured


def _rate(kind: str, theirs: Sequence[Poured], mine: Sequence[Poured]) -> Line:
    told = Figure([poured.per_second for poured in theirs], "a second", 0)
    rate = Figure([poured.per_second for poured in mine], "a second", 0)
    share = rate.median / told.median
    return Line(
        3, kind, "reactions", f"B: {told}", str(rate),
        f"{share:.2f} times", f"{_SHARE} times", share >= _SHARE,
    )  # fmt: skip


def _killed(setting: Setting, kind: str, before: Sequence[int]) -> Line:
    """Kills the app while events are poured over it. What it acknowledged, then and before, is to be found."""
    slack, url = setting.slack, setting.databases[kind]
    left = Pour(readers.EVENTS - _FOR_THE_KILL, readers.EVENTS, 60.0, until_gone=True)
    with running(ours(kind, slack, url), slack, setting.folder) as app:
        pours = pouring.begin(app.port, slack.asker, left)
        sleep(_KILLED_AFTER)
        app.started.kill()
        poured = pouring.ended(pours)
    if not 0 < len(poured.acknowledged) < _FOR_THE_KILL:
        raise Failed("the app was not killed in the middle")
    db = Database(url, held_seconds=600)
    with db.read() as session:
        lost = recount.lost(session, slack.asker.team_id, [*before, *poured.acknowledged])
        equal = recount.is_recount(session, slack.asker.team_id)
    db.close()
    return Line(
        3, kind, "the same, killed in the middle", f"{len(poured.acknowledged):,} acknowledged", f"{len(lost):,} lost",
        f"counters {'equal' if equal else 'DIFFER FROM'} a recount", "none, equal", not lost and equal,
    )  # fmt: skip
