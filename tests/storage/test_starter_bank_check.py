"""`interview-prep bank check`, as it is typed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from slackapp.cli.bank import bank
from tests.storage.starter_files import write


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(bank, ["check", *map(str, arguments)])


def test_the_shipped_bank_is_checked_by_default() -> None:
    result = check()
    assert result.exit_code == 0
    assert "trust-safety.yaml: " in result.stdout


@pytest.mark.parametrize("whole_folder", [True, False])
def test_a_file_or_a_folder_of_ones_own(tmp_path: Path, whole_folder: bool) -> None:
    path = write(tmp_path)
    result = check(tmp_path if whole_folder else path)
    assert result.exit_code == 0
    assert result.stdout == (
        "trust-safety.yaml: 2 questions, 1 behavioral, 1 situational, 2 skills, 1 interview in the plan\n"
    )


def test_every_mistake_on_a_line_of_its_own(tmp_path: Path) -> None:
    result = check(write(tmp_path, "minutes: 8\n    status: pilot", "minutes: 80\n    status: done"))
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "trust-safety.yaml:41 questions[1].minutes: Write 12 or less.",
        "trust-safety.yaml:42 questions[1].status: Write 'draft', 'pilot', 'live' or 'retired' here.",
    ]


def test_used_wrongly(tmp_path: Path) -> None:
    assert check(tmp_path / "none.yaml").exit_code == 2
    nothing_in_it = check(tmp_path)
    assert nothing_in_it.exit_code == 2
    assert "holds no .yaml file" in nothing_in_it.stderr
