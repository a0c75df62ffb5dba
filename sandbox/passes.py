"""Giving out trigger ids and response URLs, and taking them back."""

import time

from sandbox.local_slack import LocalSlack
from sandbox.refusal import Refused
from sandbox.state.apps import Installation
from sandbox.state.passes import ResponseUrl, Trigger

KEPT_AFTER = 60.0  # seconds an expired trigger id is remembered, to say that it expired


def give_trigger(slack: LocalSlack, installation: Installation, person: str, from_view: str | None = None) -> str:
    """A trigger id for one modal, within Slack's three seconds from now."""
    now = time.monotonic()
    triggers = slack.world.triggers
    while triggers and (oldest := next(iter(triggers.values()))).expires + KEPT_AFTER < now:
        del triggers[oldest.id]
    trigger = Trigger(installation, person, now + slack.timing.trigger, from_view)
    triggers[trigger.id] = trigger
    return trigger.id


def take_trigger(slack: LocalSlack, installation: Installation, trigger_id: str) -> Trigger:
    """Exchange a trigger id; Refused when it is unknown, used, too old or another app's."""
    trigger = slack.world.triggers.get(trigger_id)
    if trigger is None or trigger.installation is not installation:
        raise Refused("invalid_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if time.monotonic() > trigger.expires:
        raise Refused("expired_trigger_id")
    trigger.used = True
    return trigger


def give_response_url(
    slack: LocalSlack,
    installation: Installation,
    channel: str,
    person: str,
    *,
    family: str = "actions",
    original: str | None = None,
    thread_ts: str | None = None,
) -> ResponseUrl:
    """A response URL; `original` is the message it may replace."""
    now = time.monotonic()
    urls = slack.world.response_urls
    while urls and (oldest := next(iter(urls.values()))).expires + KEPT_AFTER < now:
        del urls[oldest.token]
    expires = now + slack.timing.response_url
    url = ResponseUrl(installation, channel, person, expires, family, original, thread_ts)
    urls[url.token] = url
    return url


def full_url(slack: LocalSlack, url: ResponseUrl) -> str:
    """The address an app posts to."""
    return slack.base_url + url.path
