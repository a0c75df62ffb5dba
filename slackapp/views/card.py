"""One question, opened: its follow-ups, what to listen for, and whether it helped."""

from dataclasses import dataclass
from typing import Final

from prep.bank import Card, Status
from prep.tallies import Tally
from prep.usefulness import COUNTED, Judgement
from slackapp.views import figures
from slackapp.views.blocks import Block, View, actions, bullets, button, context, divider, modal, rich, run, section
from slackapp.views.noted import WORDS
from slackapp.views.wording import CATEGORIES, LEVELS, count, cut

OPEN: Final = "card.open"
JUDGE: Final = "card.judge"
_VIEW: Final = "card"
_LONG: Final = 2900
_SAY: Final = "say"
_TAKE_BACK: Final = "back"


@dataclass(frozen=True, slots=True)
class Heard:
    """What is said of the question: by all, by whoever opened it, and with which button of its card this month."""

    tally: Tally | None = None
    own: Judgement | None = None
    pressed: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """What a press of a button means. The button says it, so that a press that comes twice means the same again."""

    question_id: str
    judgement: Judgement
    takes_back: bool

    def encode(self) -> str:
        """About 50 characters."""
        return "|".join([_TAKE_BACK if self.takes_back else _SAY, self.judgement, self.question_id])

    @classmethod
    def decode(cls, value: str) -> "Press":
        """The reverse of `encode`."""
        does, judgement, question_id = value.split("|")
        return cls(question_id, Judgement(judgement), does == _TAKE_BACK)


def card(opened: Card, heard: Heard) -> View:
    """The question with its follow-ups, how a strong, solid and weak answer sounds, and buttons to say whether it
    helped. Never who said what."""
    question = opened.question
    listen = (
        ("Strong", opened.anchors.strong),
        ("Solid", opened.anchors.solid),
        ("Weak", opened.anchors.weak),
    )
    return modal(
        "Question",
        _VIEW,
        [
            rich(run(cut(question.text, _LONG), "bold")),
            section(_about(opened)),
            *_out_of_use(question.status),
            *_judged(question.id, heard),
            divider(),
            *_follow_ups(opened),
            rich(run("What to listen for", "bold")),
            *(rich(run(f"{name}: ", "bold"), run(cut(what, _LONG))) for name, what in listen if what.strip()),
            context("For interviewers only: please don't read this part aloud or paste it anywhere."),
        ],
    )


def gone() -> View:
    """The question is not there any more."""
    return modal("Question", _VIEW, [section("This question is no longer in the bank. Ask for a new list to go on.")])


def _out_of_use(status: Status) -> list[Block]:
    if status in {Status.LIVE, Status.PILOT}:
        return []
    return [context("This question is not in use any more, so new lists leave it out. What you say of it is kept.")]


def _judged(question_id: str, heard: Heard) -> list[Block]:
    told = figures.words(heard.tally, heard.own)
    return [
        *([section(f"{told[0].upper()}{told[1:]}")] if told else []),
        actions(*(_button(question_id, judgement, heard.pressed) for judgement in COUNTED)),
        context(_hint(heard)),
    ]


def _button(question_id: str, judgement: Judgement, pressed: Judgement | None) -> Block:
    label = WORDS[judgement].capitalize()
    marked = judgement is pressed
    value = Press(question_id, judgement, takes_back=marked).encode()
    return button(f"✓ {label}" if marked else label, f"{JUDGE}.{judgement}", value, primary=marked)


def _hint(heard: Heard) -> str:
    if heard.pressed:
        return "Press the same again to take it back. Colleagues see numbers, never who."
    if heard.own:
        return "You said that elsewhere or last month. Press a button to say something else."
    return (
        "Once you have asked it: did it give you something to judge by? "
        "“Going round”: candidates seem to know it. Colleagues see numbers, never who."
    )


def _follow_ups(opened: Card) -> list[Block]:
    if not opened.probes:
        return []
    return [rich(run("Follow-ups", "bold")), bullets(opened.probes)]


def _about(opened: Card) -> str:
    question = opened.question
    level = f"{LEVELS[question.level]} candidates" if question.level else "any level"
    kind = CATEGORIES[question.category].capitalize()
    return f"{cut(question.competency, 60)} · {kind} · {level} · about {count(question.minutes, 'minute')}"
