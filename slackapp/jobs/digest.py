"""The morning message: composed from the interviews ahead when it is sent, and what follows from it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from prep.digests import covers_until, latest_digest, next_digest
from prep.interviews import Interview
from prep.messages import Kind, TakenOver, Withdrawn
from prep.people import local_day
from prep.telling import become_one
from slackapp import briefing, looking_back, noting
from slackapp.briefing import Reader
from slackapp.jobs import barred
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import digest
from slackapp.views.digest import Morning
from slackapp.views.more_menu import MOST_INTERVIEWS
from storage import agenda, edits, followed_up, interviews, members, mornings, told, untold
from storage.claims import Claimed
from storage.edits import Sent


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """The interviews from now until two hours past the following morning message, and what is new further ahead."""
    who = briefing.reader(session, claimed.team_id, str(claimed.member_id))
    if Kind.DIGEST in who.chose.muted:
        return Nothing(Withdrawn.UNWANTED)
    rhythm = who.chose.rhythm
    due = latest_digest(rhythm, claimed.due_at, now)
    mine = interviews.of_member(session, who.team_id, who.member_id, now, agenda.horizon(now))
    covered = [each for each in mine if each.starts_at < covers_until(rhythm, due)]
    ahead = covered[:MOST_INTERVIEWS]
    if not ahead:
        return Nothing(Withdrawn.NOTHING_AHEAD)
    if refused := barred.refusal(session, who, ahead, now):
        return refused
    known = told.of_member(session, who.team_id, who.member_id, mine)
    unknown = told.not_in(mine, known)
    if left := [each for each in covered[MOST_INTERVIEWS:] if each in unknown]:
        members.hold(session, who.team_id, [who.member_id])
        for each in left:
            untold.person_added(session, who.team_id, each, who.member_id, now)
    morning = Morning(
        reader=who.chose,
        ahead=briefing.corrected(session, who, ahead, known, now),
        new=briefing.outlines(session, who, [each for each in unknown if each not in covered]),
        in_full=frozenset(each.id for each in ahead if _takes_over(session, who, each, now)),
        also=_also(session, claimed, who, ahead, due),
        today=local_day(now, rhythm.zone),
        after=looking_back.left_to_morning(session, who, now),
    )
    return Composed(
        digest.digest(morning, claimed.id),
        briefing.numbers(morning.ahead),
        [each.interview for each in (*morning.ahead, *morning.new, *(each.told for each in morning.after))],
        {**_kept(morning), mornings.UNTIL: covers_until(rhythm, due).isoformat()},
        named=[each.interview for each in morning.new],
    )


def _also(
    session: Session, claimed: Claimed, who: Reader, ahead: Sequence[Interview], due: datetime
) -> dict[str, list[date]]:
    """The days of other morning messages that show an interview: those before this one, and the next."""
    before = edits.mornings(session, who.team_id, who.member_id, [each.id for each in ahead])
    own, following = date.fromisoformat(claimed.content["day"]), next_digest(who.chose.rhythm, due)
    # Whoever flies west has no second one on a day because of that; who has changed its time may have had one before.
    next_day = {following.day} - {own}
    return {
        each.id: sorted({*before.get(each.id, ()), *(next_day if each.starts_at >= following.due else ())})
        for each in ahead
    }


def _kept(morning: Morning) -> dict[str, Any]:
    """What was true when it was sent, and stays in it when it is drawn anew."""
    return {
        "ahead": morning.ids,
        "in_full": sorted(morning.in_full),
        followed_up.ABOUT: [each.interview.id for each in morning.after],
        "also": {each: [day.isoformat() for day in days] for each, days in morning.also.items() if days},
        briefing.BEFORE: {each.interview.id: each.told.as_dict() for each in morning.ahead if each.told},
    }


def redraw(session: Session, sent: Sent, now: datetime) -> Composed | Nothing:
    """The same interviews in their places, as they are now, and what its reader said of them since."""
    who = briefing.reader(session, sent.team_id, sent.member_id)
    kept, said = sent.content, sent.content["told"]
    ahead = briefing.redrawn(session, who, sent, kept["ahead"], now)
    new = [each for each in kept["interviews"] if each not in {*kept["ahead"], *kept[followed_up.ABOUT]}]
    if not ahead:
        return Nothing(Withdrawn.NOTHING_AHEAD)
    standing = [each for each in ahead if each.stands]
    morning = Morning(
        reader=who.chose,
        ahead=ahead,
        new=briefing.redrawn(session, who, sent, new, now, asking=False),
        in_full=frozenset(kept["in_full"]),
        also={each: [date.fromisoformat(day) for day in days] for each, days in kept["also"].items()},
        read=bool(standing) and all(each.reader.read_at for each in standing),
        placed={each: datetime.fromisoformat(said[each]["starts_at"]) for each in kept["ahead"]},
        today=local_day(now, who.chose.rhythm.zone),
        after=looking_back.follow_ups(session, who, kept[followed_up.ABOUT], now),
    )
    tells = [each.interview for each in (*morning.ahead, *morning.new)]
    message = noting.noted(session, sent, digest.digest(morning, sent.id))
    return Composed(message, briefing.numbers(standing), tells)


def sent(session: Session, claimed: Claimed, now: datetime) -> None:
    """They were asked; and their next morning message is planned."""
    member_id, about = str(claimed.member_id), claimed.content.get(followed_up.ABOUT, ())
    if followed_up.asked(session, claimed.team_id, member_id, about, now):
        edits.plan(session, claimed.team_id, claimed.id, now)
    mornings.plan(session, claimed.team_id, member_id, now)


def _takes_over(session: Session, who: Reader, interview: Interview, now: datetime) -> bool:
    """Whether this is the plan for the room already, because the reminder would follow within the hour."""
    due = briefing.reminded_at(session, who, interview)
    if due is None or not become_one(now, max(now, due)):
        return False
    agenda.told_by_another(session, who.team_id, interview, who.member_id, TakenOver.DIGEST)
    return True
