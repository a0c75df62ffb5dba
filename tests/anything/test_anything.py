"""Hundreds of steps, anything in any order, the same each time; with `STEPS=5000` thousands, others each time. The seed
of a failure is printed, and `SEED=...` plays it again."""

import os
import random

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from sandbox import Sandbox
from tests.anything.machine import Anything
from tests.databases import Postgres, Sqlite

IN_A_ROW = 30
"""Steps that befall one company."""
STEPS = {"sqlite": 450, "postgresql": 90}
SEED = 1


@pytest.mark.parametrize("kind", STEPS)
def test_everybody_has_what_they_ought_to_have(
    slack: Sandbox, database_servers: dict[str, Sqlite | Postgres], kind: str
) -> None:
    steps = int(os.environ.get("STEPS", STEPS[kind]))
    fresh = random.randrange(2**32) if "STEPS" in os.environ else SEED  # noqa: S311 - which steps there are is no secret
    chosen = int(os.environ.get("SEED", fresh))
    print(f"{steps} steps, SEED={chosen}")  # noqa: T201 - pytest shows it where this fails

    class Company(Anything):
        pass

    Company.slack, Company.fresh = slack, database_servers[kind].fresh
    run_state_machine_as_test(
        seed(chosen)(Company),
        settings=settings(
            max_examples=max(1, steps // IN_A_ROW),
            stateful_step_count=IN_A_ROW,
            phases=[Phase.generate, Phase.shrink],
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
