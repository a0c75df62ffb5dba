"""An office whose machine time the tests move."""

from collections.abc import Iterator

import pytest

from sandbox import Sandbox
from tests.slackapp.clocks import MachineClock
from tests.slackapp.jobs.postroom import Postroom
from tests.slackapp.office import open_office


@pytest.fixture
def postroom(slack: Sandbox, database_url: str) -> Iterator[Postroom]:
    """On either database; Slack is as it should be before and after."""
    slack.desk.clear_record()
    machine = MachineClock()
    with open_office(slack, database_url, machine=machine) as office:
        yield Postroom(office, machine)
    slack.desk.lift()
    slack.desk.lag_history(0)
    slack.desk.latency(0)
    assert slack.desk.breaches() == []
