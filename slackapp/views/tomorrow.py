"""The next morning message as it stands, shown from the settings."""

from datetime import datetime
from typing import Final

from prep.messages import Kind
from prep.preferences import Preferences
from slackapp.views import coming, digest
from slackapp.views.blocks import View, modal, section
from slackapp.views.digest import Morning

VIEW: Final = "settings.tomorrow"
_TITLE: Final = "Next morning message"
_PRESSED: Final = frozenset({"actions", "context"})


def shown(morning: Morning, due: datetime, possible: datetime, now: datetime) -> View:
    """What it would say when it is due, if nothing changed until then; it may be later than the next `possible` one.
    Its buttons are in the message itself."""
    when = coming.moment(due, morning.reader, now)
    if due > possible:
        lead = f"{_none(morning.reader, possible, now)} The next comes {when}:"
    else:
        lead = f"As things are now, this comes {when}:"
    blocks = [each for each in digest.as_it_stands(morning).blocks if each["type"] not in _PRESSED]
    return modal(_TITLE, VIEW, [section(lead), *blocks])


def nothing(theirs: Preferences, possible: datetime, now: datetime) -> View:
    """None is planned, or they want none."""
    is_off = Kind.DIGEST in theirs.muted
    said = "You have switched the morning message off." if is_off else _none(theirs, possible, now)
    return modal(_TITLE, VIEW, [section(said)])


def _none(theirs: Preferences, possible: datetime, now: datetime) -> str:
    return f"As things are now, none comes {coming.moment(possible, theirs, now)}: there is nothing to prepare by then."
