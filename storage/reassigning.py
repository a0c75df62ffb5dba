"""An interview that turns out to be another candidate's, or for another role or part of its plan."""

from datetime import datetime

from sqlalchemy.orm import Session

from prep.interviews import Candidate, Interview
from storage import arranging, audit, candidates, correcting, freezing, interviews, openings, panels


def reassign(
    session: Session, team_id: str, interview: Interview, candidate: Candidate, position: int, by: str, now: datetime
) -> Interview:
    """The interview is the candidate's, in this part of the candidate's search, whose questions are shared out anew
    among those in the room; who had read about it has yet to read of this. The caller holds the search and the
    interview. Raises `LookupError` when the search has no such part."""
    freezing.freeze(session, team_id, candidate.opening_id, position, now)
    interviews.change(
        session,
        team_id,
        interview.id,
        now,
        opening_id=candidate.opening_id,
        position=position,
        candidate_id=candidate.id,
    )
    panels.unread(session, team_id, interview.id, but=by)
    if (candidate.opening_id, position) != (interview.opening.id, interview.part.position):
        arranging.share_out_anew(session, team_id, interview.id)
    if candidate.id != interview.candidate.id:
        before = {"interview": interview.id}
        audit.record(session, team_id, now, "candidate.replaced", interview.candidate.id, actor=by, detail=before)
    return arranging.changed(session, team_id, interview.id, "interview.reassigned", by, now)


def into(
    session: Session, team_id: str, candidate: Candidate, opening_id: str, now: datetime, *, keeps_names: bool
) -> Candidate:
    """The candidate as one of this search: who is considered for another role is kept there under the same name. The
    caller holds the search."""
    if candidate.opening_id == opening_id:
        return candidate
    return candidates.add(session, team_id, opening_id, candidate.shown_as, now, keeps_names=keeps_names)


def forget_candidate(
    session: Session, team_id: str, candidate_id: str, since: datetime, now: datetime
) -> dict[str, datetime]:
    """Of interviews that were the candidate's once, nothing says whose any more: not what people were told, and not
    what was sent to them and is drawn anew. Which these are, by id, and until when they were the candidate's."""
    replaced = audit.changes(session, team_id, [candidate_id], since)
    until = {each.detail["interview"]: each.at for each in replaced if each.action == "candidate.replaced"}
    for interview_id in sorted(until):
        correcting.forget_candidate(session, team_id, interview_id, candidate_id, now)
    return until


def held(session: Session, team_id: str, opening_id: str, position: int) -> bool:
    """Whether the search is under way and has such a part. From here on nobody else freezes its parts, or names a
    candidate of it, until the caller commits."""
    openings.lock(session, team_id, opening_id)
    under_way = {each.id for each in openings.current(session, team_id)}
    parts = openings.parts(session, team_id, opening_id) if opening_id in under_way else []
    return any(each.position == position for each in parts)
