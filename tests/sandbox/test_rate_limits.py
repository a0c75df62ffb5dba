"""Slack's rate limits: what is one too many, and when to come again."""

from collections.abc import Callable

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from sandbox.client import Channel, Installation, Person
from sandbox.refusal import RateLimited
from sandbox.state.limits import Asked, Limits, RateLimits
from tests.sandbox import apps

POST = "chat.postMessage"


@pytest.fixture
def limits() -> RateLimits:
    """Three messages a minute, and two seconds between two in a channel."""
    return RateLimits(everywhere=Limits({POST: 3}, per_channel_seconds=2.0))


def refused(limits: RateLimits, asked: Asked, now: float, published: int | None = 300) -> int | None:
    """The seconds a call at `now` is told to wait; None when it is taken."""
    try:
        limits.spend(asked, published, now)
    except RateLimited as limited:
        return limited.retry_after
    return None


def to(channel: str, team: str = "T1", app: str = "A1") -> Asked:
    return Asked(app, team, POST, channel)


def test_a_budget_a_minute_which_slides(limits: RateLimits) -> None:
    for second in (0.0, 10.0, 20.0):
        assert refused(limits, to(f"C{second}"), second) is None
    assert refused(limits, to("C4"), 30.0) == 30
    assert refused(limits, to("C4"), 59.9) == 1
    assert refused(limits, to("C4"), 60.0) is None
    assert refused(limits, to("C5"), 60.0) == 10
    assert limits.refused == {("T1", POST): 3}


def test_so_much_time_between_two_messages_to_a_channel(limits: RateLimits) -> None:
    assert refused(limits, to("C1"), 0.0) is None
    assert refused(limits, to("C1"), 0.5) == 2
    assert refused(limits, to("C2"), 0.5) is None
    assert refused(limits, to("C1"), 2.0) is None


def test_what_is_refused_spends_nothing(limits: RateLimits) -> None:
    for second in (0.0, 0.1, 0.2, 0.3):
        refused(limits, to("C1"), second)
    assert refused(limits, to("C1"), 2.0) is None


def test_workspaces_apps_and_methods_are_counted_apart(limits: RateLimits) -> None:
    for n in range(3):
        assert refused(limits, to(f"C{n}"), 0.0) is None
    assert refused(limits, to("C9"), 0.0) == 60
    assert refused(limits, to("C0", team="T2"), 0.0) is None
    assert refused(limits, to("C0", app="A2"), 0.0) is None
    assert refused(limits, Asked("A1", "T1", "auth.test"), 0.0, published=None) is None


def test_the_published_figure_holds_where_no_other_is_given(limits: RateLimits) -> None:
    asked = Asked("A1", "T1", "users.info")
    assert [refused(limits, asked, 0.0, published=2) for _ in range(3)] == [None, None, 60]


def test_one_workspace_may_differ_from_the_others(limits: RateLimits) -> None:
    limits.switch(None, "T1")
    assert [refused(limits, to("C1"), 0.0) for _ in range(9)] == [None] * 9
    assert [refused(limits, to("C1", team="T2"), 0.0) for _ in range(2)] == [None, 2]
    limits.switch(None, None)
    assert refused(limits, to("C1", team="T2"), 0.0) is None


def too_many(ask: Callable[[], object]) -> str:
    """The Retry-After with which Slack refuses."""
    with pytest.raises(SlackApiError) as raised:
        ask()
    assert (raised.value.response.status_code, raised.value.response["error"]) == (429, "ratelimited")
    return str(raised.value.response.headers["Retry-After"])


def test_over_http(slack: Sandbox, app: Installation, client: WebClient, priya: Person, room: Channel) -> None:
    slack.desk.rate_limits({POST: 3}, per_channel_seconds=30.0)
    direct = client.chat_postMessage(channel=priya.id, text="1")["channel"]
    assert too_many(lambda: client.chat_postMessage(channel=direct, text="x")) == "30"
    assert too_many(lambda: client.chat_postMessage(channel=priya.id, text="x")) == "30"
    client.chat_postMessage(channel=room.id, text="2")
    assert [m.text for m in priya.dm()] == ["1"]
    assert slack.desk.refusals() == {POST: 2}
    assert [(call.status, call.error) for call in slack.desk.calls(POST)] == [
        (200, None),
        (429, "ratelimited"),
        (429, "ratelimited"),
        (200, None),
    ]
    globex = slack.desk.workspace("Globex")
    assert slack.desk.refusals(globex) == {}
    there = apps.client(slack, globex.install(app_of=app))
    assert there.chat_postMessage(channel=globex.person("Zed").id, text="x")["ok"]
    slack.desk.no_rate_limits()
    assert client.chat_postMessage(channel=direct, text="2")["ok"]


def test_there_are_none_unless_they_are_asked_for(client: WebClient, room: Channel) -> None:
    for _ in range(3):
        assert client.chat_postMessage(channel=room.id, text="x")["ok"]


def test_the_tiers_come_with_them(slack: Sandbox, client: WebClient, priya: Person) -> None:
    slack.desk.rate_limits()
    for _ in range(50):
        client.conversations_open(users=priya.id)
    assert int(too_many(lambda: client.conversations_open(users=priya.id))) in range(50, 61)
