from pathlib import Path

import pytest

from prep.bank import Anchors, Category, Competency, Level, PlanPart, StarterQuestion, Status
from storage.starter_bank import BankMistakes, load, load_all
from tests.storage.starter_files import FILE, write


def test_a_file_becomes_a_role(tmp_path: Path) -> None:
    role = load(write(tmp_path))
    assert (role.slug, role.title) == ("trust-safety", "Trust & Safety Specialist")
    assert role.aliases == ("T&S", "trust and safety ops")
    assert role.guide.summary == "Keeps people safe."
    assert role.guide.competencies[1] == Competency("Care", "Looks after people.")
    assert role.plan == (PlanPart("Casework", 45, ("Investigation", "Care")),)
    assert role.questions == (
        StarterQuestion(
            id="trust-safety/fake-accounts",
            text="Does one person run many accounts?",
            short="Many fake accounts",
            category=Category.SITUATIONAL,
            competency="Investigation",
            level=None,
            minutes=6,
            status=Status.LIVE,
            probes=("Which signals come first?", "What would prove you wrong?"),
            anchors=Anchors("Names rival explanations.", "Lists signals.", "Guesses."),
        ),
        StarterQuestion(
            id="trust-safety/hard-case",
            text="Tell me about a hard decision.",
            short="A hard decision",
            category=Category.BEHAVIORAL,
            competency="Care",
            level=Level.SENIOR,
            minutes=8,
            status=Status.PILOT,
            probes=("Who was affected?", "What came of it?"),
            anchors=Anchors("Tells both sides.", "Tells one.", "Says: none."),
        ),
    )


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("no", "no"),  # YAML of old took these for something else than text
        ("007", "007"),
        ("2026-11-23", "2026-11-23"),
        ("|\n      On two\n      lines.", "On two lines."),
        ("“日本” – عربى 👩‍💻", "“日本” – عربى 👩‍💻"),
    ],
)
def test_text_is_taken_as_written(tmp_path: Path, written: str, text: str) -> None:
    path = write(tmp_path, "text: Tell me about a hard decision.", f"text: {written}")
    assert load(path).questions[1].text == text


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "role.yaml"
    path.write_text(FILE, encoding="utf-8-sig")
    assert load(path).slug == "trust-safety"


def test_what_is_optional_may_be_left_out(tmp_path: Path) -> None:
    assert load(write(tmp_path, "aliases: [T&S, trust and safety ops]\n", "")).aliases == ()


def test_a_folder_is_read_by_name(tmp_path: Path) -> None:
    write(tmp_path)
    other = FILE.replace("trust-safety", "care").replace("Trust & Safety Specialist", "Carer")
    (tmp_path / "care.yaml").write_text(other.replace("[T&S, trust and safety ops]", "[]"), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no role", encoding="utf-8")
    assert [role.slug for role in load_all(tmp_path)] == ["care", "trust-safety"]


def test_a_word_finds_one_role(tmp_path: Path) -> None:
    write(tmp_path, name="a.yaml")
    write(tmp_path, "slug: trust-safety", "slug: ts", name="b.yaml")
    with pytest.raises(BankMistakes) as refused:
        load_all(tmp_path)
    assert [str(mistake) for mistake in refused.value.mistakes] == [
        "b.yaml:1 slug: “ts” already finds the role of a.yaml; choose another.",
        "b.yaml:2 title: “Trust & Safety Specialist” already finds the role of a.yaml; choose another.",
        "b.yaml:3 aliases[0]: “T&S” already finds the role of a.yaml; choose another.",
        "b.yaml:3 aliases[1]: “trust and safety ops” already finds the role of a.yaml; choose another.",
    ]


def test_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("slug: 'a", encoding="utf-8")
    write(tmp_path, "minutes: 45", "minutes: 5", name="b.yaml")
    with pytest.raises(BankMistakes) as refused:
        load_all(tmp_path)
    assert [(mistake.file, mistake.line) for mistake in refused.value.mistakes] == [
        ("a.yaml", 1),
        ("b.yaml", 18),
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.yaml")
