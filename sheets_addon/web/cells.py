"""A value as a page shows it."""

from datetime import date
from typing import NamedTuple

from core.i18n import Language, day, money, month, percent
from core.report import Kind, Ref, Value
from sheets_addon.web.words import common as words

NUMERIC: frozenset[Kind] = frozenset({"count", "number", "money", "rate", "attainment", "days"})

MEDIUM, LONG = 18, 40
"""Letters from which a text gets a wider column, and a wide one."""


class Shown(NamedTuple):
    """The text, its style, and a mark before it that says in a sign what the colour says."""

    text: str
    css: str = ""
    mark: str = ""


def shown(value: Value, kind: Kind, language: Language) -> Shown:
    """One cell of a report. Blank is '' and never 0."""
    if value is None or value == "":
        return Shown("", "blank")
    if isinstance(value, bool):
        return Shown((words.YES if value else words.NO).to(language))
    if isinstance(value, Ref):
        return Shown(value.text if value.text not in {"", value.cell} else str(value), "link")
    if isinstance(value, date):
        return Shown(month(value, language) if kind == "month" else day(value, language), "date")
    if isinstance(value, str):
        return Shown(value, "long" if len(value) > LONG else "medium" if len(value) > MEDIUM else "")
    text = _number(value, kind, language)
    if kind == "attainment":
        css, mark = _against_plan(value)
        return Shown(text, f"number {css}", mark)
    return Shown(text, "number")


def _number(value: float, kind: Kind, language: Language) -> str:
    if kind == "flag":
        return (words.YES if value else words.NO).to(language)
    if kind in {"rate", "attainment"}:
        text = percent(value, language)
    elif kind in {"money", "count"}:
        text = money(value, language)
    else:
        text = f"{value:,.{1 if kind == 'days' else 2}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        if language == "ru":
            text = text.replace(",", "\u00a0").replace(".", ",")
    return _minus(text)


def _minus(text: str) -> str:
    """A true minus; a figure that rounds to nothing has no sign."""
    if not text.startswith("-"):
        return text
    return "\u2212" + text[1:] if any(c in "123456789" for c in text) else text[1:]


def _against_plan(share: float) -> tuple[str, str]:
    if share >= 1 - 1e-9:
        return "good", "▲"
    return ("near", "●") if share >= 0.8 - 1e-9 else ("low", "▼")
