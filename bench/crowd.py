"""Row 2: sixteen at once, while two more send what takes a second, without pause."""

from collections.abc import Iterator
from contextlib import ExitStack

from bench import slowed
from bench.apps import Running, hello, ours_slowed, running
from bench.figures import Figure, Line
from bench.load import Answers, Lane, Load
from bench.setting import Setting

_SECONDS, _LEAD = 3.0, 1.0
_CONNECTIONS = 16
_SLOW = Lane(["please"], slowed.ANSWER, 2, slowed.COMMAND)
_SHARE = 0.5
_WITHIN = 150.0


def measure(setting: Setting) -> Iterator[Line]:
    """In each round every app in turn, for three seconds. The reference is spared the slow ones."""
    slack, folder = setting.slack, setting.folder
    apps = [hello("hello A", slack), *(ours_slowed(kind, slack, url) for kind, url in setting.databases.items())]
    got: dict[str, list[Answers]] = {app.name: [] for app in apps}
    with ExitStack() as stack:
        reference, *mine = [stack.enter_context(running(app, slack, folder)) for app in apps]
        for _ in range(setting.rounds):
            got[reference.app.name].append(_crowd(setting, reference))
            for each in mine:
                got[each.app.name].append(_crowd(setting, each, _SLOW))
    told = got[reference.app.name]
    for kind in setting.databases:
        yield from _lines(kind, told, got[kind])


def _crowd(setting: Setting, app: Running, *more: Lane) -> Answers:
    lanes = [setting.asking(app, _CONNECTIONS), *more]
    return setting.put_on(app, Load(lanes, _SECONDS, _LEAD))[0]


def _lines(kind: str, told: list[Answers], mine: list[Answers]) -> Iterator[Line]:
    theirs = Figure([answers.per_second for answers in told], "a second", 0)
    rate = Figure([answers.per_second for answers in mine], "a second", 0)
    share = rate.median / theirs.median
    yield Line(
        2, kind, "16 connections and 2 slow ones", f"A: {theirs}", str(rate),
        f"{share:.2f} times", f"{_SHARE} times", share >= _SHARE,
    )  # fmt: skip
    within = Figure([answers.slowest_percent for answers in mine], "ms", 0)
    their_within = Figure([answers.slowest_percent for answers in told], "ms", 0)
    refused = sum(answers.refused for answers in mine)
    turned_away = f"{refused} turned away" if refused else "none turned away"
    yield Line(
        2, kind, "the same, 99 % within", f"A: {their_within}", str(within),
        turned_away, f"{_WITHIN:.0f} ms, none", within.median < _WITHIN and not refused,
    )  # fmt: skip
