"""The pictures of docs/guide: what each shows is there; ``make docs`` takes them."""

import pytest
from playwright.sync_api import expect

from core.i18n import Language
from tests.browser.live import LOCALES, Live, Open

PICTURES = {
    "home": ("/", "main .card"),
    "report": ("/workbooks/{id}/reports/finance", "#content canvas"),
    "problems": ("/workbooks/{id}/problems", "#content tbody tr"),
    "agenda": ("/workbooks/{id}/agenda", "#content article"),
}
"""By its name the page and what has to be on it."""
SIZE = {"width": 1200, "height": 760}


@pytest.mark.parametrize("language", LOCALES)
def test_the_pages_that_the_guide_shows(live: Live, visit: Open, language: Language) -> None:
    head = visit(live, "head", language)
    head.page.set_viewport_size(SIZE)  # type: ignore[arg-type]
    for name, (path, shown) in PICTURES.items():
        head.go(path.format(id=live.books[language]))
        expect(head.page.locator(shown).first).to_be_visible()
        head.page.wait_for_timeout(400)  # a chart draws itself
        head.shot(f"{name}.{language}", whole=False)
