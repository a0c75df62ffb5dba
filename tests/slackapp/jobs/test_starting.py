"""A process that starts while Slack is out of reach sends what is due once Slack is back, though nobody asks it."""

from sandbox import Sandbox
from slackapp.assembly import assemble
from slackapp.entry.run import running
from storage.deliveries import State
from tests.slackapp.clocks import Clock, MachineClock
from tests.slackapp.jobs.postroom import Postroom
from tests.slackapp.office import open_office, settings, until


def test_slack_was_away_at_the_start(slack: Sandbox, database_url: str) -> None:
    with open_office(slack, database_url) as office:
        postroom = Postroom(office, MachineClock())
        [ana] = postroom.people(["Ana Costa"])
        office.assembled.metronome.stop(5)
        postroom.plan(ana)
    slack.desk.fault("auth.test", "http_500", times=2)
    given = settings(slack, office.installation, database_url, socket=False, tick_seconds=0.1)
    again = assemble(given, now=Clock(office.clock()))
    with running(given, again):
        until(lambda: postroom.rows(ana) == [(State.SENT, None)])
    again.close()
    office.db.close()
