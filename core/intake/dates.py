"""One cell as a date: cells, serials of 1900 and 1904, and the spellings of text dates."""

import re
from datetime import date, datetime, timedelta
from typing import Any, Literal

from core.i18n import clean
from core.intake.numbers import is_error

Order = Literal["dmy", "mdy"]

FIRST_YEAR, LAST_YEAR = 1990, 2100
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)

_ZONE = r"(?:[ap]\.?m\.?)?\s*(?:Z|[+-][0-9]{2}:?[0-9]{2}|UTC|МСК|MSK)?"
_TIME = rf"(?:[,\s]+(?:в\s+)?|T)[0-9]{{1,2}}[:.][0-9]{{2}}(?:[:.][0-9]{{2}}(?:[.,][0-9]+)?)?\s*{_ZONE}"
_YEAR_WORD = r"\s*(?:г\.?|года?|y\.?)?"
_WEEKDAY = r"(?:(?:пн|вт|ср|чт|пт|сб|вс|mon|tue|wed|thu|fri|sat|sun)[а-яa-z]*[.,]*\s+)?"
_DMY = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}})([./-])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}}){_YEAR_WORD}(?:{_TIME})?", re.IGNORECASE
)
_YMD = re.compile(rf"{_WEEKDAY}([0-9]{{4}})([./-])([0-9]{{1,2}})\2([0-9]{{1,2}})(?:{_TIME})?", re.IGNORECASE)
_WORDS = re.compile(
    rf"{_WEEKDAY}«?([0-9]{{1,2}})»?(?:st|nd|rd|th)?[\s-]+(?:of\s+)?([а-яa-z]{{3,}})\.?,?[\s-]+([0-9]{{4}}|[0-9]{{2}}){_YEAR_WORD}(?:{_TIME})?",
    re.IGNORECASE,
)
_US_WORDS = re.compile(
    rf"{_WEEKDAY}([a-zа-я]{{3,}})\.?\s+([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+([0-9]{{4}})(?:{_TIME})?", re.IGNORECASE
)
_MONTH_ONLY = re.compile(
    rf"([а-яa-z]{{3,}})\.?\s+([0-9]{{4}}){_YEAR_WORD}|([0-9]{{1,2}})[./]([0-9]{{4}})|([0-9]{{4}})-([0-9]{{2}})",
    re.IGNORECASE,
)
_STEMS = ["янв", "фев", "мар", "апр", "мая", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
_MONTHS = {stem: n for n, stem in zip((1, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 11, 12), _STEMS, strict=True)} | {
    stem: n
    for n, stem in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_FULL = [
    "январь",
    "января",
    "февраль",
    "февраля",
    "март",
    "марта",
    "апрель",
    "апреля",
    "май",
    "мая",
    "июнь",
    "июня",
    "июль",
    "июля",
    "август",
    "августа",
    "сентябрь",
    "сентября",
    "октябрь",
    "октября",
    "ноябрь",
    "ноября",
    "декабрь",
    "декабря",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


def parse_day(cell: Any, order: Order | None = "dmy", *, date1904: bool = False, month: bool = False) -> date | str:
    """A date without its time. ``order`` None: ``3/4/2026`` is ambiguous. ``month``: «март 2026» is its first day."""
    if isinstance(cell, datetime):
        return _within(cell.date())
    if isinstance(cell, date):
        return _within(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return from_serial(cell, date1904)
    if not isinstance(cell, str):
        return "not_date"
    return "error_cell" if is_error(cell) else _from_text(clean(cell).lstrip("'"), order, month)


def from_serial(serial: float, date1904: bool = False) -> date | str:
    """The day of a serial. The 1900 system counts a 29.02.1900 that never was; years below 1990 are refused anyway."""
    if not -600_000 < serial < 1e6:
        return "date_out_of_range"
    return _within((EPOCH_1904 if date1904 else EPOCH) + timedelta(days=int(serial // 1)))


def _from_text(text: str, order: Order | None, month: bool) -> date | str:
    if found := _DMY.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), _year(found[4])
        if found[2] == "/" and first != second:
            if order == "mdy" or (order is None and second > 12):
                first, second = second, first
            elif order is None and first <= 12:
                return "ambiguous_date"
        return _make(year, second, first)
    if found := _YMD.fullmatch(text):
        return _make(int(found[1]), int(found[3]), int(found[4]))
    if (found := _WORDS.fullmatch(text)) and (number := _month(found[2])):
        return _make(_year(found[3]), number, int(found[1]))
    if (found := _US_WORDS.fullmatch(text)) and (number := _month(found[1])):
        return _make(int(found[3]), number, int(found[2]))
    if month and (found := _MONTH_ONLY.fullmatch(text)):
        word, of, digits, of_digits, of_iso, iso = found.groups()
        which = _month(word) if word else int(digits or iso)
        return _make(int(of or of_digits or of_iso), which, 1) if which else "not_date"
    return "not_date"


def _month(word: str) -> int | None:
    """The month a word or its abbreviation means: «марта», «мар», “Sept”."""
    word = word.casefold()
    if not any(full.startswith(word) for full in _FULL):
        return None
    return _MONTHS.get(word[:3])


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 90 else 2000)


def _make(year: int, month: int, day: int) -> date | str:
    try:
        return _within(date(year, month, day))
    except ValueError:
        return "impossible_date"


def _within(value: date) -> date | str:
    return value if FIRST_YEAR <= value.year <= LAST_YEAR else "date_out_of_range"
