"""The story's clock: it stands outside Slack's protocol, and only ever goes forward."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from sandbox import Sandbox
from sandbox.client import Channel, Person, SandboxError
from tests.sandbox.page.watching import eye

CLOSE = timedelta(seconds=5)


def test_it_is_real_time_until_it_is_moved(slack: Sandbox) -> None:
    assert slack.desk.ahead() == timedelta(0)
    assert abs(slack.desk.clock() - datetime.now(UTC)) < CLOSE


def test_it_moves_on_and_slacks_own_time_stays(slack: Sandbox, priya: Person, room: Channel) -> None:
    slack.desk.move_clock(3600)
    slack.desk.move_clock(3600)
    assert abs(slack.desk.clock() - datetime.now(UTC) - timedelta(hours=2)) < CLOSE
    assert abs(float(priya.say(room, "Hi").ts) - datetime.now(UTC).timestamp()) < 5


def test_it_goes_to_a_time_of_day_somewhere(slack: Sandbox, priya: Person) -> None:
    priya.link.ask("move_clock", day=1, at="08:30", zone="Europe/Berlin")
    berlin = slack.desk.clock().astimezone(ZoneInfo("Europe/Berlin"))
    assert (berlin.hour, berlin.minute) == (8, 30)
    assert timedelta(0) < berlin - datetime.now(UTC) < timedelta(days=2)


@pytest.mark.parametrize(
    "asked",
    [
        {"by": -60},
        {"by": "soon"},
        {"by": 1e18},
        {"day": "2001-01-01", "at": "08:30", "zone": "Europe/Berlin"},
        {"day": 1, "at": "late", "zone": "Europe/Berlin"},
        {"day": 1, "at": "08:30", "zone": "Europe/Nowhere"},
        {"day": "9999-12-31", "at": "08:30", "zone": "Europe/Berlin"},
    ],
)
def test_what_is_no_moment_to_come_is_refused_in_a_sentence(
    slack: Sandbox, priya: Person, asked: dict[str, Any]
) -> None:
    with pytest.raises(SandboxError):
        priya.link.ask("move_clock", **asked)
    assert slack.desk.ahead() == timedelta(0)


def test_a_page_is_told(slack: Sandbox, priya: Person) -> None:
    with eye(slack) as page:
        page.look(priya)
        slack.desk.move_clock(60)
        [[_, ahead]] = page.until("clock", lambda shown: shown["moves"])["moves"]
        assert ahead == pytest.approx(60, abs=1)
