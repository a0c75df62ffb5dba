"""The references: a Bolt app that answers `hi`, and hears reactions.

Bolt's own settings and adapter, on the server that ours runs on.
"""

import argparse
import os
from importlib import import_module

import waitress
from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient


def hi(ack: Ack) -> None:
    """All it can do."""
    ack("hi")


def seen() -> None:
    """An event, and nothing is done about it."""


def main() -> None:
    """Serves at `PORT` until it is killed."""
    parser = argparse.ArgumentParser(prog="python -m bench.hello", description=__doc__)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--before-response", action="store_true", help="process_before_response=True")
    parser.add_argument("--also", nargs="*", default=(), metavar="MODULE", help="what is imported besides")
    chosen = parser.parse_args()
    for module in chosen.also:
        import_module(module)
    told = os.environ
    app = App(
        client=WebClient(told["SLACK_BOT_TOKEN"], base_url=told["SLACK_API_URL"]),
        signing_secret=told["SLACK_SIGNING_SECRET"],
        process_before_response=chosen.before_response,
    )
    app.command("/interview")(hi)
    app.event("reaction_added")(seen)
    waitress.serve(
        SlackRequestHandler(app),
        host="127.0.0.1",
        port=int(told["PORT"]),
        threads=chosen.threads,
        ident=None,
        asyncore_use_poll=True,
        _quiet=True,
    )


if __name__ == "__main__":
    main()
