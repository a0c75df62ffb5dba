"""Everything in the demo, and in tests, is on this machine."""

import os

PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
"""Where Slack's SDK looks for a proxy. It does not look at NO_PROXY, and no proxy leads back to this machine."""


def forget_proxies() -> None:
    """From now on this process, and each that it starts, speaks to the local Slack itself."""
    for name in PROXIES:
        os.environ.pop(name, None)
