"""`python -m tests.browser.screenshots`: the pictures in docs/images/, taken of the demo as it runs."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser import chromium
from tests.browser.visitor import Visitor

IMAGES = Path(__file__).parents[2] / "docs" / "images"
# Each as high as what it is to show.
DESK = ViewportSize(width=1100, height=580)
WIDE = ViewportSize(width=1240, height=620)
PHONE = ViewportSize(width=390, height=780)
TALL_PHONE = ViewportSize(width=390, height=1000)
LATER = ViewportSize(width=1100, height=597)


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


class _Camera:
    def __init__(self, page: Page, folder: Path) -> None:
        self._page, self._folder = page, folder

    def __call__(self, name: str) -> None:
        self._page.mouse.move(0, 0)
        self._page.evaluate("document.activeElement.blur()")
        self._page.wait_for_timeout(300)  # what was pressed lets go
        self._page.screenshot(path=self._folder / f"{name}.png")


def take(browser: Browser, address: str, folder: Path) -> None:
    """All of them, one after the other: each begins where the last one ended."""
    context = browser.new_context(
        viewport=DESK, device_scale_factor=1.25, reduced_motion="reduce", color_scheme="light"
    )
    page = context.new_page()
    page.goto(address)
    visitor = Visitor(page, address.partition("/#")[0])
    shoot = _Camera(page, folder)
    _changes(visitor, shoot)
    _morning(visitor, shoot)
    _inspector(visitor, shoot)
    _correction(visitor, shoot)
    _afterwards(visitor, shoot)
    context.close()


def _changes(visitor: Visitor, shoot: _Camera) -> None:
    """On the first day Ana moves an interview twice and cancels it. On his phone Ben reads what he was told."""
    visitor.become("Ben Okoro")
    expect(visitor.last).to_contain_text("added you to 3 interviews", timeout=20_000)
    for name, start, was in (("moved", "12:00", "12:00"), ("moved-again", "12:30", "13:00")):
        _changing(visitor, "J.S.", "Move")
        visitor.fills("Start", start)
        visitor.submits("Moved.")
        _on_the_phone(visitor, shoot, name, f"It was {was}.")
    _changing(visitor, "J.S.", "Cancel it")
    visitor.submits("Cancelled.")
    _on_the_phone(visitor, shoot, "cancelled", "Cancelled: J.S.")


def _changing(visitor: Visitor, candidate: str, how: str) -> None:
    """Ana opens her interview with the candidate, and what there is to change it."""
    visitor.become("Ana Costa")
    visitor.types("/interview mine")
    visitor.last.get_by_role("button", name="Change").first.click()
    expect(visitor.modal).to_contain_text(candidate)
    visitor.modal.get_by_role("button", name=how, exact=True).click()


def _on_the_phone(visitor: Visitor, shoot: _Camera, name: str, reads: str) -> None:
    """Ben is told a little later."""
    visitor.closes()
    visitor.become("Ben Okoro")
    _passes(visitor, "+15 minutes")
    expect(visitor.last).to_contain_text(reads, timeout=20_000)
    visitor.page.set_viewport_size(TALL_PHONE)
    shoot(name)
    visitor.page.set_viewport_size(DESK)


def _morning(visitor: Visitor, shoot: _Camera) -> None:
    """Ben's second day: what is ahead of him, and that he found a question good."""
    visitor.become("Ben Okoro")
    visitor.page.get_by_role("button", name="Workspace time").click()
    visitor.page.get_by_role("button", name="Tomorrow 8:30 in Lagos").click()
    expect(visitor.last).to_contain_text("I've read this", timeout=20_000)
    visitor.reacts("one")
    expect(visitor.last).to_contain_text("Noted: 1", timeout=20_000)
    shoot("morning")


def _inspector(visitor: Visitor, shoot: _Camera) -> None:
    """The same in the dark, and how it got there."""
    visitor.page.emulate_media(color_scheme="dark")
    visitor.page.set_viewport_size(WIDE)
    visitor.tool("Inspector").click()
    visitor.page.locator(".exchange .line", has_text="chat.postMessage").first.click()
    shoot("inspector-dark")
    visitor.page.get_by_role("button", name="Close the inspector").click()
    visitor.page.emulate_media(color_scheme="light")


def _correction(visitor: Visitor, shoot: _Camera) -> None:
    """Ana moves an interview of today; on his phone Ben reads what changed."""
    visitor.become("Ana Costa")
    visitor.types("/interview mine")
    expect(visitor.last).not_to_contain_text("J.S.")
    visitor.last.get_by_role("button", name="Change").nth(1).click()
    expect(visitor.modal).to_contain_text("L.O.")
    visitor.modal.get_by_role("button", name="Move", exact=True).click()
    visitor.fills("Start", "12:30")
    visitor.submits("Moved.")
    visitor.closes()
    visitor.become("Ben Okoro")
    _passes(visitor, "+15 minutes")
    expect(visitor.last).to_contain_text("It was 11:00.", timeout=20_000)
    visitor.page.set_viewport_size(PHONE)
    visitor.last.hover()
    visitor.last.get_by_role("button", name="How it reads").click()
    visitor.last.locator(".elsewhere").scroll_into_view_if_needed()
    shoot("correction")
    visitor.page.set_viewport_size(LATER)


def _afterwards(visitor: Visitor, shoot: _Camera) -> None:
    """It is over: Ben says what helped."""
    for _ in range(6):
        _passes(visitor, "+1 hour")
    expect(visitor.last).to_contain_text("which gave you something to judge by?", timeout=20_000)
    visitor.last.get_by_role("checkbox").first.check()
    shoot("afterwards")


def _passes(visitor: Visitor, time: str) -> None:
    """So much of it passes by the workspace's clock."""
    visitor.page.get_by_role("button", name="Workspace time").click()
    visitor.page.get_by_role("button", name=time).click()
    expect(visitor.page.locator(".clock-popup")).to_have_count(0)


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
