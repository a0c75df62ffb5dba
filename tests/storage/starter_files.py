"""A role's file that is right in everything, for tests to spoil."""

from pathlib import Path
from typing import Final

import pytest

from storage.starter_bank import BankMistakes, load

FILE: Final = """\
slug: trust-safety
title: Trust & Safety Specialist
aliases: [T&S, trust and safety ops]
guide:
  summary: >-
    Keeps people
    safe.
  fit: Works with policy.
  responsibilities: [Review reports]
  skills: [Judgement]
  competencies:
    - name: Investigation
      meaning: Finds out what happened.
    - name: Care
      meaning: Looks after people.
plan:
  - title: Casework
    minutes: 45
    competencies: [Investigation, Care]
questions:
  - id: fake-accounts
    text: Does one person run many accounts?
    short: Many fake accounts
    category: situational
    competency: Investigation
    level: any
    minutes: 6
    probes:
      - Which signals come first?
      - What would prove you wrong?
    anchors:
      strong: Names rival explanations.
      solid: Lists signals.
      weak: Guesses.
  - id: hard-case
    text: Tell me about a hard decision.
    short: A hard decision
    category: Behavioural
    competency: Care
    level: senior
    minutes: 8
    status: pilot
    probes: [Who was affected?, What came of it?]
    anchors: {strong: Tells both sides., solid: Tells one., weak: "Says: none."}
"""


def write(folder: Path, old: str = "", new: str = "", name: str = "trust-safety.yaml") -> Path:
    """The file in `folder`, with the one place that reads `old` replaced by `new`."""
    assert FILE.count(old) == 1 or not old
    path = folder / name
    path.write_text(FILE.replace(old, new) if old else FILE, encoding="utf-8")
    return path


def mistakes(path: Path) -> list[str]:
    """What is told of a file, without its name: "41 questions[3].short: …"."""
    with pytest.raises(BankMistakes) as refused:
        load(path)
    assert str(refused.value) == "\n".join(map(str, refused.value.mistakes))
    return [str(mistake).removeprefix(f"{path.name}:") for mistake in refused.value.mistakes]
