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


def shown(morning: Morning, due: datetime, now: datetime) -> View:
    """What it would say when it is due, if nothing changed until then. Its buttons are in the message itself."""
    when = coming.moment(due, morning.reader, now)
    blocks = [each for each in digest.as_it_stands(morning).blocks if each["type"] not in _PRESSED]
    return modal(_TITLE, VIEW, [section(f"As things are now, this comes {when}:"), *blocks])


def nothing(theirs: Preferences, due: datetime, now: datetime) -> View:
    """It would say nothing, or they want none."""
    if Kind.DIGEST in theirs.muted:
        said = "You have switched the morning message off."
    else:
        said = f"As things are now, none comes {coming.moment(due, theirs, now)}: there is nothing to prepare by then."
    return modal(_TITLE, VIEW, [section(said)])
