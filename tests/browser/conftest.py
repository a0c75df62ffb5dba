"""A company with the real app at work, and a browser to be anybody in. Without a Chromium these tests are skipped and
say so; with NEED_BROWSER set they fail instead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from sandbox import Sandbox
from sandbox.client import Installation, Workspace
from slackapp import manifest
from slackapp.assembly import assemble
from slackapp.demo import company
from slackapp.demo.clock import PageClock
from slackapp.demo.company import Company
from slackapp.entry.run import running
from slackapp.settings import Settings
from storage.starter_bank import load_all
from tests.browser import chromium
from tests.browser.visitor import Visitor
from tests.databases import Sqlite
from tests.filled import with_bank


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says once, at the end, that the page was not looked at."""
    if chromium.found() is None:
        terminalreporter.section("The page in the browser was not tested")
        terminalreporter.line(chromium.MISSING)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all tests here, gone before the next package's: its loop would be in the way of theirs."""
    chromium.require()
    with chromium.running() as started:
        yield started


@pytest.fixture(scope="package")
def slack() -> Iterator[Sandbox]:
    """One local Slack; each test has a workspace of its own in it."""
    with Sandbox.start(retry_delays=(0, 0.2, 0.5)) as sandbox:
        yield sandbox


@pytest.fixture(scope="package")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Sqlite:
    """Databases as they are shipped: the page knows nothing of them."""
    return Sqlite(tmp_path_factory.mktemp("sqlite"))


@dataclass(frozen=True, slots=True)
class Office:
    """A workspace and its people, with the app installed and running."""

    slack: Sandbox
    acme: Workspace
    app: Installation
    people: Company


@pytest.fixture
def office(slack: Sandbox, databases: Sqlite) -> Iterator[Office]:
    """The real app over Socket Mode, which plans by the page's clock. All it sends is within Slack's rules."""
    slack.desk.clear_record()
    acme = slack.desk.workspace("Acme", zone="Europe/Berlin")
    app = acme.install(manifest.written())
    with databases.fresh() as url:
        with_bank(url, acme.id, "Acme", load_all(), datetime.now(UTC))
        settings = Settings(
            slack_bot_token=app.bot_token,
            slack_app_token=app.app_token,
            slack_api_url=slack.api_url,
            database_url=url,
            tick_seconds=0.2,
        )
        with running(settings, assemble(settings, now=PageClock(slack.desk.ahead))):
            slack.desk.sockets(app, at_least=1)
            yield Office(slack, acme, app, company.found(acme, app))
    assert slack.desk.breaches() == []


@pytest.fixture
def acme(slack: Sandbox) -> Workspace:
    """A workspace without any app."""
    return slack.desk.workspace("Acme", zone="Europe/Berlin")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that remembers nothing of other tests."""
    made = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, slack: Sandbox) -> Iterator[Page]:
    """An empty tab. Whatever happens in it: no script fails, nothing is refused by the page's own policy, and no other
    host is asked for anything."""
    tab = context.new_page()
    wrong: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 400" not in message.text:
            wrong.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith((slack.url, slack.url.replace("http", "ws"))):
            wrong.append(f"asked {request.url}")

    tab.on("console", heard)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("request", asked)
    yield tab
    assert wrong == []


@pytest.fixture
def visitor(page: Page, slack: Sandbox) -> Visitor:
    return Visitor(page, slack.url)
