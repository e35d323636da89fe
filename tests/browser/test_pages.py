"""Every page in a real browser: nothing that axe finds, nothing wider than the window, nothing in the console.

With ``PLANERKA_SCREENSHOTS=folder`` each is pictured on a phone and at a desk, in both languages, light and dark.
"""

import os
from typing import Any

import pytest

from core.i18n import Language
from tests.browser.live import Live, Open

OF_BOOK = {
    "summary": "",
    "day": "/reports/day",
    "daily-metrics": "/reports/daily_metrics",
    "funnel": "/reports/funnel",
    "pipeline-clients": "/reports/pipeline_clients",
    "directions": "/reports/directions",
    "forecast": "/reports/forecast",
    "problems": "/problems",
    "problems-errors": "/problems?severity=error",
    "runs": "/runs",
    "agenda": "/agenda",
}
LOOKS: list[tuple[Language, str, str]] = [("ru", "desk", "light"), ("en", "phone", "dark")]
if os.environ.get("PLANERKA_SCREENSHOTS"):
    LOOKS = [
        (language, screen, look)
        for language in ("ru", "en")
        for screen in ("desk", "phone")
        for look in ("light", "dark")
    ]


@pytest.mark.parametrize(("language", "screen", "look"), LOOKS)
def test_what_a_head_sees(live: Live, visit: Open, language: Language, screen: str, look: Any) -> None:
    head = visit(live, "head", language, screen, color_scheme=look)
    pages = {"home": "/"} | {name: f"/workbooks/{live.books[language]}{path}" for name, path in OF_BOOK.items()}
    wrong = []
    for name, path in pages.items():
        assert head.go(path) == 200
        head.shot(f"{name}-{language}-{screen}-{look}")
        wrong += [f"{name}: {one}" for one in head.violations()]
        wrong += [f"{name} is {pixels} pixels too wide" for pixels in [head.overflow()] if pixels > 0]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("language", "screen", "look"), LOOKS)
def test_what_others_see(live: Live, visit: Open, language: Language, screen: str, look: Any) -> None:
    nobody = visit(live, "", language, screen, color_scheme=look)
    nobody.go("/login")
    nobody.shot(f"login-{language}-{screen}-{look}")
    assert not nobody.violations()
    newcomer = visit(live, "newcomer", language, screen, color_scheme=look)
    newcomer.shot(f"home-empty-{language}-{screen}-{look}")
    assert not newcomer.violations()
    manager = visit(live, "anna" if language == "ru" else "anna_en", language, screen, color_scheme=look)
    manager.shot(f"home-manager-{language}-{screen}-{look}")
    assert not manager.violations()
    assert manager.go(f"/workbooks/{live.books[language]}/reports/summary") == 200
    manager.shot(f"summary-manager-{language}-{screen}-{look}")
    assert not manager.violations()
    assert manager.overflow() <= 0
    assert manager.go(f"/workbooks/{live.books[language]}/reports/none") == 404
    manager.shot(f"error-{language}-{screen}-{look}")
    assert not manager.violations()
    manager.complaints.clear()  # the console tells of the 404
