"""What is wrong in the cells: each with the way to its cell and what to do about its kind."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request, url_for

from core.i18n import Language
from core.i18n.severities import GRAVITY, SEVERITIES
from core.report import Problem
from sheets_addon.access import needs
from sheets_addon.web import frame, shown
from sheets_addon.web.advice import advice
from sheets_addon.web.language import page_language
from sheets_addon.web.reports import links
from sheets_addon.web.viewed import note_view
from sheets_addon.web.words import problems as words

PAGE = 100

problems = Blueprint("problems", __name__, url_prefix="/workbooks/<int:id>/problems")


@dataclass(frozen=True)
class Asked:
    """What the page's form asks for; '' : all of them."""

    severity: str
    tab: str
    manager: str
    page: int

    def fits(self, problem: Problem) -> bool:
        wanted = ((self.severity, problem.severity), (self.tab, problem.tab), (self.manager, problem.manager))
        return all(not asked or asked == found for asked, found in wanted)


@problems.get("")
@needs("workbook")
def page(id: str) -> str:
    """The worst first; ``severity``, ``tab`` and ``manager`` narrow it down, ``page`` counts from 1."""
    result = shown.result()
    if result is None:
        return frame.render_workbook("empty.html", result, "problems")
    note_view()
    language, asked = page_language(), _asked()
    found = sorted(filter(asked.fits, result.problems), key=lambda one: (GRAVITY[one.severity], one))
    pages = max(1, -(-len(found) // PAGE))
    at = min(asked.page, pages)
    part = found[(at - 1) * PAGE : at * PAGE]
    return frame.render_workbook(
        "problems.html",
        result,
        "problems",
        asked=asked,
        problems=part,
        n=len(found),
        at=at,
        pages=pages,
        newer=_page_of(asked, at - 1) if at > 1 else "",
        older=_page_of(asked, at + 1) if at < pages else "",
        choices=_choices(result.problems, language),
        advice=lambda problem: advice(problem).to(language),
        severities={one: title.to(language) for one, title in SEVERITIES.items()},
        link=links(),
    )


def _asked() -> Asked:
    given = request.args
    number = given.get("page", "1")
    at = int(number) if number.isdecimal() and number.isascii() and len(number) < 7 else 1
    return Asked(given.get("severity", ""), given.get("tab", ""), given.get("manager", ""), max(1, at))


def _page_of(asked: Asked, number: int) -> str:
    given = {"severity": asked.severity, "tab": asked.tab, "manager": asked.manager, "page": str(number)}
    return url_for(".page", id=request.view_args["id"] if request.view_args else 0, **_filled(given))


def _filled(given: dict[str, str]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value}


def _choices(found: tuple[Problem, ...], language: Language) -> dict[str, list[tuple[str, str]]]:
    """What may be chosen, each with how many there are."""
    every = ("", words.EVERY.to(language))
    said = {one: title.to(language) for one, title in SEVERITIES.items()}

    def listed(values: Iterable[str], order: Callable[[str], Any] = str) -> list[tuple[str, str]]:
        there = Counter(value for value in values if value)
        return [every, *((one, f"{said.get(one, one)} ({there[one]})") for one in sorted(there, key=order))]

    return {
        "severity": listed((problem.severity for problem in found), GRAVITY.__getitem__),
        "tab": listed(problem.tab for problem in found),
        "manager": listed(problem.manager for problem in found),
    }
