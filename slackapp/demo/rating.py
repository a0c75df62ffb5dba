"""The third act: what helped is said with one reaction, and the next sets are better for it."""

import re
from datetime import datetime, timedelta

from sandbox.client import Element, Message, Person
from slackapp.demo.clock import StoryClock
from slackapp.demo.company import Company
from slackapp.demo.stage import Stage

_NUMBERED = re.compile(r"^1\. (.+?)(?: {2}.*)?$", re.MULTILINE)
_WORDS = re.compile(r"[^\W_]+")


def play(stage: Stage, company: Company, clock: StoryClock, ends_at: datetime) -> None:
    """In the reminder Ben says which question helped; after the interview, at `ends_at`, he is asked of the others.
    Two more find the same, and then everybody sees it, never who."""
    ben, mei = company.ben, company.mei
    dm = ben.dm_channel()
    stage.headline("One reaction")
    plan = ben.wait_message(dm, containing="In 15 minutes")
    question = _first(plan)
    stage.say(f"{ben.name} reacts with :one: to the reminder: “{question}”")
    ben.react(plan, "one")
    stage.reads(ben, dm, "Noted: 1", "the reminder, a moment later")
    stage.headline("Ten minutes after the interview")
    clock.forward_to(ends_at + timedelta(minutes=10, seconds=1))
    asked = stage.reads(ben, dm, "which gave you something to judge by", f"in {ben.name}'s messages with the app")
    _answer(stage, ben, asked)
    stage.headline("The next list of the same person")
    stage.types(ben, "trust-safety")
    stage.headline("A second rater; and, the next day, somebody else's list: two are too few to show")
    _rates(stage, company.priya, question)
    clock.forward_to(clock() + timedelta(days=1))
    stage.types(mei, "trust-safety")
    _looks(stage, mei, question)
    stage.headline("After the third rater: how many, never who")
    _rates(stage, company.sam, question)
    stage.types(mei, "trust-safety")
    _looks(stage, mei, question)


def _first(plan: Message) -> str:
    """The text of the question with the number 1."""
    found = _NUMBERED.search(plan.reading())
    if found is None:
        raise RuntimeError(f"no question has the number 1 in:\n{plan.reading()}")
    return found[1]


def _answer(stage: Stage, who: Person, asked: Message) -> None:
    """Ticks the last box, and sends it."""
    [boxes] = [each for each in asked.elements() if each.raw["type"] == "checkboxes"]
    label, value = boxes.options[-1]
    stage.say(f"{who.name} ticks “{label}” and presses [Send]:")
    who.choose(asked, boxes, [value])
    who.press(asked, _labelled(asked, "Send"))
    stage.reads(who, who.dm_channel(), "Thank you", "the same message, a moment later")


def _labelled(asked: Message, label: str) -> Element:
    return next(each for each in asked.elements() if each.label == label)


def _rates(stage: Stage, who: Person, question: str) -> None:
    """Opens the question's card, and presses the button."""
    found = who.command("/interview", f"search {_words(question)}").message
    if found is None:
        raise RuntimeError("the search was not answered")
    who.press(found, "card.open.0")
    card = who.wait_modal(containing="What to listen for")
    stage.say(f"{who.name} opens the same question and presses [Helped].")
    who.press(card, "card.judge.helped")
    who.close(who.wait_modal(containing="✓ Helped", since=card))


def _looks(stage: Stage, who: Person, question: str) -> None:
    found = who.command("/interview", f"search {_words(question)}").message
    if found is None:
        raise RuntimeError("the search was not answered")
    who.press(found, "card.open.0")
    who.close(stage.opens(who, "opens that question", "What to listen for"))


def _words(question: str) -> str:
    """What finds it: its first words."""
    return " ".join(_WORDS.findall(question.replace("'", " ").replace("’", " "))[:8])
