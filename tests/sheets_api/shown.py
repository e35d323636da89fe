"""How a cell reads: FORMATTED_VALUE by number format and the spreadsheet's locale."""

import re
from typing import Any

from tests.sheets_api.dates import dated

COMMA = ("ru", "de", "fr", "es", "it", "pl", "uk", "kk", "be", "pt")
DATE_KINDS = {"DATE": "date", "TIME": "time", "DATE_TIME": "date_time"}
_DEFAULTS = {
    "ru": {"DATE": "dd.MM.yyyy", "TIME": "H:mm:ss", "DATE_TIME": "dd.MM.yyyy H:mm:ss", "PERCENT": "0.00%",
           "CURRENCY": "#,##0.00[$ ₽]", "NUMBER": "#,##0.00", "SCIENTIFIC": "0.00E+00"},
    "": {"DATE": "M/d/yyyy", "TIME": "h:mm:ss am/pm", "DATE_TIME": "M/d/yyyy H:mm:ss", "PERCENT": "0.00%",
         "CURRENCY": "$#,##0.00", "NUMBER": "#,##0.00", "SCIENTIFIC": "0.00E+00"},
}  # fmt: skip
_TRUE = {"ru": ("ИСТИНА", "ЛОЖЬ")}


def language(locale: str) -> str:
    return locale.split("_")[0]


def marks(locale: str) -> tuple[str, str]:
    """(decimal, thousands) of a locale."""
    return (",", "\u00a0") if language(locale) in COMMA else (".", ",")


def boolean(value: bool, locale: str) -> str:
    yes, no = _TRUE.get(language(locale), ("TRUE", "FALSE"))
    return yes if value else no


def shown(value: dict[str, Any], number_format: dict[str, Any], locale: str) -> str:
    """The text of an effective value (ExtendedValue) in its format (NumberFormat)."""
    if "stringValue" in value:
        return str(value["stringValue"])
    if "boolValue" in value:
        return boolean(value["boolValue"], locale)
    if "errorValue" in value:
        return {"DIVIDE_BY_ZERO": "#DIV/0!", "REF": "#REF!", "VALUE": "#VALUE!", "N_A": "#N/A", "NUM": "#NUM!"}.get(
            value["errorValue"]["type"], "#NAME?"
        )
    if "numberValue" not in value:
        return ""
    return number(float(value["numberValue"]), number_format, locale)


def number(value: float, number_format: dict[str, Any], locale: str) -> str:
    kind, pattern = number_format.get("type", ""), number_format.get("pattern", "")
    if not pattern:
        pattern = _DEFAULTS.get(language(locale), _DEFAULTS[""]).get(kind, "")
    if kind == "TEXT" or pattern in ("", "@", "General"):
        return general(value, locale)
    if kind in DATE_KINDS:
        return dated(value, pattern, language(locale))
    return patterned(value, pattern, locale)


def general(value: float, locale: str) -> str:
    """At most ten significant digits, as an unformatted cell shows."""
    text = f"{value:.10g}"
    if "e" in text:
        head, _, power = text.partition("e")
        text = f"{head}E{power[0]}{power[1:].lstrip('0').rjust(2, '0')}"
    return text.replace(".", marks(locale)[0])


def patterned(value: float, pattern: str, locale: str) -> str:
    """``#,##0.00`` and its like, with literals, percent and sections for negatives and zero."""
    sections = pattern.split(";")
    section = sections[0]
    if value < 0 and len(sections) > 1:
        section, value = sections[1], -value
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    section = re.sub(r"\[\$([^\]-]*)[^\]]*\]", r'"\1"', section)
    section = re.sub(r"\[[^\]]*\]", "", section)
    figures = re.search(r"[0#?][0#?,.]*(E\+0+)?", section)
    if figures is None:
        return re.sub(r'"|\\|_.|\*.', "", section)
    percent = "%" in section
    text = _figures(value * 100 if percent else value, figures[0], locale)
    whole = section[: figures.start()] + text + section[figures.end() :]
    return re.sub(r'"|\\|_.', "", whole)


def _figures(value: float, pattern: str, locale: str) -> str:
    decimal, thousands = marks(locale)
    if "E" in pattern:
        digits = len(pattern.partition(".")[2].partition("E")[0])
        return f"{value:.{digits}E}".replace(".", decimal)
    whole, _, after = pattern.partition(".")
    text = f"{value:,.{len(after)}f}" if "," in whole else f"{value:.{len(after)}f}"
    optional = len(after) - len(after.rstrip("#"))
    while optional and text.endswith("0"):
        text, optional = text[:-1], optional - 1
    text = text.rstrip(".") if after else text
    return text.replace(",", "\0").replace(".", decimal).replace("\0", thousands)
