"""`interview-prep demo`, as somebody who has just found the project runs it."""

import signal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.screenshots import demo
from tests.browser.visitor import Visitor


@pytest.mark.parametrize("options", [(), ("--http",)])
def test_a_small_company_is_there_and_control_c_ends_it(browser: Browser, options: tuple[str, ...]) -> None:
    with demo(*options) as (address, process):
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        visitor = Visitor(page, address)
        expect(page.locator("#sidebar .me")).to_contain_text("Ana Costa")
        visitor.types("/interview mine")
        expect(visitor.last).to_contain_text("J.S.")
        expect(visitor.last).to_contain_text("M.K.")
        visitor.become("Ben Okoro")
        expect(visitor.messages.first).to_contain_text("J.S.")
        context.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=15) == 0
