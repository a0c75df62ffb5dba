"""To whoever arranges interviews from now on: somebody else arranged them, who has left, or asked them to."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from prep.succession import Why
from slackapp import handing_over
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import passed_on as words
from slackapp.views.passed_on import PassedOn
from storage import members, preferences, succession
from storage.claims import Claimed

_NONE: Final = "none of them was ahead and theirs to arrange any more"


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """Which, whose they were, why them, and what follows: of those that are theirs still, and ahead."""
    team_id, reader_id, content = claimed.team_id, str(claimed.member_id), claimed.content
    theirs = succession.theirs(session, team_id, content[succession.INTERVIEWS], reader_id, now)
    if not theirs:
        return Nothing(_NONE)
    before = [(each, members.find(session, team_id, each)) for each in content[succession.FROM]]
    told = PassedOn(
        interviews=theirs,
        before=[handing_over.name(session, team_id, id_) for id_, _ in before],
        left=all(member is not None and member.deactivated for _, member in before),
        why=Why(content[succession.WHY]),
        reader=preferences.of_member(session, team_id, reader_id),
    )
    return Composed(words.passed_on(told, claimed.id))
