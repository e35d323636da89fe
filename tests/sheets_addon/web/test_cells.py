from datetime import date

import pytest

from core.i18n import Language
from core.report import Kind, Ref, Value
from sheets_addon.web.cells import shown

NB = "\u00a0"


@pytest.mark.parametrize(
    ("value", "kind", "language", "text"),
    [
        (None, "money", "ru", ""),
        (0, "count", "ru", "0"),
        (1234567.5, "money", "ru", f"1{NB}234{NB}568"),
        (1234567.4, "money", "en", "1,234,567"),
        (-1500, "money", "ru", f"−1{NB}500"),
        (-0.2, "money", "en", "0"),
        (0.125, "rate", "ru", f"12,5{NB}%"),
        (0.125, "rate", "en", "12.5%"),
        (1234.5, "number", "ru", f"1{NB}234,5"),
        (12.0, "number", "en", "12"),
        (0.25, "number", "ru", "0,25"),
        (3.04, "days", "ru", "3"),
        (3.46, "days", "en", "3.5"),
        (date(2026, 3, 1), "month", "ru", "март 2026"),
        (date(2026, 3, 1), "date", "en", "2026-03-01"),
        (True, "flag", "ru", "да"),
        (1.0, "flag", "en", "yes"),
        (Ref("Сделки", "C17"), "link", "ru", "Сделки!C17"),
        (Ref("Сделки", "C17", "C17"), "link", "ru", "Сделки!C17"),
        (Ref("Сделки", "C17", "ООО Ромашка"), "link", "ru", "ООО Ромашка"),
        ("= 1+1", "text", "ru", "= 1+1"),
    ],
)
def test_values_read_as_people_write_them(value: Value, kind: Kind, language: Language, text: str) -> None:
    assert shown(value, kind, language).text == text


@pytest.mark.parametrize(
    ("share", "css", "mark"), [(1.0, "good", "▲"), (1 - 1e-12, "good", "▲"), (0.8, "near", "●"), (0.79, "low", "▼")]
)
def test_against_plan_colour_never_stands_alone(share: float, css: str, mark: str) -> None:
    seen = shown(share, "attainment", "ru")
    assert css in seen.css
    assert seen.mark == mark
