"""Starting while Slack is out of reach: people are told, and it is made good without another start."""

from sandbox import Sandbox
from tests.slackapp.office import open_office


def test_slack_is_asked_again_when_somebody_asks(slack: Sandbox, database_url: str) -> None:
    slack.desk.fault("auth.test", "http_500", times=2)
    with open_office(slack, database_url, filled=False) as office:
        assert "can't reach Slack yet" in office.ask("trust-safety").text
        assert "8 questions" in office.ask("trust-safety").text
