"""`python -m tests.browser.screenshots`: the pictures in docs/images/, taken of the demo as it runs."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser import chromium

IMAGES = Path(__file__).parents[2] / "docs" / "images"
DESK = ViewportSize(width=1240, height=780)
PHONE = ViewportSize(width=390, height=780)


@contextmanager
def demo(*options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`interview-prep demo` as a process of its own, and the address of its page once there is something to see."""
    command = [
        sys.executable,
        "-c",
        "from slackapp.cli import main; main()",
        "demo",
        "--no-open",
        "--port",
        "0",
        *options,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            address = next((line.strip() for line in process.stdout if line.startswith("http")), None)
            assert address, "the demo did not start"
            yield address, process
        finally:
            process.terminate()


def take(browser: Browser, address: str, folder: Path) -> None:
    """All of them, one after the other: each begins where the last one ended."""
    context = browser.new_context(viewport=DESK, device_scale_factor=2, reduced_motion="reduce", color_scheme="light")
    page = context.new_page()
    page.goto(address)
    shoot = _Camera(page, folder)
    be(page, "Priya Nair")
    types(page, "/interview trust-safety")
    expect(page.locator(".message").last).to_contain_text("Only visible to you")
    shoot("ask")
    be(page, "Ana Costa")
    types(page, "/interview schedule trust-safety")
    page.locator("#modal [type=submit]").click()
    page.locator("#modal [type=submit]").click()
    expect(page.locator("#modal .error").first).to_be_visible()
    shoot("add")
    page.keyboard.press("Escape")
    be(page, "Ben Okoro")
    page.get_by_role("button", name="Workspace time").click()
    page.get_by_role("button", name="Tomorrow 8:30 in Lagos").click()
    expect(page.get_by_role("button", name="I've read this").last).to_be_visible(timeout=20_000)
    shoot("morning")
    page.emulate_media(color_scheme="dark")
    page.get_by_role("button", name="Inspector").click()
    page.locator(".exchange .line", has_text="chat.postMessage").first.click()
    shoot("inspector-dark")
    page.get_by_role("button", name="Close the inspector").click()
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    shoot("phone")
    context.close()


class _Camera:
    def __init__(self, page: Page, folder: Path) -> None:
        self._page, self._folder = page, folder

    def __call__(self, name: str) -> None:
        self._page.mouse.move(0, 0)
        self._page.wait_for_timeout(300)  # what was pressed lets go
        self._page.screenshot(path=self._folder / f"{name}.png")


def be(page: Page, name: str) -> None:
    """Somebody else."""
    page.keyboard.press("Control+k")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.locator("#sidebar .me")).to_contain_text(name)
    expect(page.locator("#write")).to_have_attribute("placeholder", re.compile("Message .+"))


def types(page: Page, text: str) -> None:
    """A line, sent."""
    page.locator("#write").fill(text)
    page.locator("#write").press("Enter")


def main() -> None:
    """Take them all."""
    if chromium.found() is None:
        sys.exit("No Chromium was found: apt-get install chromium, or say where it is with CHROMIUM.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with demo() as (address, _), chromium.running() as browser:
        take(browser, address, IMAGES)
    sys.stdout.write("".join(f"{path.relative_to(Path.cwd())}\n" for path in sorted(IMAGES.glob("*.png"))))


if __name__ == "__main__":
    main()
