"""A set of questions: as its asker sees it, as it is kept in their messages, as a channel sees it."""

from collections.abc import Sequence
from typing import Final

from prep.asking import DEFAULT_COUNT, MOST, Wish
from prep.bank import Category, Level, Question, RoleSummary
from prep.people import Member
from prep.tallies import Said
from slackapp.views import figures, more_menu
from slackapp.views.blocks import (
    Block,
    Message,
    View,
    actions,
    button,
    choice,
    context,
    menu,
    modal,
    overflow,
    person,
    rich,
    run,
)
from slackapp.views.refs import RoleRef, SetRef
from slackapp.views.wording import CATEGORIES, LEVELS, count, cut

CARD: Final = "set.card"
DIFFERENT: Final = "set.different"
SEND: Final = "set.send"
SHARE: Final = "set.share"
MORE: Final = "set.more"
CHANGE: Final = "set.change"
SHOW: Final = "set.show"
ABOUT: Final = "set.about"

_LINE: Final = 300
"""A question is one line; what is longer is cut here and whole on its card."""
_ANY: Final = "any"
_NOTHING: Final = Said()


def question_set(
    role: RoleSummary,
    questions: Sequence[Question],
    wish: Wish,
    remarks: Sequence[str],
    caretakers: str,
    said: Said,
) -> Message:
    """The set as its asker sees it, with what is `said` of the questions, and everything one can do from there."""
    ref = RoleRef(role.id, wish)
    if not questions:
        return _nothing(role, ref, remarks, caretakers)
    short = [*remarks, *_fewer(questions, wish)]
    foot = "Only you see this. Ask every candidate for the job the same questions."
    value = SetRef(ref, tuple(question.id for question in questions)).encode()
    return Message(
        _text(role, questions, wish, [*short, foot], said),
        [
            _list(role, questions, wish, said),
            *(context(remark) for remark in short),
            context(foot),
            actions(
                _looker(questions),
                button("Different questions", DIFFERENT, ref.encode()),
                button("Send to me", SEND, value),
                button("Share here", SHARE, value),
                overflow(MORE, _further(ref)),
            ),
        ],
    )


def kept_set(role: RoleSummary, questions: Sequence[Question], wish: Wish, delivery_id: str) -> Message:
    """The set as it stands in its asker's messages with the app: without figures, which would not stay true there."""
    foot = "You asked me to keep these here. Ask every candidate for the job the same questions."
    return Message(
        _text(role, questions, wish, [foot]),
        [
            _list(role, questions, wish),
            context(foot),
            actions(
                _looker(questions),
                button("About the role", ABOUT, f"about|{role.id}"),
                more_menu.more(delivery_id),
            ),
        ],
    )


def shared_set(role: RoleSummary, questions: Sequence[Question], wish: Wish, by: Member) -> Message:
    """The set as a channel sees it: nothing about what to listen for, nor a way to it, nor
    what anybody said of the questions."""
    return Message(
        _text(role, questions, wish, [f"Shared by {by.name}. Ask every candidate for the job the same questions."]),
        [
            _list(role, questions, wish),
            rich(run("Shared by "), person(by.id), run(". Ask every candidate for the job the same questions.")),
        ],
    )


def change(ref: RoleRef, title: str, metadata: str, *, focus: str) -> View:
    """Asks for another level, kind or number of questions. `focus` names the field to begin with."""
    kinds = [("Every kind", _ANY), *((CATEGORIES[each].capitalize(), each.value) for each in Category)]
    levels = [("Any level", _ANY), *((LEVELS[each].capitalize(), each.value) for each in Level)]
    numbers = [(count(each, "question"), str(each)) for each in range(1, MOST + 1)]
    wish = ref.wish
    return modal(
        "Which questions?",
        CHANGE,
        [
            rich(run(cut(title, 200), "bold")),
            choice("Kind", "kind", kinds, wish.category or _ANY, focus=focus == "kind"),
            choice("Level of the candidate", "level", levels, wish.level or _ANY, focus=focus == "level"),
            choice("How many", "count", numbers, str(wish.count)),
        ],
        submit="Show",
        close="Cancel",
        metadata=metadata,
    )


def _list(role: RoleSummary, questions: Sequence[Question], wish: Wish, said: Said = _NOTHING) -> Block:
    runs = [run(cut(role.title, 200), "bold"), run(f" · {_measure(questions, wish)}")]
    for number, question in enumerate(questions, 1):
        runs += [run(f"\n{number}. {cut(question.text, _LINE)}  "), run(cut(question.competency, 60), "italic")]
        if told := figures.of(said, question.id):
            runs.append(run(f" · {told}"))
    return rich(*runs)


def _text(
    role: RoleSummary, questions: Sequence[Question], wish: Wish, notes: Sequence[str], said: Said = _NOTHING
) -> str:
    lines = [f"{cut(role.title, 200)}: {_measure(questions, wish)}."]
    for number, question in enumerate(questions, 1):
        told = figures.of(said, question.id)
        # Figures take of the question's own room, so that they are not what falls off the end of a long set.
        lines.append(" · ".join(filter(None, [f"{number}. {cut(question.text, _LINE - len(told))}", told])))
    return "\n".join([*lines, *notes])


def _measure(questions: Sequence[Question], wish: Wish) -> str:
    asked = [CATEGORIES[wish.category]] if wish.category else []
    asked += [LEVELS[wish.level]] if wish.level else []
    minutes = count(sum(question.minutes for question in questions), "minute")
    return ", ".join([count(len(questions), "question"), f"about {minutes}", *asked])


def _fewer(questions: Sequence[Question], wish: Wish) -> list[str]:
    if len(questions) >= wish.count:
        return []
    return [f"There are no more than {count(len(questions), 'question')} like this for the role."]


def _looker(questions: Sequence[Question]) -> Block:
    options = [(f"{number}. {question.short}", question.id) for number, question in enumerate(questions, 1)]
    return menu("Follow-ups and what to listen for", CARD, options)


def _further(ref: RoleRef) -> list[tuple[str, str]]:
    rest = [] if ref.wish.count == MOST else [("Show ten questions", f"more|{ref.encode()}")]
    return [
        ("Another level…", f"level|{ref.encode()}"),
        ("Another kind…", f"kind|{ref.encode()}"),
        *rest,
        ("About the role", f"about|{ref.encode()}"),
    ]


def _nothing(role: RoleSummary, ref: RoleRef, remarks: Sequence[str], caretakers: str) -> Message:
    wanted = " ".join(filter(None, (_level_word(ref.wish), _kind_word(ref.wish))))
    title = cut(role.title, 200)
    said = f"There are no {wanted + ' ' if wanted else ''}questions for {title} yet."
    every = RoleRef(role.id, Wish(count=DEFAULT_COUNT))
    offers = [button("Every kind and level", SHOW, every.encode(), primary=True)] if wanted else []
    return Message(
        "\n".join([*remarks, said]),
        [
            rich(run(said)),
            *(context(remark) for remark in remarks),
            context(caretakers),
            actions(*offers, button("About the role", ABOUT, f"about|{role.id}")),
        ],
    )


def _level_word(wish: Wish) -> str:
    return LEVELS[wish.level] if wish.level else ""


def _kind_word(wish: Wish) -> str:
    return CATEGORIES[wish.category] if wish.category else ""
