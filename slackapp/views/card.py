"""One question, opened: its follow-ups and what to listen for."""

from typing import Final

from prep.bank import Card
from slackapp.views.blocks import Block, View, bullets, context, divider, modal, rich, run, section
from slackapp.views.wording import CATEGORIES, LEVELS, count, cut

OPEN: Final = "card.open"
_VIEW: Final = "card"
_LONG: Final = 2900


def card(opened: Card) -> View:
    """The question with its follow-ups, and how a strong, solid and weak answer sounds."""
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


def _follow_ups(opened: Card) -> list[Block]:
    if not opened.probes:
        return []
    return [rich(run("Follow-ups", "bold")), bullets(opened.probes)]


def _about(opened: Card) -> str:
    question = opened.question
    level = f"{LEVELS[question.level]} candidates" if question.level else "any level"
    kind = CATEGORIES[question.category].capitalize()
    return f"{cut(question.competency, 60)} · {kind} · {level} · about {count(question.minutes, 'minute')}"
