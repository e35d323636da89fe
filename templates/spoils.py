"""What a spoiled cell is, and the ways in which hands spoil one, each giving what then stands there."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from core.i18n import Language, T

Spoil = Callable[[Any, Language], Any]
"""A clean value and the workbook's language → what someone typed instead."""

Row = dict[str, Any]
ERROR_CELL = "#N/A"
"""Written as a real error cell."""


class Dirt(NamedTuple):
    """The ``nth`` row of ``table`` that is ``like`` so has its ``cells`` spoiled.

    ``found`` are the problems it must give, as (column, code); without one the cell is read as it was meant.
    ``beside`` puts the spoiled copy after the clean row instead of in its place.
    """

    table: str
    why: T
    like: Callable[[Row], bool]
    cells: dict[str, Spoil]
    found: tuple[tuple[str, str], ...] = ()
    nth: int = 0
    beside: bool = False


_MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}
_RUSSIAN = str.maketrans(",.", "\u00a0,")


def typed(text: T | str | float | date) -> Spoil:
    """Something else altogether."""
    return lambda value, language: text.to(language) if isinstance(text, T) else text


def kept(value: Any, language: Language) -> Any:
    """The value itself: the dirt is what stands around it."""
    return value


def erased(value: Any, language: Language) -> Any:
    return None


def dotted(value: date, language: Language) -> str:
    return value.strftime("%d.%m.%Y")


def short(value: date, language: Language) -> str:
    """7.3.26; in English 03/07/2026, month first."""
    return f"{value.day}.{value.month}.{value:%y}" if language == "ru" else value.strftime("%m/%d/%Y")


def with_time(value: date, language: Language) -> str:
    return f"{value:%Y-%m-%d} 12:30"


def in_words(value: date, language: Language) -> str:
    month = _MONTHS[language].split()[value.month - 1]
    return f"{value.day} {month} {value.year}"


def as_money(value: float, language: Language) -> str:
    """«1 234,50 ₽», the blanks as a bank's site gives them."""
    text = f"{value:,.2f}"
    return f"{text.translate(_RUSSIAN)} ₽" if language == "ru" else f"₽{text}"


def spaced(value: str, language: Language) -> str:
    """Blanks that nobody sees."""
    return f" {value.replace(' ', '  ', 1)}\u00a0"


def other_alphabet(value: str, language: Language) -> str:
    """The first «А» is the Latin letter in Russian, the Russian one in English."""
    return value.replace(*("А", "A") if language == "ru" else ("A", "А"), 1)
