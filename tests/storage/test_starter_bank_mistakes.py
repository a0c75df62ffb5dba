"""Every kind of mistake, with the sentence it gets."""

from pathlib import Path

import pytest

from tests.storage.starter_files import FILE, mistakes, write

PROBES = "probes:\n      - Which signals come first?\n      - What would prove you wrong?"


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("title: Trust & Safety Specialist\n", "", "1 title", "This is missing; add it."),
        ("    short: A hard decision\n", "", "35 questions[1].short", "This is missing; add it."),
        ("      weak: Guesses.\n", "", "31 questions[0].anchors.weak", "This is missing; add it."),
        ("short: A hard decision", "short: ''", "37 questions[1].short", "This is empty; write it out."),
        ("short: A hard decision", "short:", "37 questions[1].short", "Write text here."),
        ("short: A hard decision", "short: [a]", "37 questions[1].short", "Write text here."),
        (
            "short: A hard decision",
            f"short: {'x' * 41}",
            "37 questions[1].short",
            "This has 41 characters and there is room for 40; shorten it.",
        ),
        (
            "name: Care",
            f"name: {'Care' * 7}",
            "14 guide.competencies[1].name",
            "This has 28 characters and there is room for 24; shorten it.",
        ),
        (
            "slug: trust-safety",
            "slug: Trust Safety",
            "1 slug",
            "Write lower-case words with hyphens, such as fake-accounts.",
        ),
        (
            "id: hard-case",
            "id: hard--case",
            "35 questions[1].id",
            "Write lower-case words with hyphens, such as fake-accounts.",
        ),
        (
            "category: situational",
            "category: practical",
            "24 questions[0].category",
            "Write 'general', 'behavioral', 'technical' or 'situational' here.",
        ),
        (
            "level: any",
            "level: expert",
            "26 questions[0].level",
            "Write 'junior', 'mid', 'senior', 'lead' or 'any' here.",
        ),
        (
            "status: pilot",
            "status: tried",
            "42 questions[1].status",
            "Write 'draft', 'pilot', 'live' or 'retired' here.",
        ),
        ("minutes: 8", "minutes: soon", "41 questions[1].minutes", "Write a whole number here, such as 5."),
        ("minutes: 8", "minutes: 8.5", "41 questions[1].minutes", "Write a whole number here, such as 5."),
        ("minutes: 8", "minutes: [8]", "41 questions[1].minutes", "Write a whole number here, such as 5."),
        ("minutes: 8", f"minutes: {'8' * 5000}", "41 questions[1].minutes", "This number is too large."),
        ("minutes: 8", "minutes: 2", "41 questions[1].minutes", "Write 3 or more."),
        ("minutes: 8", "minutes: 13", "41 questions[1].minutes", "Write 12 or less."),
        (
            "probes: [Who was affected?, What came of it?]",
            "probes: [Who was affected?]",
            "43 questions[1].probes",
            "Write at least 2 (so far: 1).",
        ),
        (
            PROBES,
            "probes: Which signals come first?",
            "28 questions[0].probes",
            "Write a list here, one line with “- ” in front for each entry.",
        ),
        (
            "What would prove you wrong?",
            "",
            "30 questions[0].probes[1]",
            "Write text here.",
        ),
        (
            'anchors: {strong: Tells both sides., solid: Tells one., weak: "Says: none."}',
            "anchors: strong",
            "44 questions[1].anchors",
            "Write fields here, each on its own line as “name: text”.",
        ),
        (
            "    status: pilot",
            "    state: pilot",
            "42 questions[1].state",
            "There is no field of this name; check its spelling, or remove it.",
        ),
        (
            "  skills:",
            "  skill:",
            "10 guide.skill",
            "There is no field of this name; check its spelling, or remove it.",
        ),
        (
            "id: hard-case",
            "id: fake-accounts",
            "35 questions[1].id",
            "This id is the same as that of questions[0]; change or remove one.",
        ),
        (
            "text: Tell me about a hard decision.",
            "text: does one person run MANY accounts",
            "36 questions[1].text",
            "This question is the same as that of questions[0]; change or remove one.",
        ),
        (
            "short: A hard decision",
            "short: many fake accounts!",
            "37 questions[1].short",
            "This short title is the same as that of questions[0]; change or remove one.",
        ),
        (
            "competency: Care",
            "competency: Carre",
            "39 questions[1].competency",
            "“Carre” is none of the guide's competencies; did you mean “Care”?",
        ),
        (
            "[Investigation, Care]",
            "[Investigation, Quality]",
            "19 plan[0].competencies[1]",
            "“Quality” is none of the guide's competencies; use one of those or explain it there.",
        ),
        (
            "trust and safety ops",
            "help with safety",
            "3 aliases[1]",
            "“help” is a command of its own; begin with another word.",
        ),
        (
            "slug: trust-safety",
            "slug: search-trust",
            "1 slug",
            "“search” is a command of its own; begin with another word.",
        ),
        ("[T&S,", "['&',", "3 aliases[0]", "Nobody could type this to find the role; use letters or digits."),
        (
            "title: Casework",
            "title: Casework\n    title: Again",
            "18 plan[0].title",
            "This field is here twice; keep one of them.",
        ),
        (
            "Who was affected?",
            "&who Who",
            "43 questions[1].probes[0]",
            "Remove “&who”; text that is needed twice is written twice.",
        ),
        (
            "Who was affected?",
            "*who",
            "43 questions[1].probes[0]",
            "Write it out here; repeating something by “*” is not understood.",
        ),
        (
            "minutes: 8",
            "minutes: !!int 8",
            "41 questions[1].minutes",
            "Remove the word that begins with “!”; everything here is plain text.",
        ),
        (
            "Says: none.",
            "Says \\0",
            "44 questions[1].anchors.weak",
            "There is a character here that cannot be shown; remove it.",
        ),
        (
            "Says: none.",
            "Says \\ud800",
            "44 questions[1].anchors.weak",
            "There is a character here that cannot be shown; remove it.",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_field(
    tmp_path: Path,
    old: str,
    new: str,
    where: str,
    what: str,
) -> None:
    assert f"{where}: {what}" in mistakes(write(tmp_path, old, new))


def test_all_mistakes_of_a_file_are_told_at_once_in_its_order(tmp_path: Path) -> None:
    path = write(tmp_path)
    spoiled = FILE.replace("minutes: 6", "minutes: 60").replace("competency: Care", "competency: Caring")
    path.write_text(spoiled.replace("slug: trust-safety\n", "slug: why\n"), encoding="utf-8")
    assert mistakes(path) == [
        "1 slug: “why” is a command of its own; begin with another word.",
        "27 questions[0].minutes: Write 12 or less.",
        "39 questions[1].competency: “Caring” is none of the guide's competencies; did you mean “Care”?",
    ]
