"""The morning message: composed from the interviews ahead when it is sent, and what follows from it."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from prep.digests import covers_until, latest_digest
from prep.interviews import Interview
from prep.messages import Kind, Withdrawn
from prep.telling import become_one
from slackapp import briefing, noting
from slackapp.briefing import Reader
from slackapp.jobs import barred
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import digest
from slackapp.views.digest import Morning
from slackapp.views.more_menu import MOST_INTERVIEWS
from storage import agenda, interviews, panels
from storage.claims import Claimed
from storage.edits import Sent

_TOLD_HERE: Final = "it stood in your morning message"


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """The interviews from now until two hours past the following morning message, and what is new further ahead."""
    who = briefing.reader(session, claimed.team_id, str(claimed.member_id))
    if Kind.DIGEST in who.chose.muted:
        return Nothing(Withdrawn.UNWANTED)
    rhythm = who.chose.rhythm
    until = covers_until(rhythm, latest_digest(rhythm, claimed.due_at, now))
    mine = interviews.of_member(session, who.team_id, who.member_id, now, agenda.horizon(now))
    ahead = [each for each in mine if each.starts_at < until][:MOST_INTERVIEWS]
    if not ahead:
        return Nothing(Withdrawn.NOTHING_AHEAD)
    if refused := barred.refusal(session, who, ahead, now):
        return refused
    new = [each for each in mine if each.starts_at >= until and _untold(each, who)]
    in_full = {each.id for each in ahead if _takes_over(session, who, each, now)}
    morning = Morning(
        reader=who.chose,
        ahead=briefing.briefs(session, who, ahead, now),
        new=briefing.outlines(session, who, new),
        in_full=frozenset(in_full),
    )
    numbers = {item.question.id: item.number for each in morning.ahead for item in each.mine}
    content = {"ahead": morning.ids, "in_full": sorted(in_full)}
    return Composed(digest.digest(morning, claimed.id), numbers, [*ahead, *new], content)


def redraw(session: Session, sent: Sent, _: datetime) -> Composed | Nothing:
    """The same interviews, and what its reader said of them since."""
    who = briefing.reader(session, sent.team_id, sent.member_id)
    ahead, told = sent.content["ahead"], sent.content["interviews"]
    morning = Morning(
        reader=who.chose,
        ahead=briefing.redrawn(session, who, ahead),
        new=briefing.redrawn(session, who, [each for each in told if each not in ahead]),
        in_full=frozenset(sent.content["in_full"]),
        read=all(each.reader.read_at for each in briefing.redrawn(session, who, ahead)),
    )
    if not morning.ahead:
        return Nothing(Withdrawn.NOTHING_AHEAD)
    tells = [each.interview for each in (*morning.ahead, *morning.new)]
    return Composed(noting.noted(session, sent, digest.digest(morning, sent.id)), tells=tells)


def sent(session: Session, claimed: Claimed, now: datetime) -> None:
    """They were told; and their next morning message is planned."""
    member_id = str(claimed.member_id)
    panels.told(session, claimed.team_id, claimed.content.get("interviews", ()), member_id, now)
    agenda.plan_digest(session, claimed.team_id, member_id, now)


def _takes_over(session: Session, who: Reader, interview: Interview, now: datetime) -> bool:
    """Whether this is the plan for the room already, because the reminder would follow within the hour."""
    due = briefing.reminded_at(session, who, interview)
    if due is None or not become_one(now, max(now, due)):
        return False
    agenda.told_by_another(session, who.team_id, interview, who.member_id, _TOLD_HERE)
    return True


def _untold(interview: Interview, who: Reader) -> bool:
    seat = interview.seat_of(who.member_id)
    return seat is not None and seat.told_at is None
