"""One cell as a value, or None where it cannot be read: for arguments, settings and oracles.

A blank cell is None too; ask :func:`is_blank` first where the two differ.
"""

import math
import re
from datetime import date, datetime
from typing import Any

from core.i18n import Language, T, clean, fold
from core.intake.dates import Order, parse_day
from core.intake.numbers import Decimal, is_error, parse_number, parse_percent, parse_yesno

__all__ = [
    "currency",
    "date_order",
    "day",
    "decimal_mark",
    "is_blank",
    "is_error",
    "number",
    "percent",
    "seen",
    "text",
    "yesno",
]

_CURRENCIES = {
    "₽": "RUB", "руб": "RUB", "руб.": "RUB", "р": "RUB", "р.": "RUB", "рубль": "RUB", "рубли": "RUB", "rur": "RUB",
    "$": "USD", "долл": "USD", "долл.": "USD", "доллар": "USD", "доллары": "USD", "€": "EUR", "евро": "EUR",
    "₸": "KZT", "тенге": "KZT", "£": "GBP", "¥": "CNY", "юань": "CNY", "юани": "CNY",
}  # fmt: skip
_DOT_LANGUAGES = frozenset(["en", "he", "ja", "zh", "ko", "th", "hi", "ar"])


def is_blank(cell: Any) -> bool:
    """Nothing, blanks only, or the NaN that some readers give for nothing."""
    if cell is None:
        return True
    if isinstance(cell, str):
        return not cell or not clean(cell)
    return isinstance(cell, float) and math.isnan(cell)


def number(cell: Any, decimal: Decimal | None = None) -> float | None:
    """``1 234,56``, ``₽1 234``, ``(100)`` … as a float."""
    value = None if is_blank(cell) else parse_number(cell, decimal)
    return None if isinstance(value, str) else value


def percent(cell: Any, decimal: Decimal | None = None) -> float | None:
    """A share as a fraction: ``70 %``, 70 and 0.7 are one (a bare number above 1 is a percentage)."""
    value = None if is_blank(cell) else parse_percent(cell, decimal)
    if value is None or isinstance(value, str):
        return None
    return value / 100 if abs(value) > 1 and not (isinstance(cell, str) and "%" in cell) else value


def day(cell: Any, order: Order | None = "dmy", *, date1904: bool = False, month: bool = False) -> date | None:
    """A date: a date cell, a serial, or one of the text spellings."""
    value = None if is_blank(cell) else parse_day(cell, order, date1904=date1904, month=month)
    return None if isinstance(value, str) else value


def yesno(cell: Any) -> bool | None:
    """да/нет, +/-, 1/0, true/false, ✓ …"""
    value = None if is_blank(cell) else parse_yesno(cell)
    return None if value is None or isinstance(value, str) else bool(value)


def text(cell: Any, language: Language = "ru") -> str | None:
    """A name or an id as text: 7.0 is ``7``, ``007`` stays, a date is as the language writes it."""
    if is_blank(cell) or is_error(cell):
        return None
    if isinstance(cell, str):
        return clean(cell)
    if isinstance(cell, bool):
        return {"ru": ("ЛОЖЬ", "ИСТИНА"), "en": ("FALSE", "TRUE")}[language][cell]
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, (datetime, date)):
        return cell.strftime("%d.%m.%Y") if language == "ru" else cell.strftime("%Y-%m-%d")
    return clean(str(cell))


def seen(cell: Any) -> T:
    """A cell as its reader sees it, in a sentence about it: 7.0 is 7, a day as the language writes one."""
    return T(text(cell, "ru") or str(cell), text(cell, "en") or str(cell))


def currency(cell: Any) -> str | None:
    """A currency as its code of three letters: ``RUB`` for ₽ and руб."""
    typed = text(cell)
    if typed is None:
        return None
    word = fold(typed)
    code = _CURRENCIES.get(word, word).upper()
    return code if re.fullmatch("[A-Z]{3}", code) else None


def decimal_mark(locale: str | None) -> Decimal | None:
    """What separates decimals in a locale: a comma in ru_RU, a dot in en_US; None decides nothing."""
    if not locale:
        return None
    return "." if locale.replace("-", "_").split("_")[0].casefold() in _DOT_LANGUAGES else ","


def date_order(language: Language, locale: str | None) -> Order | None:
    """How ``3/4/2026`` reads: the month first in en_US, the day first elsewhere; in English it depends."""
    if locale:
        return "mdy" if locale.replace("-", "_").casefold() in ("en", "en_us") else "dmy"
    return "dmy" if language == "ru" else None
