"""The demo in the browser: a Slack to be anybody in, with the real app at work."""

import webbrowser
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event

from prep import wallclock
from sandbox.client import Desk
from slackapp.demo import company as companies
from slackapp.demo import desk as desks
from slackapp.demo import week
from slackapp.demo.clock import PageClock
from slackapp.demo.company import Company

_GUIDE = """
{url}

What to try (Ctrl-K there makes you somebody else):
  1. You are Ana, who arranges interviews. Type /interview mine, or add one: /interview schedule trust-safety
  2. Become Ben. Press the clock, then “Tomorrow 8:30 in Lagos”: the morning message comes. Open the follow-ups.
  3. As anybody, type /interview trust-safety, or /interview alone.
  4. Open the inspector to see each exchange; press the lightning to break something.

Ctrl-C stops everything."""


def play(
    say: Callable[[str], None], *, port: int, database_url: str | None, http: bool, opens: bool, until: Event
) -> None:
    """Starts it all, opens the browser where that is wanted, and stops in order once `until` is set or Ctrl-C comes.

    Raises `NoSandbox` when the local Slack cannot start.
    """
    with desks.local_slack(port) as (slack, api_url):
        acme = slack.workspace("Acme", zone="Europe/Berlin")
        clock = PageClock(slack.ahead)
        with desks.app_in(acme, slack, api_url, clock, database_url=database_url, http=http) as app:
            people = companies.found(acme, app)
            say("Filling a small company: people in six time zones, three searches, interviews today and tomorrow …")
            _furnish(slack, people)
            url = f"{slack.url}/#/{acme.id}/{people.ana.id}/"
            say(_GUIDE.format(url=url))
            if opens:
                webbrowser.open(url)
            _wait(until)
            say("\nStopping …")


def _furnish(slack: Desk, people: Company) -> None:
    """Before work Ana adds the interviews; by the morning everybody was told."""
    beginning = week.begins(datetime.now(UTC))
    _move_to(slack, beginning)
    first = wallclock.local(beginning, week.LISBON).date()
    for planned in week.interviews(people):
        week.add(people.ana, planned, first)
    _move_to(slack, wallclock.at(first, week.MORNING, week.LISBON))


def _move_to(slack: Desk, moment: datetime) -> None:
    slack.move_clock(max(0.0, (moment - slack.clock()).total_seconds()))


def _wait(until: Event) -> None:
    try:
        while not until.wait(1.0):  # not for ever, so that Ctrl-C is heard on every system
            pass
    except KeyboardInterrupt:
        return
