"""Row 7: from the start of the process to the first answered command, and the memory it then holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.apps import App, hello, ours, running
from bench.figures import Figure, Line
from bench.load import Load
from bench.setting import Setting

_CONNECTIONS = 16
_COMMANDS = 2500
"""After which memory is looked at again: caches and pools are full by then."""
_MOST_TIMES_LONGER = 2.5
_MOST_TIMES_LARGER = 2.0


@dataclass(slots=True)
class _Starts:
    """What was seen of an app, a figure a start."""

    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    megabytes_later: list[float] = field(default_factory=list)


def measure(setting: Setting) -> Iterator[Line]:
    """In each round every app is started, asked, and stopped. The first round, which may compile, is left out."""
    slack = setting.slack
    reference = hello("hello", slack, "--before-response", "--also", "sqlalchemy.orm", "apscheduler")
    apps = [reference, *(ours(kind, slack, url) for kind, url in setting.databases.items())]
    seen = {app.name: _Starts() for app in apps}
    for app in apps:
        _start(setting, app, _Starts())
    for number in range(setting.rounds):
        for app in apps:
            _start(setting, app, seen[app.name], then_used=number == 0)
    for kind in setting.databases:
        yield from _lines(kind, seen[reference.name], seen[kind])


def _start(setting: Setting, app: App, seen: _Starts, *, then_used: bool = False) -> None:
    with running(app, setting.slack, setting.folder) as started:
        seen.seconds.append(started.seconds)
        seen.megabytes.append(started.megabytes())
        if then_used:
            lane = setting.asking(started, _CONNECTIONS)
            setting.put_on(started, Load([lane], seconds=60, lead=0, most=_COMMANDS))
            seen.megabytes_later.append(started.megabytes())


def _lines(kind: str, told: _Starts, mine: _Starts) -> Iterator[Line]:
    compared = (
        ("start to first answer", "s", told.seconds, mine.seconds, _MOST_TIMES_LONGER),
        ("memory at the first answer", "MB", told.megabytes, mine.megabytes, _MOST_TIMES_LARGER),
        (f"memory {_COMMANDS:,} answers later", "MB", told.megabytes_later, mine.megabytes_later, _MOST_TIMES_LARGER),
    )
    for what, unit, theirs, own, most in compared:
        reference, figure = Figure(theirs, unit, 2 if unit == "s" else 0), Figure(own, unit, 2 if unit == "s" else 0)
        times = figure.median / reference.median
        yield Line(
            7, kind, what, f"hello: {reference}", str(figure),
            f"{times:.2f} times", f"{most:g} times at most", times <= most,
        )  # fmt: skip
