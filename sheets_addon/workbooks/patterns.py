"""Number formats: how each kind of value looks in a spreadsheet, in the workbook's language.

A spreadsheet puts in the separators of its own reader: ``#,##0`` is 1 234 in a Russian Excel.
"""

from collections.abc import Iterable
from math import isfinite

from core.i18n import Language
from core.report import Kind

BORDER_GREEN, BORDER_AMBER = 1 - 1e-9, 0.8 - 1e-9
"""At and above plan; from here amber; below red. Exact within 1e-9."""
ATTAINMENT = f'[>={BORDER_GREEN:.9f}]"▲ "0.0%;[>={BORDER_AMBER:.9f}]"● "0.0%;"▼ "0.0%'
_FIXED: dict[Kind, str] = {"count": "#,##0", "money": "#,##0", "rate": "0.0%", "attainment": ATTAINMENT}
_DATES: dict[Kind, dict[Language, str]] = {
    "date": {"ru": "dd.mm.yyyy", "en": "yyyy-mm-dd"},
    "month": {"ru": "[$-419]mmm yyyy", "en": "[$-409]mmm yyyy"},
}
TEXT = "@"


def pattern(kind: Kind, language: Language, values: Iterable[object] = ()) -> str:
    """The number format of a column of ``kind``; how many decimals ``values`` need is seen from them."""
    if kind in _FIXED:
        return _FIXED[kind]
    if kind in _DATES:
        return _DATES[kind][language]
    if kind == "number":
        return ("#,##0", "#,##0.0", "#,##0.00")[_decimals(values)]
    if kind == "days":
        return "#,##0.0" if _decimals(values) else "#,##0"
    return "General"


def _decimals(values: Iterable[object]) -> int:
    """0 for whole numbers; else 2, or 1 where the numbers are large enough to do without the second."""
    numbers = [value for value in values if isinstance(value, int | float) and isfinite(value)]
    if all(abs(value - round(value)) < 1e-9 for value in numbers):
        return 0
    return 1 if min(abs(value) for value in numbers if value) >= 20 else 2


def axis_pattern(kind: Kind, language: Language, largest: float) -> str:
    """The format of a chart's axis and labels: large sums in thousands or millions, said so."""
    thousand, million = ("тыс.", "млн") if language == "ru" else ("K", "M")
    if kind in {"rate", "attainment"}:
        return "0%"
    if kind != "money" or largest < 100_000:
        return "#,##0" if largest >= 10 else "General"
    return f'#,##0,"\u00a0{thousand}"' if largest < 2_000_000 else f'#,##0.0,,"\u00a0{million}"'
