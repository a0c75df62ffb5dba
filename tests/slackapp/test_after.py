"""What is done after an answer: off the listener's thread, once, bounded, and never in silence."""

import re
from collections.abc import Iterator
from threading import Event, current_thread
from time import monotonic

import pytest
from structlog.testing import capture_logs

from slackapp.after import SECONDS, After, NotDelivered, quick, respond
from slackapp.metrics import Metrics
from slackapp.pool import Pool
from tests.slackapp.entry.front import Slack, a_slack


@pytest.fixture
def slack() -> Iterator[Slack]:
    with a_slack() as slack:
        yield slack


def outcome(metrics: Metrics, name: str) -> float:
    return metrics.registry.get_sample_value("interview_prep_after_total", {"outcome": name}) or 0.0


def test_it_runs_elsewhere_and_at_once(slack: Slack) -> None:
    metrics = Metrics()
    after = After(metrics)
    threads = []
    after(lambda: threads.append(current_thread()))
    after(quick(f"{slack.url}/api/", "xoxb-1").views_open, trigger_id="1.2", view={"type": "modal"})
    assert slack.wait()[0][0] == "views.open"
    assert after.close(5)
    assert threads != [current_thread()]
    assert outcome(metrics, "done") == 2


def test_a_failure_is_logged_once_and_the_person_told(slack: Slack) -> None:
    slack.refuse.add("views.open")
    metrics = Metrics()
    after = After(metrics)
    with capture_logs() as logs:
        client = quick(f"{slack.url}/api/", "xoxb-1")
        after(client.views_open, tell=slack.response_url, trigger_id="1.2", view={"type": "modal"})
        (opened, _), (told, message) = slack.wait(2)
        assert after.close(5)
    [entry] = logs
    assert (opened, told) == ("views.open", "response")
    assert re.fullmatch(r"[0-9a-f]{6}", entry["id"])
    assert entry["id"] in message["text"]
    assert entry["doing"] == "after: views_open"
    assert outcome(metrics, "failed") == 1


def test_telling_may_fail_too() -> None:
    metrics = Metrics()
    after = After(metrics)
    with capture_logs() as logs:
        after(lambda: 1 / 0, tell="http://127.0.0.1:9/closed")
        assert after.close(10)
    assert [entry["doing"] for entry in logs] == ["after: <lambda>", "after: respond"]


def test_a_refused_response_url_is_a_failure(slack: Slack) -> None:
    with pytest.raises(NotDelivered):
        respond(f"{slack.url}/nowhere", {"text": "hello"})


def test_a_client_for_it_is_bounded_and_never_tries_twice() -> None:
    client = quick("http://127.0.0.1:9/api/")
    assert client.timeout == SECONDS == 2
    assert client.retry_handlers == []


def test_too_much_is_dropped_and_counted() -> None:
    metrics = Metrics()
    after = After(metrics, threads=1, waiting=1)
    gate, busy = Event(), Event()

    def hold() -> None:
        busy.set()
        gate.wait(10)

    after(hold)
    assert busy.wait(5)
    with capture_logs() as logs:
        for _ in range(3):
            after(hold)
    gate.set()
    assert after.close(5)
    assert outcome(metrics, "dropped") == 2
    assert len(logs) == 2
    with capture_logs():
        after(hold)
    assert outcome(metrics, "dropped") == 3, "nothing is taken once it is closed"


def test_a_pool_closes_in_time_whatever_hangs() -> None:
    pool = Pool("test", threads=2, waiting=10)
    gate, done = Event(), []
    assert pool.submit(lambda: gate.wait(30))
    assert pool.submit(lambda: done.append(1))
    before = monotonic()
    assert not pool.close(0.2)
    assert monotonic() - before < 1
    gate.set()
    assert pool.close(5)
    assert done == [1]


def test_a_job_that_raises_does_not_take_its_thread_along() -> None:
    pool = Pool("test", threads=1, waiting=10)
    done = []
    with capture_logs() as logs:
        pool.submit(lambda: 1 / 0)
        pool.submit(lambda: done.append(1))
        assert pool.close(5)
    assert done == [1]
    assert [entry["event"] for entry in logs] == ["a job failed"]
