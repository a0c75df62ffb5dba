"""What is said of a question, in a few words beside it: by how many it helped, never by whom; and one's own word."""

from prep.tallies import Said, Tally
from prep.usefulness import Judgement
from slackapp.views.noted import WORDS


def of(said: Said, question_id: str) -> str:
    """`helped 12 of 14 · you: helped`; empty where there is nothing to tell."""
    return words(said.tallies.get(question_id), said.own.get(question_id))


def words(tally: Tally | None, own: Judgement | None) -> str:
    """The same of one question."""
    all_say = f"helped {tally.helped} of {tally.helped + tally.missed}" if tally and tally.told else ""
    return " · ".join(filter(None, [all_say, f"you: {WORDS[own]}" if own else ""]))
