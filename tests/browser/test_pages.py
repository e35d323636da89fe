"""Every page in a real browser: nothing that axe finds, nothing wider than the window, nothing in the console.

With ``PLANERKA_SCREENSHOTS=folder``, as in CI, each is pictured on a phone and at a desk, in both languages.
"""

import os
from functools import partial
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
CHECKED: list[tuple[Language, str, str]] = [("ru", "desk", "light"), ("en", "phone", "dark")]
"""Where axe looks: every word and width, and both looks, at half the price."""
LOOKS = CHECKED
if os.environ.get("PLANERKA_SCREENSHOTS"):
    LOOKS = [*CHECKED, ("ru", "phone", "dark"), ("en", "desk", "light")]


@pytest.mark.parametrize(("language", "screen", "look"), LOOKS)
def test_what_a_head_sees(live: Live, visit: Open, language: Language, screen: str, look: Any) -> None:
    head = visit(live, "head", language, screen, color_scheme=look)
    pages = {"home": "/"} | {name: f"/workbooks/{live.books[language]}{path}" for name, path in OF_BOOK.items()}
    wrong = []
    for name, path in pages.items():
        assert head.go(path) == 200
        head.shot(f"{name}-{language}-{screen}-{look}")
        wrong += [f"{name}: {one}" for one in head.violations()] if (language, screen, look) in CHECKED else []
        wrong += [f"{name} is {pixels} pixels too wide" for pixels in [head.overflow()] if pixels > 0]
    assert not wrong, "\n".join(wrong)


SET_UP = {
    "people": "/people",
    "person": "/people/head",
    "keys": "/keys",
    "audit": "/audit",
    "account": "/account",
    "connect": "/connect",
    "upload": "/upload",
    "settings": "/workbooks/{id}/settings",
    "alerts": "/workbooks/{id}/settings/alerts",
    "disconnect": "/workbooks/{id}/disconnect",
}


@pytest.mark.parametrize(("language", "screen", "look"), LOOKS)
def test_what_an_administrator_sets(live: Live, visit: Open, language: Language, screen: str, look: Any) -> None:
    chief = visit(live, "chief", language, screen, color_scheme=look)
    wrong = []
    for name, path in SET_UP.items():
        assert chief.go(path.format(id=live.books[language])) == 200, name
        chief.shot(f"{name}-{language}-{screen}-{look}")
        wrong += [f"{name}: {one}" for one in chief.violations()] if (language, screen, look) in CHECKED else []
        wrong += [f"{name} is {pixels} pixels too wide" for pixels in [chief.overflow()] if pixels > 0]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("language", "screen", "look"), LOOKS)
def test_what_others_see(live: Live, visit: Open, language: Language, screen: str, look: Any) -> None:
    look_on = partial(visit, live, language=language, screen=screen, color_scheme=look)
    book, manager = f"/workbooks/{live.books[language]}", "anna" if language == "ru" else "anna_en"
    pages = [
        ("login", "", "/login"),
        ("home-empty", "newcomer", "/"),
        ("home-manager", manager, "/"),
        ("summary-manager", manager, f"{book}/reports/summary"),
        ("error", manager, f"{book}/reports/none"),
    ]
    wrong = []
    for name, login, path in pages:
        visitor = look_on(login=login)
        status = visitor.go(path)
        assert status == (404 if name == "error" else 200)
        visitor.shot(f"{name}-{language}-{screen}-{look}")
        wrong += [f"{name}: {one}" for one in visitor.violations()] if (language, screen, look) in CHECKED else []
        wrong += [f"{name} is {pixels} pixels too wide" for pixels in [visitor.overflow()] if pixels > 0]
        if status == 404:
            visitor.complaints.clear()  # the console tells of it
    assert not wrong, "\n".join(wrong)
