"""Finding one's way: the command alone, help, roles, search."""

from dataclasses import replace

import pytest

from prep.bank import StarterRole
from storage.filling import fill
from storage.starter_bank import load_all
from tests.slackapp.office import Office

pytestmark = pytest.mark.in_turn


def test_the_command_alone_offers_what_exists(office: Office) -> None:
    message = office.ask("")
    assert [each.label for each in message.elements()] == [
        "Questions for a role",
        "Search the questions",
        "Add an interview",
        "My interviews",
        "Settings",
        "Help",
    ]
    shown = (("find.roles", "4 roles"), ("mine.show", "interviews"), ("find.help", "What I can do"))
    for action, expected in shown:
        office.priya.press(message, action)
        office.priya.wait_message(office.priya.dm_channel(), containing=expected)


def test_help_names_every_command_that_exists_and_no_other(office: Office) -> None:
    reading = office.ask("help").reading()
    asking = ("trust-safety", "senior trust-safety technical 5", "roles", "search fraud", "help")
    preparing = ("schedule", "mine", "today", "week", "digest")
    own = ("settings", "pause until friday", "resume", "why", "why @NAME")
    for word in (*asking, *preparing, *own):
        assert f"/interview {word}" in reading
    assert "stats" not in reading
    assert "owners and admins" in reading


def test_roles_are_listed_with_their_counts_and_lead_to_questions(office: Office) -> None:
    message = office.ask("roles")
    reading = message.reading()
    assert "Data Analyst · 40 questions" in reading
    assert "Trust & Safety Operations Specialist · 42 questions" in reading
    office.priya.press(message, "set.show.0")
    office.priya.wait_message(office.priya.dm_channel(), containing="Only you see this")


def many(number: int) -> list[StarterRole]:
    """Roles that differ in name alone."""
    [role] = [each for each in load_all() if each.slug == "data-analyst"]
    return [
        replace(
            role,
            slug=f"role-{index:03}",
            title=f"Role {index:03}",
            aliases=(),
            questions=tuple(replace(each, id=f"role-{index:03}/{each.id}") for each in role.questions[:2]),
        )
        for index in range(number)
    ]


def test_many_roles_are_paged(office: Office) -> None:
    with office.db.begin() as session:
        fill(session, office.acme.id, many(30), office.clock())
    first = office.ask("roles")
    assert "34 roles, page 1 of 5" in first.reading()
    office.priya.press(first, "find.page.next")
    second = office.priya.wait_message(office.priya.dm_channel(), containing="page 2 of 5")
    assert second.ts == first.ts
    office.priya.press(second, "find.page.previous")
    assert office.priya.wait_message(office.priya.dm_channel(), containing="page 1 of 5").ts == first.ts


@pytest.mark.parametrize("typed", ["fraud", "FRAUD ring", "frau"])
def test_search_finds_questions_and_opens_them(office: Office, typed: str) -> None:
    message = office.ask(f"search {typed}")
    assert "fraud" in message.reading().lower()
    office.priya.press(message, "card.open.0")
    assert "What to listen for" in office.priya.wait_modal().reading()


@pytest.mark.parametrize(
    "typed", ["zebra", "💥", "x" * 5000, "fraud " * 500, 'zz"yy*xx:ww', "fraud OR zebra NOT x", "<!channel>"]
)
def test_search_for_what_is_not_there_says_so(office: Office, typed: str) -> None:
    message = office.ask(f"search {typed}")
    assert "No question has" in message.text
    assert message.elements()


def test_search_alone_asks_for_words_and_a_modal_takes_them(office: Office) -> None:
    message = office.ask("search")
    office.priya.press(message, "find.search")
    view = office.priya.wait_modal()
    assert office.priya.submit(view, {"words": "fraud"}).ok
    office.priya.wait_message(office.priya.dm_channel(), containing="Questions with “fraud”")
