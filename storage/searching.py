"""Search in the bank: every word typed begins a word of the question. One index, in each database's own way."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from prep.words import fold

_SQLITE = text(
    """
    SELECT q.question_id, q.short, q.text, q.competency
    FROM question_search s
    JOIN question q ON q.team_id = s.team AND q.question_id = s.question
    WHERE s.question_search MATCH :query AND q.status IN ('live', 'pilot')
    ORDER BY s.rank, q.question_id LIMIT :most
    """
)
_POSTGRESQL = text(
    """
    SELECT question_id, short, text, competency
    FROM question
    WHERE to_tsvector('simple', words || ' ' || team_id) @@ to_tsquery('simple', :query)
        AND team_id = :team_id AND status IN ('live', 'pilot')
    ORDER BY ts_rank(to_tsvector('simple', words), to_tsquery('simple', :query)) DESC, question_id LIMIT :most
    """
).bindparams(bindparam("query"))


MOST_WORDS: Final = 40
LONGEST_WORD: Final = 60
"""No question has a longer one, and PostgreSQL leaves words of over 2 KB out of a query, so that all would match."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A question that was found."""

    question_id: str
    short: str
    text: str
    competency: str


def search(session: Session, team_id: str, typed: str, most: int) -> list[Hit]:
    """The `most` best questions that can be asked in which every word typed begins a word; none without words."""
    words = fold(typed)
    if not words or len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
        return []
    if session.get_bind().dialect.name == "sqlite":
        prefixes = " AND ".join(f'"{word}"*' for word in words)
        statement, given = _SQLITE, {"query": f'team : "{team_id}" AND words : ({prefixes})', "most": most}
    else:
        query = " & ".join([f"{word}:*" for word in words] + [team_id.lower()])
        statement, given = _POSTGRESQL, {"query": query, "team_id": team_id, "most": most}
    return [_hit(row) for row in session.execute(statement, given)]


def _hit(row: Any) -> Hit:
    return Hit(_hyphenated(row.question_id), row.short, row.text, row.competency)


def _hyphenated(stored: object) -> str:
    """SQLite keeps ids as 32 hex digits; everywhere else they have hyphens."""
    plain = str(stored).replace("-", "")
    return "-".join((plain[:8], plain[8:12], plain[12:16], plain[16:20], plain[20:]))
