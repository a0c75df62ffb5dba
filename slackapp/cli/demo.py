"""`interview-prep demo`"""

import importlib.util
import signal
from threading import Event

import click

from slackapp import logs
from slackapp.demo import loopback
from slackapp.settings import SettingsMistake, database_at


def _database(_context: click.Context, _option: click.Parameter, url: str | None) -> str | None:
    """Found wrong before anything starts; an empty one is none, and never the database of `run`."""
    try:
        return database_at(url) if url and url.strip() else None
    except SettingsMistake as mistake:
        raise click.BadParameter(str(mistake)) from None


@click.command
@click.option("--headless", is_flag=True, help="Play the main job and print the conversation, then end.")
@click.option("--http", is_flag=True, help="Attach the app over signed HTTP instead of Socket Mode.")
@click.option("--port", type=click.IntRange(0, 65535), default=8700, show_default=True, help="Of the page; 0: any.")
@click.option(
    "--database",
    "database_url",
    metavar="URL",
    callback=_database,
    help="Use this database instead of a temporary one; each run brings a company of its own.",
)
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
def demo(headless: bool, http: bool, port: int, database_url: str | None, no_open: bool) -> None:
    """Try the app with a Slack of its own: no account, no token, nothing leaves this machine."""
    if importlib.util.find_spec("aiohttp") is None:
        raise click.ClickException("The demo needs one more package: pip install 'interview-prep[demo]'.")
    logs.set_up("console", "WARNING")
    loopback.forget_proxies()
    from slackapp.demo import desk  # noqa: PLC0415 - needs what was looked for above
    from slackapp.entry.http_server import CannotListen  # noqa: PLC0415 - `demo --help` need not wait for these
    from slackapp.entry.preparing import NotReady  # noqa: PLC0415
    from slackapp.entry.socket_mode import CannotConnect  # noqa: PLC0415
    from storage.database import Unavailable  # noqa: PLC0415

    try:
        if headless:
            _transcript(http=http, database_url=database_url)
        else:
            _page(http=http, port=port, database_url=database_url, opens=not no_open)
    except (desk.NoSandbox, NotReady, CannotListen, CannotConnect, TimeoutError) as error:
        raise click.ClickException(str(error)) from None
    except Unavailable as error:
        raise click.ClickException(f"The database went away while starting ({error}): check --database.") from None


def _page(*, http: bool, port: int, database_url: str | None, opens: bool) -> None:
    from slackapp.demo import page  # noqa: PLC0415 - as above

    stopping = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    page.play(click.echo, port=port, database_url=database_url, http=http, opens=opens, until=stopping)


def _transcript(*, http: bool, database_url: str | None) -> None:
    from slackapp.demo import asking, company, desk, preparing, rating  # noqa: PLC0415 - as above
    from slackapp.demo.clock import StoryClock  # noqa: PLC0415
    from slackapp.demo.stage import Stage  # noqa: PLC0415

    with desk.local_slack() as (slack, api_url):
        acme, clock = slack.workspace("Acme"), StoryClock()
        with desk.app_in(acme, slack, api_url, clock, database_url=database_url, http=http) as app:
            people, stage = company.found(acme, app), Stage(acme, click.echo)
            asking.play(stage, people)
            ends_at = preparing.play(stage, people, clock)
            rating.play(stage, people, clock, ends_at)
        if breaches := slack.breaches():
            raise click.ClickException(f"Slack would have refused: {breaches[0]}")
    way = "signed HTTP" if http else "Socket Mode"
    click.echo(f"\nThat was the real app, over {way}, with a local Slack in a process of its own.")
