"""Tab titles as a spreadsheet accepts them: at most 31 characters, none of ``[]:*?/\\``, no two alike."""

from collections.abc import Iterable

from core.report import Report

_LONGEST = 31
_FORBIDDEN = str.maketrans({"[": "(", "]": ")", ":": "·", "*": "·", "?": "", "/": "–", "\\": "–"})
_RESERVED = {"history", "журнал изменений"}
"""Excel keeps these names for itself."""


def tab_titles(reports: Iterable[Report]) -> dict[str, str]:
    """The title of each report's tab, by the report's id."""
    titles: dict[str, str] = {}
    taken: set[str] = set(_RESERVED)
    for report in reports:
        titles[report.id] = title = _free(clean_title(report.title) or report.id, taken)
        taken.add(title.casefold())
    return titles


def clean_title(title: str) -> str:
    """``title`` without what no spreadsheet takes; may be empty."""
    shown = "".join(char for char in title.translate(_FORBIDDEN) if char.isprintable())
    return shown.strip().strip("'").strip()[:_LONGEST].rstrip().rstrip("'")


def _free(title: str, taken: set[str]) -> str:
    candidate, n = title[:_LONGEST], 1
    while candidate.casefold() in taken:
        n += 1
        candidate = f"{title[: _LONGEST - len(f' {n}')]} {n}"
    return candidate
