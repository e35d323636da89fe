"""One cell as a number: the spellings that people and exports use for amounts, shares and yes/no.

Each parser returns the value, or the code of what is wrong with it (a key of
:data:`core.i18n.sentences.PROBLEMS`); a blank cell is the caller's affair.
"""

import re
from datetime import date, time, timedelta
from typing import Any, Literal

from core.i18n import fold

Decimal = Literal[",", "."]

LARGEST = 1e300
"""What is not below it is no amount; sums of a million such stay finite."""

NOT_CALCULATED = "#NOT_CALCULATED!"
"""What an adapter gives for a formula whose value its file does not hold."""

ERROR_CELLS = frozenset(
    [
        NOT_CALCULATED,
        "#Н/Д",
        "#N/A",
        "#ССЫЛКА!",
        "#REF!",
        "#ДЕЛ/0!",
        "#DIV/0!",
        "#ЗНАЧ!",
        "#VALUE!",
        "#ИМЯ?",
        "#NAME?",
        "#ЧИСЛО!",
        "#NUM!",
        "#ПУСТО!",
        "#NULL!",
        "#ОШИБКА!",
        "#ERROR!",
        "#SPILL!",
        "#ПЕРЕНОС!",
        "#CALC!",
        "#ВЫЧИСЛ!",
        "#GETTING_DATA",
        "#FIELD!",
        "#ПОЛЕ!",
        "#BLOCKED!",
        "#UNKNOWN!",
        "#CONNECT!",
        "#LOADING…",
        "#BUSY!",
        "#PYTHON!",
    ]
)

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]+")
_MINUS = str.maketrans("−–—‒﹣－", "------")
_CURRENCY = re.compile(
    r"(?:₽|\$|€|£|₸|¥|₴|руб(?:\.|лей|ля|ль)?|р\.?|rub\.?|rur\.?|usd|eur|kzt|byn|gbp|cny|тенге|евро|долл?(?:\.|аров|ара|ар)?|у\.е\.)",
    re.IGNORECASE,
)
_CURRENCY_LAST = re.compile(rf"{_CURRENCY.pattern}$", re.IGNORECASE)
_ENDS = frozenset("0123456789")
_STARTS = _ENDS | frozenset(".,")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]*)?(?:e[+-]?[0-9]+)?|\.[0-9]+", re.IGNORECASE)
_GROUPED = re.compile(r"[0-9]{1,3}(?:( |'|’)[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]+)?")
_BOTH = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)\.([0-9]*)|([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]*)")
_MANY = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,}|[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_COMMA = re.compile(r"([0-9]*),([0-9]+)|([0-9]+),")


def parse_number(cell: Any, decimal: Decimal | None = None) -> float | str:
    """A number. ``decimal`` is the locale's decimal mark; without it ``1,234`` is ``ambiguous_number``."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell) if abs(cell) < LARGEST else "not_number"
    if not isinstance(cell, str):
        return "date_not_number" if isinstance(cell, (date, time, timedelta)) else "not_number"
    if is_error(cell):
        return "error_cell"
    text = _BLANKS.sub(" ", cell.translate(_MINUS)).strip().lstrip("'").strip()
    if negative := text.startswith("(") and text.endswith(")"):
        text = text[1:-1].strip()
    text, signs = _unsigned(text)
    if signs is None or (negative and signs):
        return "not_number"
    value = _magnitude(text, decimal)
    if isinstance(value, str):
        return value
    return -value if negative or signs == "-" else value


def currency_sign(text: str) -> str:
    """The currency's sign or word that stands before or behind a number; '' without one."""
    bare = _BLANKS.sub(" ", text.translate(_MINUS)).strip(" '()-+")
    found = _CURRENCY.match(bare) or _CURRENCY_LAST.search(bare)
    return found[0] if found else ""


def _unsigned(text: str) -> tuple[str, str | None]:
    """The digits without currency and sign, and the sign; None where there are two of either."""
    signs = currencies = 0
    sign = ""
    for _ in range(4):
        if text[:1] in _STARTS and text[-1:] in _ENDS:
            break
        if text[:1] in ("-", "+"):
            sign, text, signs = text[0], text[1:].strip(), signs + 1
        elif text.endswith("-") and text[:-1]:
            sign, text, signs = "-", text[:-1].strip(), signs + 1
        elif (found := _CURRENCY.match(text)) and found.end():
            text, currencies = text[found.end() :].strip(), currencies + 1
        elif found := _CURRENCY_LAST.search(text):
            text, currencies = text[: found.start()].strip(), currencies + 1
    return text, None if signs > 1 or currencies > 1 else sign


def _magnitude(text: str, decimal: Decimal | None) -> float | str:
    if _PLAIN.fullmatch(text):
        value = float(text)
        return value if value < LARGEST else "not_number"
    if _GROUPED.fullmatch(text):
        return float(re.sub(r"[ '’]", "", text).replace(",", "."))
    if found := _BOTH.fullmatch(text):
        whole, part = (found[1], found[2]) if found[1] else (found[3], found[4])
        return float(f"{re.sub('[.,]', '', whole)}.{part or 0}")
    if _MANY.fullmatch(text):
        return float(re.sub("[.,]", "", text))
    if not (found := _COMMA.fullmatch(text)):
        return "not_number"
    whole, part = (found[1] or "0", found[2]) if found[2] else (found[3], "0")
    if len(part) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0"):
        if decimal is None:
            return "ambiguous_number"
        if decimal == ".":
            return float(whole + part)
    return float(f"{whole}.{part}")


def parse_percent(cell: Any, decimal: Decimal | None = None, *, whole: bool = False) -> float | str:
    """A share as a fraction. Text with ``%`` speaks for itself; a bare number is a percentage if ``whole``."""
    if isinstance(cell, str) and (bare := cell.strip()).endswith("%"):
        value = parse_number(bare[:-1], decimal)
        return value if isinstance(value, str) else value / 100
    value = parse_number(cell, decimal)
    return value if isinstance(value, str) or not whole else value / 100


YES = frozenset(
    [
        "да",
        "yes",
        "y",
        "д",
        "+",
        "1",
        "истина",
        "true",
        "✓",
        "✔",
        "☑",
        "✅",
        "x",
        "х",
        "v",
        "да!",
        "ага",
        "верно",
        "ok",
        "ок",
        "on",
    ]
)
NO = frozenset(["нет", "no", "n", "н", "-", "0", "ложь", "false", "✗", "✘", "☐", "❌", "off", "не"])


def parse_yesno(cell: Any) -> float | str:
    """1.0 or 0.0."""
    if isinstance(cell, (bool, int, float)):
        return float(cell) if cell in (0, 1) else "not_yesno"
    if not isinstance(cell, str):
        return "not_yesno"
    if is_error(cell):
        return "error_cell"
    word = fold(cell.translate(_MINUS)).rstrip(".")
    if word in YES:
        return 1.0
    return 0.0 if word in NO else "not_yesno"


def is_error(cell: Any) -> bool:
    """An error cell of a spreadsheet, in Russian or English."""
    return isinstance(cell, str) and cell[:1] == "#" and cell.strip().upper() in ERROR_CELLS
