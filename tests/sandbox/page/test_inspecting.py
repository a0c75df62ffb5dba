"""Looking at one exchange, having it once more, and Slack being away."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox import Sandbox
from sandbox.client import Channel, Person, SandboxError
from tests.sandbox.apps import Ear


def test_one_exchange_with_all_that_was_said(slack: Sandbox, ear: Ear, priya: Person, room: Channel) -> None:
    ear.says(text="Hello yourself")
    priya.command("/hello", "you", where=room)
    number = slack.desk.deliveries("command")[0].number
    told = priya.link.ask("exchange", number=number)["exchange"]
    assert (told["sent"]["text"], told["answer"]) == ("you", {"text": "Hello yourself"})


def test_a_breach_says_in_which_exchange_it_was_found(
    slack: Sandbox, ear: Ear, client: WebClient, priya: Person, room: Channel
) -> None:
    wrong = [{"type": "divider", "colour": "red"}]
    ear.says(text="Hi", blocks=wrong)
    priya.command("/hello", where=room)
    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel=room.id, text="Hi", blocks=wrong)
    numbers = [slack.desk.deliveries("command")[0].number, slack.desk.calls("chat.postMessage")[0].number]
    assert [breach.exchange for breach in slack.desk.breaches()] == numbers


def test_it_can_be_delivered_again(slack: Sandbox, ear: Ear, priya: Person, room: Channel) -> None:
    priya.command("/hello", where=room)
    [first] = slack.desk.deliveries("command")
    assert priya.link.ask("deliver_again", number=first.number) == {"ok": True, "error": None}
    assert [each.payload["trigger_id"] for each in ear.heard] == [first.sent["trigger_id"]] * 2
    assert [each.attempt for each in slack.desk.deliveries("command")] == [0, 1]


def test_an_event_goes_again_as_an_event(slack: Sandbox, ear: Ear, priya: Person) -> None:
    priya.say(priya.dm_channel(), "Hi")
    assert slack.desk.settled()
    [event] = slack.desk.deliveries("event")
    priya.link.ask("deliver_again", number=event.number)
    assert ear.heard[-1].payload["event_id"] == ear.heard[0].payload["event_id"]
    assert ear.heard[-1].headers["X-Slack-Retry-Num"] == "1"


def test_what_an_app_asked_cannot_be_delivered(slack: Sandbox, client: WebClient, priya: Person) -> None:
    client.auth_test()
    with pytest.raises(SandboxError, match="Only what Slack sent"):
        priya.link.ask("deliver_again", number=slack.desk.calls()[0].number)
    with pytest.raises(SandboxError, match="not on record"):
        priya.link.ask("exchange", number=999)


def test_while_slack_is_down_nothing_is_done_and_nothing_arrives(
    slack: Sandbox, ear: Ear, client: WebClient, priya: Person, room: Channel
) -> None:
    fault = slack.desk.fault("*", "down", times=None, lasts=60)
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel=room.id, text="Hello")
    assert refused.value.response.status_code == 503
    assert priya.command("/hello", where=room).error == "dispatch_failed"
    assert (ear.heard, priya.messages(room)) == ([], [])
    slack.desk.lift(fault)
    assert priya.command("/hello", where=room).ok


def test_a_fault_ends_by_itself(slack: Sandbox, client: WebClient) -> None:
    slack.desk.fault("*", "down", times=None, lasts=0.0)
    assert client.auth_test()["ok"]
