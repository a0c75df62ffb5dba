"""Files that are no plain YAML at all, by accident or on purpose."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.storage.starter_files import mistakes


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"slug: a\ntitle: Caf\xe9", "2: This is not UTF-8 text; save the file as UTF-8."),
        (
            b"slug: a\ntitle: Trust: safety",
            "2: Put quotes round text with a colon in it.",
        ),
        (
            b"slug: a\n\ttitle: b",
            "2: Put quotes round this text, and blanks where a tab is.",
        ),
        (b"slug: a\ntitle: 'b", "2: Quotes are opened here and never closed."),
        (
            b"slug: a\ntitle\n",
            "3: Write a colon after the field, or indent the text below it.",
        ),
        (b"slug: a\ntitle: \x07", "2: There is a character here that cannot be shown; remove it."),
        (
            b"slug: a\n---\nslug: b",
            "2: One role a file: move what follows “---” to another file.",
        ),
        (b"slug: a\n? [a]\n: b", "2: The name of a field must be a plain word, such as “title:”."),
        (b"a: " + b"[" * 100_000, "1: This is nested too deep; a role needs no more than five levels."),
        (b"", "1: Write fields here, each on its own line as “name: text”."),
        (b"- a\n- b", "1: Write fields here, each on its own line as “name: text”."),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "trust-safety.yaml"
    path.write_bytes(content)
    assert mistakes(path) == [told]


@pytest.mark.parametrize("content", ['a: "\\U99999999"', "%YAML 1.99\n---\na: b", "[a: }"])
def test_what_the_parser_trips_over_is_told_all_the_same(tmp_path: Path, content: str) -> None:
    path = tmp_path / "trust-safety.yaml"
    path.write_text(content, encoding="utf-8")
    [told] = mistakes(path)
    assert told.startswith("1: This cannot be read as YAML (")


def test_a_file_made_to_swell_is_not_expanded(tmp_path: Path) -> None:
    """The "billion laughs": each line repeats the one before nine times."""
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    path = tmp_path / "trust-safety.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    assert "2 a1[0]: Write it out here; repeating something by “*” is not understood." in mistakes(path)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=40) | st.text("ab:-[]{}&*!|>'\"%#,?\\\n \t~0", max_size=40).map(str.encode))
def test_whatever_is_in_a_file_the_mistakes_are_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "trust-safety.yaml"
    path.write_bytes(content)
    assert mistakes(path)
