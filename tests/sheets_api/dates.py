"""Dates and times by pattern: ``dd.MM.yyyy HH:mm``, ``[$-419]mmm yyyy``, ``[h]:mm``."""

import re
from datetime import datetime, timedelta

EPOCH = datetime(1899, 12, 30)
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split(),
}
SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "ru": "янв. февр. март апр. май июнь июль авг. сент. окт. нояб. дек.".split(),
}
_LANGUAGES = {"419": "ru", "409": "en"}
_TOKEN = re.compile(r'\[\$-\w+\]|\[h+\]|y+|m+|d+|h+|s+|am/pm|"[^"]*"|\\.|.', re.I)


def dated(serial: float, pattern: str, language: str) -> str:
    """A serial number in a date pattern; an m beside hours or seconds is a minute."""
    when = EPOCH + timedelta(seconds=round(serial * 86_400))
    tokens = _TOKEN.findall(pattern)
    marks = [token.lower()[0] for token in tokens if token[0].isalpha() or token.lower().startswith("[h")]
    halves = "am/pm" in pattern.lower()
    out, seen = [], 0
    for token in tokens:
        lower = token.lower()
        if lower.startswith("[$-"):
            language = _LANGUAGES.get(lower[3:-1].lstrip("0"), language)
        elif lower.startswith("[h"):
            out.append(str(int(serial * 24 + 1e-9)))
            seen += 1
        elif lower[0].isalpha():
            after_hours = seen > 0 and marks[seen - 1] in "h["
            before_seconds = seen + 1 < len(marks) and marks[seen + 1] == "s"
            out.append(_part(lower, when, after_hours or before_seconds, halves, language))
            seen += 1
        else:
            out.append(token.strip('"') if token.startswith('"') else token.lstrip("\\"))
    return "".join(out)


def _part(token: str, when: datetime, is_minute: bool, halves: bool, language: str) -> str:
    wide = len(token) > 1
    match token[0]:
        case "y":
            return f"{when.year:04d}" if len(token) > 2 else f"{when.year % 100:02d}"
        case "m" if len(token) > 2:
            names = SHORT if len(token) == 3 else MONTHS
            return names.get(language, names["en"])[when.month - 1]
        case "m":
            return _padded(when.minute if is_minute else when.month, wide)
        case "d":
            return _padded(when.day, wide)
        case "h":
            return _padded((when.hour % 12 or 12) if halves else when.hour, wide)
        case "s":
            return _padded(when.second, wide)
        case "a":
            return "AM" if when.hour < 12 else "PM"
    return token


def _padded(value: int, wide: bool) -> str:
    return f"{value:02d}" if wide else str(value)
