"""The morning message: composed from the interviews ahead when it is sent, and what follows from it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from prep.digests import covers_until, latest_digest
from prep.messages import Kind, TakenOver, Withdrawn
from prep.people import local_day
from slackapp import briefing, looking_back, morning_message, noting
from slackapp.jobs import barred
from slackapp.jobs.composing import Composed, Nothing
from slackapp.views import digest
from slackapp.views.digest import Morning
from storage import agenda, edits, followed_up, members, mornings, told, untold
from storage.claims import Claimed
from storage.sent_messages import Sent


def compose(session: Session, claimed: Claimed, now: datetime) -> Composed | Nothing:
    """The interviews from now until two hours past the following morning message, and what is new further ahead."""
    who = briefing.reader(session, claimed.team_id, str(claimed.member_id))
    if Kind.DIGEST in who.chose.muted:
        return Nothing(Withdrawn.UNWANTED)
    day, due = date.fromisoformat(claimed.content["day"]), latest_digest(who.chose.rhythm, claimed.due_at, now)
    reached = morning_message.reach(session, who, day, due, now)
    if not reached.shown:
        return Nothing(Withdrawn.NOTHING_AHEAD)
    if refused := barred.refusal(session, who, reached.shown, now):
        return refused
    known = told.of_member(session, who.team_id, who.member_id, reached.ahead)
    unknown = told.not_in(reached.ahead, known)
    if left := [each for each in reached.left if each in unknown]:
        members.hold(session, who.team_id, [who.member_id])
        for each in left:
            untold.person_added(session, who.team_id, each, who.member_id, now)
    ahead = briefing.corrected(session, who, reached.shown, known, now)
    new = [each for each in unknown if each not in reached.covered]
    morning = morning_message.made(session, who, reached, ahead, new, now)
    for interview in reached.shown:
        if interview.id in morning.in_full:
            agenda.told_by_another(session, who.team_id, interview, who.member_id, TakenOver.DIGEST)
    return Composed(
        digest.digest(morning, claimed.id),
        briefing.numbers(morning.ahead),
        [each.interview for each in (*morning.ahead, *morning.new, *(each.told for each in morning.after))],
        {**_kept(morning), mornings.UNTIL: covers_until(who.chose.rhythm, due).isoformat()},
        named=[each.interview for each in morning.new],
    )


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
