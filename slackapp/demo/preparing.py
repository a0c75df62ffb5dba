"""The second act: an interview is added, moved, told, and prepared for. The story's clock moves; real time does not."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from prep import wallclock
from sandbox.client import Message, Person, View
from slackapp.demo.clock import StoryClock
from slackapp.demo.company import Company
from slackapp.demo.stage import PATIENCE, Stage

_FRIDAY = 5
_BERLIN = "Europe/Berlin"


def play(stage: Stage, company: Company, clock: StoryClock) -> datetime:
    """Adds two interviews, moves one and cancels the other before anybody was told; then the morning, and the room.

    When the one that takes place ends.
    """
    ana, ben = company.ana, company.ben
    day = _working_day(clock().date() + timedelta(days=2))
    stage.headline("Add an interview")
    _add(stage, company, {"name": "Jane Smith", "day": day.isoformat(), "start": "10:30"})
    stage.headline("Before anybody was told: another is added and cancelled, the first is moved")
    _add(stage, company, {"name": "Marek Kowal", "day": day.isoformat(), "start": "15:00"}, quietly=True)
    mine = stage.types(ana, "mine")
    _cancel(stage, ana, mine)
    _move(stage, ana, mine)
    stage.headline("Ten quiet minutes later: one short message, and only what is true")
    clock.forward_to(clock() + timedelta(minutes=11))
    stage.reads(ben, ben.dm_channel(), "J.S.", f"in {ben.name}'s messages with the app")
    stage.headline("The morning of the interview, 8:30 where Ben is")
    clock.forward_to(wallclock.at(day, time(8, 30), "Africa/Lagos") + timedelta(seconds=1))
    digest = stage.reads(ben, ben.dm_channel(), "I've read this", f"in {ben.name}'s messages with the app")
    ben.press(digest, next(each.action_id for each in digest.elements() if each.label == "Follow-ups"))
    ben.close(stage.opens(ben, "presses [Follow-ups]", "J.S."))
    stage.headline("Fifteen minutes before")
    clock.forward_to(wallclock.at(day, time(12, 45), _BERLIN) + timedelta(seconds=1))
    stage.reads(ben, ben.dm_channel(), "In 15 minutes", f"in {ben.name}'s messages with the app")
    stage.headline("What is ahead, and why messages come")
    for typed in ("mine", "why", "settings"):
        _look(stage, ben, typed)
    return wallclock.at(day, time(13, 45), _BERLIN)


def _add(stage: Stage, company: Company, when: dict[str, Any], *, quietly: bool = False) -> None:
    """Through the modal, a step at a time; `quietly` prints only what comes of it."""
    ana = company.ana
    stage.say(f"{ana.name} types: /interview schedule trust-safety")
    ana.command("/interview", "schedule trust-safety")
    view = _step(stage, ana, "Step 1", quietly=quietly)
    view = _fill(stage, ana, view, {}, "Step 2", quietly=quietly)
    view = _fill(stage, ana, view, when | {"zone": _BERLIN}, "Step 3", quietly=quietly)
    room = {
        "interviewers": [company.priya, company.ben],
        "place": "https://meet.example/js",
        "cv": "https://cv.example/js",
        "feedback": "https://forms.example/js",
        "note": "Captions on, and paste each question into the chat as you ask it.",
    }
    view = _fill(stage, ana, view, room, "Step 4", quietly=quietly)
    stage.say(f"{ana.name} presses [Add]:")
    ana.submit(view, {})
    ana.close(stage.opens(ana, "reads", "calendar"))


def _step(stage: Stage, who: Person, containing: str, *, quietly: bool) -> View:
    return who.wait_modal(containing=containing, timeout=PATIENCE) if quietly else stage.opens(who, "reads", containing)


def _fill(stage: Stage, who: Person, view: View, values: dict[str, Any], then: str, *, quietly: bool) -> View:
    answer = who.submit(view, {_block(view, name): value for name, value in values.items()})
    if answer.errors:
        raise RuntimeError(f"the modal refused: {answer.errors}")
    return _step(stage, who, then, quietly=quietly)


def _block(view: View, name: str) -> str:
    """The id of a field's block: its name, and perhaps the number of what is proposed in it."""
    return next(
        each.block_id for each in view.elements() if each.block_id.split("#")[0].removeprefix("schedule.") == name
    )


def _cancel(stage: Stage, who: Person, mine: Message) -> None:
    who.press(mine, *_change_button(mine, 1))
    view = stage.opens(who, "presses [Change] at M.K.", "M.K.")
    who.press(view, "change.cancel")
    view = who.wait_modal(since=view, timeout=PATIENCE)
    who.submit(view, {})
    who.close(stage.opens(who, "presses [Cancel the interview]", "Cancelled."))


def _move(stage: Stage, who: Person, mine: Message) -> None:
    who.press(mine, *_change_button(mine, 0))
    view = who.wait_modal(containing="J.S.", timeout=PATIENCE)
    who.press(view, "change.move")
    view = who.wait_modal(since=view, timeout=PATIENCE)
    day = view.values["day"]["day"]["selected_date"]
    start = datetime.combine(date.fromisoformat(day), time(13, 0), UTC)
    there = wallclock.local(wallclock.at(start.date(), start.time(), _BERLIN), "Europe/Lisbon")
    who.submit(view, {"start": f"{there:%H:%M}"})
    who.close(stage.opens(who, f"moves J.S. to 13:00 Berlin time ({there:%H:%M} in Lisbon)", "Moved."))


def _change_button(mine: Message, index: int) -> tuple[str, str | None]:
    found = [each for each in mine.elements() if each.label == "Change"][index]
    return found.action_id, found.value


def _look(stage: Stage, who: Person, typed: str) -> None:
    if typed == "settings":
        who.command("/interview", typed)
        who.close(stage.opens(who, "types: /interview settings", "orning"))
    else:
        stage.types(who, typed)


def _working_day(day: date) -> date:
    while day.isoweekday() > _FRIDAY:
        day += timedelta(days=1)
    return day
