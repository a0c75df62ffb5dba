"""What a benchmark says: figures from several rounds, and lines of the table that sets them side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of each round. Their median counts; the others show how quiet the machine was."""

    rounds: Sequence[float]
    unit: str
    digits: int = 1

    @property
    def median(self) -> float:
        """What counts."""
        return median(self.rounds)

    def __str__(self) -> str:
        low, high = min(self.rounds), max(self.rounds)
        return f"{self._said(self.median)} {self.unit} ({self._said(low)} to {self._said(high)})"

    def _said(self, number: float) -> str:
        return f"{number:,.{self.digits}f}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table. `row` is that of the table of figures to reach."""

    row: int
    database: str
    what: str
    reference: str
    ours: str
    compared: str
    reach: str
    reached: bool


_HEAD = ("row", "database", "what", "reference", "ours", "compared", "to reach", "reached")


def table(lines: Sequence[Line]) -> str:
    """The lines under a head, in columns."""
    cells = [_HEAD, *(_cells(line) for line in lines)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    rows = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([rows[0], "-" * len(rows[0]), *rows[1:]])


def _cells(line: Line) -> tuple[str, ...]:
    reached = "yes" if line.reached else "NO"
    return (str(line.row), line.database, line.what, line.reference, line.ours, line.compared, line.reach, reached)
