"""The system's Chromium. Playwright's own download is not needed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

MISSING = "No Chromium was found: install one (apt-get install chromium), or say where it is with CHROMIUM."
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing of the browser's own goes out, and it runs as root in containers.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def found() -> str | None:
    """Where it is: `CHROMIUM`, or on the path; None when there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def require() -> None:
    """Ends a test that needs one where there is none: it is skipped and says so; with NEED_BROWSER set it fails."""
    if found() is None:
        pytest.fail(MISSING) if os.environ.get("NEED_BROWSER") else pytest.skip(MISSING)


@contextmanager
def running() -> Iterator[Browser]:
    """One, without a window, until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found(), args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()
