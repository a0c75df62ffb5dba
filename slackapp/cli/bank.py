"""`interview-prep bank`: the questions in files."""

from collections import Counter
from pathlib import Path

import click

from prep.bank import Category, StarterRole
from storage import starter_bank


@click.group()
def bank() -> None:
    """The questions in files."""


@bank.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path), required=False)
def check(file: Path | None) -> None:
    """Check FILE, one role or a folder of them; without it, the questions that come with the package."""
    paths = starter_bank.files(file)
    if not paths:
        raise click.BadParameter(f"“{file}” holds no .yaml file.", param_hint="FILE")
    try:
        roles = starter_bank.load_all(file)
    except starter_bank.BankMistakes as wrong:
        for mistake in wrong.mistakes:
            click.echo(str(mistake))
        raise click.exceptions.Exit(1) from None
    for path, role in zip(paths, roles, strict=True):
        click.echo(f"{path.name}: {_summary(role)}")


def _summary(role: StarterRole) -> str:
    counts = Counter(question.category for question in role.questions)
    return ", ".join(
        [
            _counted(len(role.questions), "question"),
            *(f"{counts[category]} {category}" for category in Category if counts[category]),
            _counted(len(role.guide.competencies), "skill"),
            f"{_counted(len(role.plan), 'interview')} in the plan",
        ]
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
