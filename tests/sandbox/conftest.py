"""A local Slack with one workspace in it, and an app that keeps what it hears."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from sandbox import Sandbox
from sandbox.client import Channel, Installation, Person, View, Workspace
from tests.sandbox import apps
from tests.sandbox.apps import Ear
from tests.sandbox.views import field, modal, plain, trigger


@pytest.fixture
def slack() -> Iterator[Sandbox]:
    """A local Slack whose retries come after 0, 0.05 and 0.1 seconds, and whose apps have a second to answer."""
    with Sandbox.start(retry_delays=(0, 0.05, 0.1), ack_seconds=1.0) as sandbox:
        yield sandbox


@pytest.fixture
def acme(slack: Sandbox) -> Workspace:
    return slack.desk.workspace("Acme", zone="Europe/Berlin")


@pytest.fixture
def app(acme: Workspace) -> Installation:
    return acme.install(apps.manifest())


@pytest.fixture
def ear(app: Installation) -> Iterator[Ear]:
    with apps.listening() as (ear, url):
        app.request_url = url
        yield ear


@pytest.fixture
def client(slack: Sandbox, app: Installation) -> WebClient:
    return apps.client(slack, app)


@pytest.fixture
def priya(acme: Workspace) -> Person:
    return acme.person("Priya Nair", zone="Asia/Kolkata", locale="en-GB")


@pytest.fixture
def ben(acme: Workspace) -> Person:
    return acme.person("Ben Okoro", zone="Africa/Lagos")


@pytest.fixture
def room(acme: Workspace, app: Installation, priya: Person, ben: Person) -> Channel:
    """A public channel with Priya, Ben and the app in it."""
    channel = acme.channel("hiring", [priya, ben])
    channel.add(app)
    return channel


@pytest.fixture
def opened(client: WebClient, ear: Ear, priya: Person) -> View:
    """A modal with a required name and an optional note, open in front of Priya."""
    note = field("note", max_length=5) | {"optional": True}
    body = modal(
        "Ask",
        field("name"),
        note,
        submit=plain("Tell"),
        private_metadata="kept",
        notify_on_close=True,
        external_id="e1",
    )
    client.views_open(trigger_id=trigger(ear, priya), view=body)
    return priya.modals()[-1]
