"""Row 6: search in the large bank, by the slash command, against a scan of the same rows with LIKE."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from sqlalchemy import text
from sqlalchemy.orm import Session

from bench.apps import ours, running
from bench.figures import Figure, Line
from bench.load import Lane, Load
from bench.processes import Failed
from bench.setting import Setting
from storage.database import Database

_MOST_SECONDS = 60.0
_SCANS = 6
"""A round. Each reads every row, and all take about the same."""
_REACH = 20.0
_FOUND = "Questions with"


@dataclass(frozen=True, slots=True)
class _Scan:
    """The same question to the database, without an index for it. Its time is the database's alone: no transport."""

    team_id: str
    typed: str

    def milliseconds(self, session: Session) -> float:
        begun = perf_counter()
        words = {f"word{place}": f"%{word}%" for place, word in enumerate(self.typed.lower().split())}
        likes = " AND ".join(f"words LIKE :{name}" for name in words)
        statement = (
            "SELECT question_id, short, text, competency FROM question "  # noqa: S608 - names of our own
            f"WHERE team_id = :team AND status IN ('live', 'pilot') AND {likes} ORDER BY length(words) LIMIT 11"
        )
        session.execute(text(statement), {"team": self.team_id, **words}).all()
        return (perf_counter() - begun) * 1000


def measure(setting: Setting) -> Iterator[Line]:
    """In each round the scans, then every search once."""
    for kind, url in setting.databases.items():
        db = Database(url)
        scans: list[float] = []
        searches: list[float] = []
        with running(ours(kind, setting.slack, url), setting.slack, setting.folder) as app:
            for _ in range(setting.rounds):
                with db.read() as session:
                    every = len(setting.searches) // _SCANS
                    looked = [_Scan(setting.slack.asker.team_id, typed) for typed in setting.searches[::every]]
                    scans.append(median(scan.milliseconds(session) for scan in looked))
                lane = Lane([f"search {typed}" for typed in setting.searches], _FOUND)
                load = Load([lane], _MOST_SECONDS, lead=0, most=len(lane.texts))
                [answers] = setting.put_on(app, load)
                if answers.refused:
                    raise Failed(f"{answers.refused} searches on {kind} did not find what is there")
                searches.append(answers.median)
        db.close()
        reference, mine = Figure(scans, "ms"), Figure(searches, "ms")
        yield Line(
            6, kind, "search, one at a time, median", f"LIKE: {reference}", str(mine),
            f"{reference.median / mine.median:.0f} times quicker", f"{_REACH:.0f} ms", mine.median <= _REACH,
        )  # fmt: skip
