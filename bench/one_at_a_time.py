"""Row 1: `/interview ROLE`, one at a time, from the signed request to the reply."""

from collections.abc import Iterator
from contextlib import ExitStack

from bench.apps import Running, hello, ours, running
from bench.figures import Figure, Line
from bench.load import Load
from bench.processes import Failed
from bench.setting import Setting

_SECONDS = 1.5
_TIMES_QUICKER = 4.0
_ABOVE = 2.5
"""Milliseconds above a Bolt app that does nothing, without Bolt's wait for the ack."""


def measure(setting: Setting) -> Iterator[Line]:
    """In each round every app in turn, for a second and a half."""
    slack, folder = setting.slack, setting.folder
    a, b = hello("hello A", slack), hello("hello B", slack, "--before-response")
    apps = [a, b, *(ours(kind, slack, url) for kind, url in setting.databases.items())]
    medians: dict[str, list[float]] = {app.name: [] for app in apps}
    with ExitStack() as stack:
        alive = [stack.enter_context(running(app, slack, folder)) for app in apps]
        for _ in range(setting.rounds):
            for each in alive:
                medians[each.app.name].append(_median(setting, each))
    figures = {name: Figure(rounds, "ms", 2) for name, rounds in medians.items()}
    quick, plain = figures[a.name], figures[b.name]
    for kind in setting.databases:
        mine = figures[kind]
        times, above = quick.median / mine.median, mine.median - plain.median
        yield Line(
            1, kind, "one at a time, median", f"A: {quick}", str(mine),
            f"{times:.1f} times quicker", f"{_TIMES_QUICKER:.0f} times", times >= _TIMES_QUICKER,
        )  # fmt: skip
        yield Line(
            1, kind, "the same, above B", f"B: {plain}", str(mine),
            f"{above:+.2f} ms", f"{_ABOVE} ms at most", above <= _ABOVE,
        )  # fmt: skip


def _median(setting: Setting, app: Running) -> float:
    [answers] = setting.put_on(app, Load([setting.asking(app)], _SECONDS))
    if answers.refused:
        raise Failed(f"{app.app.name} gave {answers.refused} wrong answers to one person alone")
    return answers.median
