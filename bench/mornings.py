"""Row 4: the morning run: 10,000 people in 100 workspaces, with Slack's limits in force and 150 ms an answer."""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep

from bench import moves, workspaces
from bench.figures import Figure, Line
from bench.many_running import (
    PATIENCE,
    POSTS_A_MINUTE,
    UPDATES_A_MINUTE,
    app_in,
    be_strict,
    processor_seconds,
    strict_slack,
    wait_calm,
)
from bench.processes import Failed, failure
from bench.setting import Setting
from bench.workspaces import Workspaces
from prep.bank import StarterRole
from prep.corrections import QUIET
from prep.messages import Kind
from storage.database import Database
from storage.starter_bank import load_all

_MOST_TIMES_LONGER = 1.1
_ROLE = "trust-safety"
_SOON = timedelta(seconds=8)
_LOOK_EVERY = 1.0
_MOVED_AFTER = 0.2
"""Of the morning's length: those who have had their message by then are told of it."""
_THREE, _THEIR_SECONDS = 3, 10.0


def measure(setting: Setting) -> Iterator[Line]:
    """Once: it takes over five minutes, and its length is of its own nature."""
    role = next(each for each in load_all() if each.slug == _ROLE)
    for kind, url in setting.databases.items():
        db = Database(url)
        yield _morning(kind, url, db, setting, role)
        yield _beside_a_crowd(kind, url, db, setting, role)
        db.close()


def _morning(kind: str, url: str, db: Database, setting: Setting, role: StarterRole) -> Line:
    """From when the messages were due until the last of them, of the corrections and of the edits was sent."""
    folder = Path(mkdtemp(dir=setting.folder))
    sizes = workspaces.sizes(setting.people)
    length = max(sizes) * 60 / POSTS_A_MINUTE
    with strict_slack(folder) as (desk, api_url):
        who = workspaces.found(desk, db, role, sizes)
        be_strict(desk)
        with app_in(api_url, url, folder, who) as app:
            wait_calm(app, folder)
            due = (datetime.now(UTC) + _SOON).replace(microsecond=0)
            workspaces.make_due(db, who, due)
            before = processor_seconds(app)
            sleep(
                max(0.0, due.timestamp() - datetime.now(UTC).timestamp())
                + max(sizes) * 60 / POSTS_A_MINUTE * _MOVED_AFTER
            )
            moved_at = datetime.now(UTC)
            moves.move_some(db, who, moved_at)
            end = monotonic() + PATIENCE + QUIET.total_seconds() + length
            while moves.left(db, who, due) and monotonic() < end:
                if app.poll() is not None:
                    raise failure(app, folder)
                sleep(_LOOK_EVERY)
            used = processor_seconds(app) - before
        posted = desk.posted(texts=False)
        refused = desk.refusals()
    sent = moves.sent(db, who)
    messages = sent.total()
    had = Counter(each.delivery_id for each in posted)
    if len({(each.team_id, each.person) for each in posted}) != sum(sizes) or max(had.values()) > 1:
        raise Failed(f"{len(had)} messages in Slack, one of them {max(had.values())} times")
    each = used / messages * 1000
    sys.stderr.write(
        f"         Slack refused {dict(refused)} for now; {each:.1f} ms of processor a message;"
        f" {messages - sum(sizes):,} of {messages:,} because {moves.IN_LARGEST} interviews were moved in the largest"
        f" workspace, {moves.IN_OTHERS} in others\n"
    )
    seconds = (moves.last_at(db, who) - due).total_seconds()
    reference = _dictated(who, sent, (moved_at - due).total_seconds())
    times = seconds / reference
    return Line(
        4, kind, f"{sum(sizes):,} morning messages, corrections", f"limits: {reference:.0f} s",
        str(Figure([seconds], "s", 0)), f"{times:.2f} times", f"{_MOST_TIMES_LONGER:g} times at most",
        times <= _MOST_TIMES_LONGER,
    )  # fmt: skip


def _dictated(who: Workspaces, sent: Counter[tuple[str, str]], moved: float) -> float:
    """Seconds that Slack's limits and the two quiet minutes before a correction make of it, in the slowest workspace;
    `moved` after the messages were due something changed."""
    slowest = 0.0
    for team_id in who.installations:
        told = sent[team_id, Kind.CORRECTION]
        posts = 60 / POSTS_A_MINUTE * (sent[team_id, Kind.DIGEST] + told)
        corrections = moved + QUIET.total_seconds() + 60 / POSTS_A_MINUTE * told if told else 0.0
        edits = moved + 60 / UPDATES_A_MINUTE * sent[team_id, Kind.EDIT]
        slowest = max(slowest, posts, corrections, edits)
    return slowest


def _beside_a_crowd(kind: str, url: str, db: Database, setting: Setting, role: StarterRole) -> Line:
    """How late three people have their messages while thousands in another workspace are due."""
    folder = Path(mkdtemp(dir=setting.folder))
    crowd = setting.people // 2
    with strict_slack(folder) as (desk, api_url):
        who = workspaces.found(desk, db, role, [crowd, _THREE])
        be_strict(desk)
        *_, three = who.installations
        with app_in(api_url, url, folder, who) as app:
            wait_calm(app, folder)
            due = (datetime.now(UTC) + _SOON).replace(microsecond=0)
            workspaces.make_due(db, who, due)
            theirs: list[float] = []
            end = monotonic() + PATIENCE
            while len(theirs) < _THREE and monotonic() < end:
                sleep(_LOOK_EVERY)
                theirs = [each.at for each in desk.posted(texts=False) if each.team_id == three]
    if len(theirs) < _THREE:
        raise Failed("a workspace of three was starved")
    seconds = max(theirs) - due.timestamp()
    return Line(
        4, kind, f"three people beside {crowd:,}", "due", str(Figure([seconds], "s", 1)),
        f"{seconds:.1f} s late", f"{_THEIR_SECONDS:.0f} s at most", seconds <= _THEIR_SECONDS,
    )  # fmt: skip
