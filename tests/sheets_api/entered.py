"""What USER_ENTERED makes of a value, as if a person of the spreadsheet's locale had typed it; RAW keeps it."""

import re
from datetime import datetime
from typing import Any

from tests.sheets_api.dates import EPOCH
from tests.sheets_api.errors import invalid
from tests.sheets_api.shown import language, marks
from tests.sheets_api.state import Cell

LONGEST = 50_000
TOO_LONG = f"Your input contains more than the maximum of {LONGEST} characters in a single cell."
_DATES = {
    "ru": (("%d.%m.%Y", "dd.MM.yyyy"), ("%d.%m.%y", "dd.MM.yyyy"), ("%Y-%m-%d", "yyyy-mm-dd")),
    "": (("%m/%d/%Y", "M/d/yyyy"), ("%m/%d/%y", "M/d/yyyy"), ("%Y-%m-%d", "yyyy-mm-dd"), ("%d-%b-%Y", "d-mmm-yyyy")),
}
_WORDS = {"TRUE": True, "FALSE": False, "ИСТИНА": True, "ЛОЖЬ": False}


def entered(value: Any, option: str, locale: str, old: Cell | None = None) -> Cell | None:
    """The cell that a value makes; None clears it. The old cell's format stays, unless the text brings one."""
    kept = {name: part for name, part in (old or {}).items() if name != "userEnteredValue"}
    if value is None:
        return old
    if value == "":
        return kept or None
    if isinstance(value, bool):
        return kept | {"userEnteredValue": {"boolValue": value}}
    if isinstance(value, int | float):
        return kept | {"userEnteredValue": {"numberValue": value}}
    if not isinstance(value, str):
        raise invalid(f"Invalid values: {type(value).__name__} is no cell value")
    if len(value) > LONGEST:
        raise invalid(TOO_LONG)
    if option == "RAW":
        return kept | {"userEnteredValue": {"stringValue": value}}
    said, number_format = typed(value, locale)
    made = kept | {"userEnteredValue": said}
    if number_format:
        made["userEnteredFormat"] = made.get("userEnteredFormat", {}) | {"numberFormat": number_format}
    return made


def typed(text: str, locale: str) -> tuple[dict[str, Any], dict[str, str]]:
    """(ExtendedValue, NumberFormat or {}) of what a person types."""
    if text.startswith("'"):
        return {"stringValue": text[1:]}, {}
    if text.startswith("=") and len(text) > 1:
        return {"formulaValue": text}, {}
    bare = text.strip()
    if bare.upper() in _WORDS:
        return {"boolValue": _WORDS[bare.upper()]}, {}
    if (found := _number(bare, locale)) is not None:
        return {"numberValue": found}, _grouping(bare, locale)
    if bare.endswith("%") and (found := _number(bare[:-1].strip(), locale)) is not None:
        return {"numberValue": found / 100}, {"type": "PERCENT", "pattern": "0.00%" if "." in bare else "0%"}
    if bare[:1] in "$€₽" and (found := _number(bare[1:].strip(), locale)) is not None:
        return {"numberValue": found}, {"type": "CURRENCY", "pattern": f'"{bare[0]}"#,##0.00'}
    for pattern, shown in _DATES.get(language(locale), _DATES[""]):
        try:
            day = datetime.strptime(bare, pattern)
        except ValueError:
            continue
        return {"numberValue": (day - EPOCH).days}, {"type": "DATE", "pattern": shown}
    return {"stringValue": text}, {}


def _grouping(text: str, locale: str) -> dict[str, str]:
    """Who types thousands apart gets them shown so."""
    decimal, thousands = marks(locale)
    if not re.search(rf"\d[{thousands} \u202f]\d", text):
        return {}
    return {"type": "NUMBER", "pattern": "#,##0.00" if decimal in text else "#,##0"}


def _number(text: str, locale: str) -> float | int | None:
    decimal, thousands = marks(locale)
    group = r"[ \u00a0\u202f]" if thousands == "\u00a0" else ","
    if not re.fullmatch(rf"[-+]?(\d{{1,3}}({group}\d{{3}})+|\d+)?({re.escape(decimal)}\d+)?([eE][-+]?\d+)?", text):
        return None
    plain = re.sub(group, "", text).replace(decimal, ".")
    if not re.match(r"[-+]?\.?\d", plain):
        return None
    value = float(plain)
    return int(value) if re.fullmatch(r"[-+]?\d+", plain) else value
