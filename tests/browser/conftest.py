"""One service and one browser for all tests here; each visitor has a context, and so cookies, of their own."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from core.i18n import Language
from tests.browser.live import LOCALES, WIDTHS, Live, Open, Visitor, chromium, fill, living

PATIENCE = 30_000
"""Milliseconds: a slow machine is not a failing test."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = chromium(playwright)
        yield made
        made.close()


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with living(tmp_path_factory.mktemp("live")) as made:
        fill(made)
        yield made


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """``visit(live, "head", "ru", "phone")``: a visitor, signed in; ``""`` for nobody. At the end nobody complained."""
    opened: list[Visitor] = []

    def open(live: Live, login: str, language: Language = "ru", screen: str = "desk", **more: Any) -> Visitor:
        context = browser.new_context(
            viewport={"width": WIDTHS[screen], "height": 900}, locale=LOCALES[language], **more
        )
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(live, context, context.new_page())
        opened.append(visitor)
        if login:
            visitor.sign_in(login)
        return visitor

    yield open
    complaints = [one for visitor in opened for one in visitor.complaints]
    for visitor in opened:
        visitor.context.close()
    assert not complaints
