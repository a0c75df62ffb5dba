"""Everything that the views made during a test run, so that one test can read it all."""

import inspect
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

from slackapp.views import (
    afterwards,
    afterwards_more,
    agenda,
    apology,
    arranger,
    card,
    change,
    change_steps,
    change_what,
    correction,
    day,
    declining,
    digest,
    figures,
    finding,
    followups,
    guide,
    handing_on,
    handing_over,
    house,
    keeping,
    notes,
    passed_on,
    pausing,
    reminder,
    schedule,
    schedule_added,
    schedule_check,
    schedule_mistakes,
    schedule_room,
    schedule_when,
    sent_to,
    sets,
    settings,
    sharing,
    substitute,
    told,
    tomorrow,
    typed,
    why,
)
from slackapp.views.blocks import Message

MODULES: tuple[ModuleType, ...] = (
    afterwards,
    afterwards_more,
    agenda,
    apology,
    arranger,
    card,
    declining,
    change,
    change_steps,
    change_what,
    correction,
    day,
    digest,
    figures,
    finding,
    followups,
    guide,
    handing_on,
    handing_over,
    house,
    keeping,
    notes,
    passed_on,
    pausing,
    reminder,
    schedule,
    schedule_added,
    schedule_check,
    schedule_mistakes,
    schedule_room,
    schedule_when,
    sent_to,
    sets,
    settings,
    sharing,
    substitute,
    told,
    tomorrow,
    typed,
    why,
)


def views() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the views that makes something people read, by its name."""
    for module in MODULES:
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_"):
                yield f"{module.__name__.rsplit('.', 1)[1]}.{name}", function


class Produced:
    """What each view made, as text."""

    def __init__(self) -> None:
        self.by_view: dict[str, set[str]] = defaultdict(set)

    def keep(self, folder: Path) -> None:
        """Leaves what was made where the process that reads it all finds it."""
        folder.mkdir(parents=True, exist_ok=True)
        kept = {name: sorted(made) for name, made in self.by_view.items()}
        (folder / f"{os.getpid()}.json").write_text(json.dumps(kept))

    def recall(self, folder: Path) -> None:
        """What other processes left there."""
        for path in folder.glob("*.json"):
            for name, made in json.loads(path.read_text()).items():
                self.by_view[name].update(made)

    def listen(self) -> Callable[[], None]:
        """Writes down from now on what the views make; call what it returns to stop."""
        originals = [(name, function) for name, function in views()]
        for name, function in originals:
            module = next(each for each in MODULES if each.__name__ == function.__module__)
            setattr(module, function.__name__, self._recording(name, function))

        def stop() -> None:
            for _, function in originals:
                module = next(each for each in MODULES if each.__name__ == function.__module__)
                setattr(module, function.__name__, function)

        return stop

    def _recording(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def recording(*args: Any, **kwargs: Any) -> Any:
            made = function(*args, **kwargs)
            shown = made.as_dict() if isinstance(made, Message) else made
            self.by_view[name].add(json.dumps(shown, ensure_ascii=False))
            return made

        return recording
