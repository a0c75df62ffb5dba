"""The story's time: one for all processes, in a file, moved on by whoever tells the story."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import time
from typing import Final

SLOWLY: Final = 0.1
"""Between two moves a second passes while ten pass: however slow the machine is, a stop in the story stays short."""


class StoryClock:
    """Tells what the product plans by. `stepped` is a file with the seconds by which this process's clock is wrong."""

    def __init__(self, file: Path, stepped: Path | None = None) -> None:
        self._file = file
        self._stepped = stepped

    def __call__(self) -> datetime:
        """The story's now, aware, in UTC."""
        moved = Moved.read(self._file.read_text())
        wrong = float(self._stepped.read_text()) if self._stepped else 0.0
        return moved.at(time()) + timedelta(seconds=wrong)


@dataclass(frozen=True, slots=True)
class Moved:
    """From `machine` on (Unix seconds) the story is at `story`."""

    machine: float
    story: datetime

    @classmethod
    def read(cls, line: str) -> "Moved":
        """From a line that `written` made."""
        machine, story = line.split()
        return cls(float(machine), datetime.fromisoformat(story))

    def written(self) -> str:
        """As a line."""
        return f"{self.machine!r} {self.story.isoformat()}"

    def at(self, machine: float) -> datetime:
        """The story's time at a moment of the machine's, until it is moved again."""
        return self.story + timedelta(seconds=(machine - self.machine) * SLOWLY)


class Hand:
    """Moves the clock, and remembers when it did. It never goes back."""

    def __init__(self, file: Path, story: datetime) -> None:
        self._file = file
        self.moves: list[Moved] = []
        self._move(Moved(time(), story))

    def now(self) -> datetime:
        """The story's now."""
        return self.moves[-1].at(time())

    def forward_to(self, story: datetime) -> None:
        """The story goes on at this moment, or later where it is later already."""
        self._move(Moved(time(), max(story, self.now())))

    def _move(self, moved: Moved) -> None:
        _write_whole(self._file, moved.written())
        self.moves.append(moved)


def step(file: Path, seconds: float) -> None:
    """From here on the clock of the process that has this file is wrong by so many seconds."""
    _write_whole(file, str(seconds))


def told_at(moves: Sequence[Moved], machine: float) -> datetime:
    """What the story's time was at a moment of the machine's."""
    before = [each for each in moves if each.machine <= machine] or moves[:1]
    return before[-1].at(machine)


def _write_whole(file: Path, line: str) -> None:
    """Whoever reads it meanwhile reads what was there before, or this."""
    whole = file.with_suffix(".new")
    whole.write_text(line)
    whole.replace(file)
