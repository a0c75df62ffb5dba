"""Finding one's way: what `/interview` alone shows, help, roles, search, and words that name nothing."""

from collections.abc import Sequence
from typing import Final

from prep.asking import Wish
from prep.bank import RoleSummary
from slackapp.views import agenda, card, schedule, sets, settings
from slackapp.views.blocks import (
    Block,
    Message,
    View,
    actions,
    button,
    context,
    entry,
    modal,
    rich,
    run,
    section,
)
from slackapp.views.refs import RoleRef
from slackapp.views.wording import count, cut, either

ROLES: Final = "find.roles"
PAGE: Final = "find.page"
SEARCH: Final = "find.search"
FOUND: Final = "find.found"
HELP: Final = "find.help"
PAGE_SIZE: Final = 8
MOST_HITS: Final = 10
MAX_SEARCH: Final = 150


def home(command: str) -> Message:
    """What the command alone shows."""
    said = "What would you like to do?"
    tip = f"Quickest: type the role, as in {command} trust-safety."
    return Message(
        f"{said} {tip}",
        [
            rich(run(said, "bold")),
            actions(*ways()),
            context(f"Quickest: type the role, as in `{command} trust-safety`."),
        ],
    )


def ways() -> list[Block]:
    """A button for each thing that people come for."""
    return [
        button("Questions for a role", ROLES, primary=True),
        button("Search the questions", SEARCH),
        button(schedule.TITLE, schedule.OPEN),
        button("My interviews", agenda.SHOW, f"{agenda.MINE}|0"),
        button("Settings", settings.OPEN),
        button("Help", HELP),
    ]


def help_(command: str, caretakers: str) -> Message:
    """Every command there is."""
    lines = [
        (f"{command} trust-safety", "questions to ask for a role: the same ones all day"),
        (f"{command} senior trust-safety technical 5", "a level, a kind and how many (ten at most), in any order"),
        (f"{command} roles", "every role in the bank"),
        (f"{command} search fraud", "questions with these words"),
        (f"{command} schedule", "add an interview"),
        (f"{command} mine", "the interviews you hold, those you arrange, any others you may change"),
        (f"{command} today, {command} week", "the interviews you arrange, and any others you may change"),
        (f"{command} digest", "your morning message, now"),
        (f"{command} settings", "when I write to you, and about what"),
        (f"{command} pause until friday, {command} resume", "no messages for a while, and messages again"),
        (f"{command} why", "why a message came, and when the next one comes"),
        (f"{command} why @NAME", "for owners and admins: what I sent to a colleague, and when"),
        (f"{command} help", "this"),
    ]
    runs = [run("What I can do", "bold")]
    for typed, meaning in lines:
        runs += [run("\n"), run(typed, "code"), run(f"  {meaning}")]
    kinds = "Kinds: general, behavioural, technical, situational. Levels: junior, mid, senior, lead."
    return Message(
        "\n".join([*(f"{typed}: {meaning}" for typed, meaning in lines), kinds]),
        [rich(*runs), context(kinds), context(caretakers)],
    )


def roles(page: Sequence[RoleSummary], number: int, total: int, command: str, caretakers: str) -> Message:
    """Page `number` (from 0) of the roles, each with how many questions it has."""
    if not page:
        said = "There are no roles in the bank yet."
        return Message(said, [section(said), context(caretakers)])
    pages = -(-total // PAGE_SIZE)
    title = count(total, "role") + (f", page {number + 1} of {pages}" if pages > 1 else "")
    turns = [button("Previous", f"{PAGE}.previous", str(number - 1))] if number else []
    turns += [button("Next", f"{PAGE}.next", str(number + 1))] if number + 1 < pages else []
    return Message(
        "\n".join([f"{title}.", *(f"{role.title}: {count(role.questions, 'question')}." for role in page)]),
        [
            rich(run(title, "bold")),
            *(section(_named(role), _show(role, index)) for index, role in enumerate(page)),
            *([actions(*turns)] if turns else []),
            context(f"Or type one: `{command} {_typed(page[0])}`."),
        ],
    )


def search(metadata: str) -> View:
    """Asks what to search for."""
    return modal(
        "Search the questions",
        FOUND,
        [entry("Words", "words", placeholder="fraud, for example", most=MAX_SEARCH)],
        submit="Search",
        close="Cancel",
        metadata=metadata,
    )


def hits(typed: str, found: Sequence[tuple[str, str, str]], command: str) -> Message:
    """What a search found: `(question's id, text, skill)` each; one more than `MOST_HITS` means there are more."""
    typed = cut(typed, 80)
    shown = found[:MOST_HITS]
    if not shown:
        said = f"No question has “{typed}” in it. Fewer or other words may find one."
        return Message(said, [section(said), actions(button("Search again", SEARCH), button("All roles", ROLES))])
    more = f"There are more than {MOST_HITS}. More words find fewer." if len(found) > MOST_HITS else ""
    title = f"Questions with “{typed}”"
    return Message(
        "\n".join(filter(None, [f"{title}:", *(cut(text, 200) for _, text, _ in shown), more])),
        [
            rich(run(title, "bold")),
            *(
                section(f"{cut(text, 300)}  ({cut(skill, 60)})", button("Open", f"{card.OPEN}.{index}", question_id))
                for index, (question_id, text, skill) in enumerate(shown)
            ),
            *([context(more)] if more else []),
            context(f"Only you see this. `{command} help` shows what else there is."),
        ],
    )


def ask_for_words(command: str) -> Message:
    """A search without words."""
    said = f"Tell me what to look for, as in {command} search fraud."
    return Message(said, [section(said), actions(button("Search the questions", SEARCH))])


def unknown(typed: str, near: Sequence[RoleSummary], wish: Wish, caretakers: str) -> Message:
    """The words name no role: the nearest ones as buttons, and who looks after the questions."""
    typed = cut(typed, 80)
    said = f"I know no role called “{typed}”."
    meant = f"Did you mean {either([cut(role.title, 60) for role in near])}?" if near else ""
    buttons = [
        button(role.title, f"{sets.SHOW}.{index}", RoleRef(role.id, wish).encode()) for index, role in enumerate(near)
    ]
    return Message(
        f"{said} {meant}".strip(),
        [
            section(said + (" Did you mean one of these?" if near else "")),
            actions(*buttons, button("All roles", ROLES), button("Search the questions", SEARCH)),
            context(caretakers),
        ],
    )


def caretakers(member_ids: Sequence[str]) -> str:
    """Who looks after the questions, as one of our sentences (mrkdwn). The ids are Slack's, so they are safe here."""
    who = either([f"<@{each}>" for each in member_ids[:5]])
    return f"Something missing or wrong? {who or 'Your workspace’s owners and admins'} can mend it."


def _named(role: RoleSummary) -> str:
    return f"{cut(role.title, 200)} · {count(role.questions, 'question')}"


def _show(role: RoleSummary, index: int) -> dict[str, object]:
    return button("Questions", f"{sets.SHOW}.{index}", RoleRef(role.id, Wish()).encode())


def _typed(role: RoleSummary) -> str:
    # A slug is letters, digits and hyphens where we made it; nothing else may stand between the backticks.
    return "".join(each for each in role.slug if each.isalnum() or each == "-")
