"""Which questions count as asked, once an interview is over."""

from collections.abc import Set
from datetime import datetime

from prep.interviews import Interview, State


def asked(interview: Interview, unasked: Set[tuple[str, str]], now: datetime, *, held: bool) -> list[str] | None:
    """The ids of the questions that count as asked in it, in order of ids; None: it is not over yet.

    Whoever is in the room asks what is theirs. `unasked`: members, each with a question of theirs of which they say
    that it was not asked. `held`: nobody in it says that it did not take place.
    """
    if now < interview.ends_at:
        return None
    if interview.state is State.CANCELLED or not held:
        return []
    theirs = ((each.member_id, item.question_id) for each in interview.in_room for item in each.asks)
    return sorted({question_id for who, question_id in theirs if (who, question_id) not in unasked})
