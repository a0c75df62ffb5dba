"""What help, the list of roles and a search show, whoever asks and however."""

from collections.abc import Callable
from dataclasses import dataclass

from slackapp.views import finding
from slackapp.views.blocks import Message
from storage import roles, searching, workspaces
from storage.database import Database

Signpost = Callable[[str, str], Message]
"""Given the workspace's id and what was typed behind the word, or a button's value."""
_MOST_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Signposts:
    """The messages behind each word."""

    db: Database
    command: str

    def home(self, _team_id: str, _typed: str) -> Message:
        """What the command alone shows."""
        return finding.home(self.command)

    def help(self, team_id: str, _typed: str) -> Message:
        """Every command there is."""
        with self.db.read() as session:
            return finding.help_(self.command, finding.caretakers(workspaces.caretakers(session, team_id)))

    def roles(self, team_id: str, typed: str) -> Message:
        """A page of the roles, counted from 0. What is no number, or past the end, is the first."""
        wanted = int(typed) if typed.isdecimal() and len(typed) <= _MOST_DIGITS else 0
        with self.db.read() as session:
            number, (shown, total) = wanted, roles.page(session, team_id, wanted, finding.PAGE_SIZE)
            if not shown:
                number, (shown, total) = 0, roles.page(session, team_id, 0, finding.PAGE_SIZE)
            who = finding.caretakers(workspaces.caretakers(session, team_id))
        return finding.roles(shown, number, total, self.command, who)

    def search(self, team_id: str, typed: str) -> Message:
        """Questions with these words."""
        if not typed:
            return finding.ask_for_words(self.command)
        with self.db.read() as session:
            hits = searching.search(session, team_id, typed, finding.MOST_HITS + 1)
        return finding.hits(typed, [(hit.question_id, hit.text, hit.competency) for hit in hits], self.command)
