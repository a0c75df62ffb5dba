"""A local Slack for the run."""

from collections.abc import Iterator

import pytest

from sandbox import Sandbox


@pytest.fixture(scope="session")
def slack() -> Iterator[Sandbox]:
    """One; each example has a workspace of its own in it."""
    with Sandbox.start(retry_delays=(0,)) as sandbox:
        yield sandbox
