"""What whoever arranged an interview is told of those in it. Nobody is told of themselves."""

from datetime import datetime

from sqlalchemy.orm import Session

from prep.interviews import Interview
from prep.messages import Kind
from storage import deliveries
from storage.deliveries import Plan


def tell_cannot(
    session: Session, team_id: str, interview: Interview, member_id: str, reason: str, now: datetime
) -> None:
    """The member cannot come. `interview` is as it is without them; `reason`, if any, is for nobody else."""
    once = f"{Kind.CANNOT}:{interview.id}:{member_id}:{interview.sequence}"
    _tell(session, team_id, Kind.CANNOT, once, interview, member_id, reason, now)


def tell_unreached(
    session: Session, team_id: str, interview: Interview, member_id: str, reason: str, now: datetime
) -> None:
    """No message gets to the member: said once. `reason` is Slack's name for it, or a `prep.people.Refusal`."""
    once = f"{Kind.UNREACHED}:{interview.id}:{member_id}"
    _tell(session, team_id, Kind.UNREACHED, once, interview, member_id, reason, now)


def _tell(
    session: Session,
    team_id: str,
    kind: Kind,
    once: str,
    interview: Interview,
    member_id: str,
    reason: str,
    now: datetime,
) -> None:
    if interview.arranged_by != member_id:
        content = {"interview": interview.id, "member": member_id, "reason": reason}
        wanted = Plan(kind, once, interview.arranged_by, None, content, now, about=interview.id)
        deliveries.plan(session, team_id, wanted, now)
