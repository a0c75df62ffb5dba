"""How far it is: a bar where somebody watches, a line now and then where nobody does."""

import sys
from time import monotonic
from typing import Final

_WIDTH: Final = 30
_A_LINE_EVERY: Final = 30.0


class Progress:
    """Of a wait that takes about `total` seconds. It is written to standard error."""

    def __init__(self, total: float) -> None:
        self._total = total
        self._began = monotonic()
        self._said = self._began

    @property
    def seconds(self) -> float:
        """Since it began."""
        return monotonic() - self._began

    def show(self, doing: str) -> None:
        """How far it is now, and with what."""
        done = min(self.seconds / self._total, 1.0)
        clock = f"{int(self.seconds) // 60}:{int(self.seconds) % 60:02}"
        if sys.stderr.isatty():
            bar = "#" * round(done * _WIDTH)
            sys.stderr.write(f"\r\x1b[K[{bar:<{_WIDTH}}] {clock} {doing}")
        elif monotonic() - self._said > _A_LINE_EVERY:
            self._said = monotonic()
            sys.stderr.write(f"{clock} {doing}\n")
        sys.stderr.flush()

    def close(self) -> None:
        """The bar goes away."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
