"""Adding an interview, the fourth step: how it will be, before it is added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from prep.checking import (
    DoesNotFit,
    Finding,
    NobodyAsks,
    OutsideHours,
    Overlap,
    Paused,
    ShortOfQuestions,
    Unreachable,
)
from prep.drafting import Guest
from prep.interviews import Part, PlannedQuestion, Seat
from slackapp.views.blocks import Block, View, actions, bullets, button, context, modal, rich, run, section
from slackapp.views.fields import menu_field
from slackapp.views.schedule import BACK, TITLE, step
from slackapp.views.schedule_when import named
from slackapp.views.times import calendar_day, clock, day, short_day, span, where
from slackapp.views.wording import count, cut

CHECK: Final = "schedule.check"
LEADS: Final = "schedule.leads"
_NAME: Final = 60
_LINE: Final = 150


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who will be in the room: `zone` is None where nobody knows it; `asks` is theirs, in running order."""

    guest: Guest
    name: str
    zone: str | None
    asks: Sequence[PlannedQuestion]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The interview as it will be. `twin` is a candidate who would be shown alike, empty where there is none.

    `zone` and `locale` are those in which it is shown.
    """

    title: str
    part: Part
    candidate: str
    twin: str
    starts_at: datetime
    minutes: int
    zone: str
    locale: str
    people: Sequence[Present]
    findings: Sequence[Finding]

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


def check(seen: Foreseen, draft_id: str, remark: str = "") -> View:
    """Everything there is to know before it is added, and who asks what. `remark` says why it is shown again."""
    when = f"{day(seen.starts_at, seen.zone)}, {span(seen.starts_at, seen.ends_at, seen.zone, seen.locale)}"
    return modal(
        TITLE,
        CHECK,
        [
            step(4, "check"),
            *([section(remark)] if remark else []),
            rich(
                run(f"{cut(seen.candidate, _NAME)} · {cut(seen.title, 200)}", "bold"),
                run(f"\n{named(seen.part)}\n{when}, {where(seen.zone)}"),
            ),
            rich(run("Who is there, and when it is for them", "bold")),
            bullets(_attends(present, seen) for present in seen.people),
            *_findings(seen),
            *_questions(seen),
            *_leads(seen),
            context("Nothing is added yet. I send no calendar invites: they stay yours to send."),
            actions(button("Back", BACK)),
        ],
        submit="Add",
        close="Cancel",
        metadata=draft_id,
    )


def changed_meanwhile() -> str:
    """The questions are not those that were shown."""
    return "The questions for this interview have just changed. Please look once more, then add it."


def _attends(present: Present, seen: Foreseen) -> str:
    role = {Seat.LEADS: " leads", Seat.INTERVIEWER: "", Seat.LISTENING: " listens only"}[present.guest.seat]
    return f"{cut(present.name, _NAME)}{role} · {_clock(present, seen)}"


def _clock(present: Present, seen: Foreseen) -> str:
    if present.guest.member_id is None:
        return "not on Slack, so no messages from me"
    if present.zone is None:
        return "Slack has no time zone for them"
    hours = span(seen.starts_at, seen.ends_at, present.zone, seen.locale)
    return f"{short_day(seen.starts_at, present.zone)}, {hours}, {where(present.zone)}"


def _findings(seen: Foreseen) -> list[Block]:
    said = [finding(each, seen.zone, seen.locale) for each in seen.findings]
    if seen.twin:
        twin, shown = cut(seen.twin, _NAME), cut(seen.candidate, _NAME)
        said.insert(
            0,
            f"Somebody is shown as {twin} already, so this one is {shown}. "
            "Are they the same person? Then go back and choose them.",
        )
    return [rich(run("Worth a look", "bold")), bullets(said)] if said else []


def finding(found: Finding, zone: str, locale: str) -> str:  # noqa: PLR0911 - one sentence for each kind of finding
    """What is worth a look, in a sentence. Times that are nobody's own are in `zone`."""
    match found:
        case Unreachable(name, deactivated=True):
            return f"{cut(name, _NAME)}'s account is switched off, so no message reaches them."
        case Unreachable(name):
            return f"My last message to {cut(name, _NAME)} didn't get through. Better tell them yourself."
        case OutsideHours(name, starts, ends):
            theirs = str(starts.tzinfo)
            hours = span(starts, ends, theirs, locale)
            return f"For {cut(name, _NAME)} it is {hours} on {day(starts, theirs)}: outside 8 to 19 o'clock."
        case Overlap(name, starts, ends):
            hours = f"{clock(starts, zone, locale)} to {clock(ends, zone, locale)}"
            return f"{cut(name, _NAME)} has another interview from {hours}, {where(zone)}."
        case Paused(name, until):
            return f"{cut(name, _NAME)} paused my messages until {calendar_day(until)}, and may not hear of it from me."
        case NobodyAsks():
            return "Nobody asks the questions: everybody here only listens."
        case DoesNotFit(questions, minutes_over):
            over = count(minutes_over, "minute")
            return f"It is shorter than planned: the last {count(questions, 'question')} won't fit ({over} too many)."
        case ShortOfQuestions(minutes, wanted):
            return f"The bank has questions for {count(minutes, 'minute')} of the {wanted} that are to be filled."


def _questions(seen: Foreseen) -> list[Block]:
    number, paragraphs = 0, []
    asking = [each for each in seen.people if each.guest.seat is not Seat.LISTENING]
    for present in sorted(asking, key=lambda each: each.guest.seat is not Seat.LEADS):
        runs = [run(cut(present.name, _NAME), "bold")]
        for question in present.asks:
            number += 1
            runs.append(run(f"\n{number}. {cut(question.text, _LINE)} ({count(question.minutes, 'minute')})"))
        paragraphs.append(rich(*runs, *([] if present.asks else [run("\nno questions: there are fewer than people")])))
    if not number:
        return []
    fixed = "They are fixed: every candidate gets these." if seen.part.frozen else "Adding it fixes them."
    return [rich(run("Who asks what", "bold")), *paragraphs, context(fixed)]


def _leads(seen: Foreseen) -> list[Block]:
    asking = [(present.name, present.guest.key) for present in seen.people if present.guest.seat is not Seat.LISTENING]
    leads = next((each.guest.key for each in seen.people if each.guest.seat is Seat.LEADS), "")
    return [menu_field("Who leads", LEADS, asking, leads, tells=True)] if len(asking) > 1 else []
