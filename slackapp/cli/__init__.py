"""The command line: `interview-prep`. Each command is a file here; only the one that is called is imported."""

import click

from slackapp.cli.lazy import Lazy


@click.group(
    cls=Lazy,
    commands_at={
        "run": ("slackapp.cli.run:run", "Run the app: Socket Mode when SLACK_APP_TOKEN is set, else HTTP."),
        "demo": ("slackapp.cli.demo:demo", "Try the app with a Slack of its own: no account, no token."),
        "doctor": ("slackapp.cli.doctor:doctor", "Check tokens, scopes, command, database and clock; say what to do."),
        "deliveries": (
            "slackapp.cli.deliveries:deliveries",
            "List what was sent, is due, was skipped, failed, and why.",
        ),
        "migrate": ("slackapp.cli.migrate:migrate", "Bring the database to this version."),
        "manifest": ("slackapp.cli.manifest:manifest", "Print the manifest to create the Slack app from."),
        "export": ("slackapp.cli.export:export", "Write what is kept about a candidate to a file."),
        "bank": ("slackapp.cli.bank:bank", "Check files of questions."),
    },
)
@click.version_option(package_name="interview-prep", message="%(version)s")
def main() -> None:
    """Interview Prep: the right questions, at the right moment, in Slack."""
