"""The settings tab and the command's overrides → :class:`core.settings.Settings`."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from core.errors import BadArgument
from core.i18n import Language, T, clean, fold
from core.i18n.sentences import BAD_OVERRIDE, HINT, PARAMETER, PROBLEMS, UNKNOWN_OVERRIDE
from core.intake.columns import Rules
from core.intake.problems import sentence, shown
from core.intake.scalars import currency, day, is_blank, number, percent
from core.intake.typed import Typed
from core.report import Problem
from core.settings import Parameter, Settings, parameters

_TIME = re.compile(r"([0-9]{1,2})(?:[:.\-]([0-9]{2}))?(?::[0-9]{2})?")
_RANGE = re.compile(
    r"([0-9]{1,2}\.[0-9]{1,2}(?:\.[0-9]{2,4})?)\s*[-–—]\s*([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4})|(\S+)\s+[-–—]\s+(\S+)|([0-9]{4}-[0-9]{2}-[0-9]{2})\s*[–—]\s*([0-9]{4}-[0-9]{2}-[0-9]{2})"
)
PAIRS = (("abc_a", "abc_b", "more"), ("period_from", "period_to", "after"))
"""Parameters that go in order, and what the second is told where they do not."""
_WORDS = {
    "русский": "ru", "russian": "ru", "английский": "en", "english": "en",
    "ru-ru": "ru_RU", "en-us": "en_US", "en-gb": "en_GB",
}  # fmt: skip


def parse(parameter: Parameter, cell: Any, how: Rules) -> Any:
    """What a person wrote for a parameter; None if it does not fit."""
    value = _parse(parameter, cell, how)
    if isinstance(value, (int, float)):
        low = parameter.minimum if parameter.minimum is not None else 0 if parameter.kind == "share" else None
        high = parameter.maximum if parameter.maximum is not None else 1 if parameter.kind == "share" else None
        if (low is not None and value < low) or (high is not None and value > high):
            return None
    return value


def _parse(parameter: Parameter, cell: Any, how: Rules) -> Any:
    match parameter.kind:
        case "share":
            return percent(cell, how.decimal or ",")
        case "number":
            return number(cell, how.decimal or ",")
        case "count":
            value = number(cell, how.decimal)
            return int(value) if value is not None and value == int(value) else None
        case "choice":
            word = fold(str(cell))
            word = fold(_WORDS.get(word, word))
            return next((choice for choice in parameter.choices if fold(choice) == word), None)
        case "date":
            return day(cell, how.order, date1904=how.date1904)
        case "dates":
            return _dates(cell, how)
        case "times":
            return _times(cell)
        case "zone":
            return _zone(clean(str(cell)))
        case "currency":
            return currency(cell)
        case _:
            return clean(shown(cell, how.language))


def _dates(cell: Any, how: Rules) -> tuple[date, ...] | None:
    """Days and spans («01.01.2026–08.01.2026») between semicolons, commas or new lines, sorted."""
    if isinstance(cell, (list, tuple)):
        parts = list(cell)
    else:
        parts = re.split(r"[;,\n]", cell) if isinstance(cell, str) else [cell]
    days: set[date] = set()
    for part in parts:
        if is_blank(part):
            continue
        span = _RANGE.fullmatch(clean(part)) if isinstance(part, str) else None
        ends = [end for end in span.groups() if end] if span else [part, part]
        if span and len(ends[0]) < len(ends[1]) and ends[0].count(".") == 1:
            ends[0] += ends[1][ends[1].rindex(".") :]
        first, last = (day(end, how.order, date1904=how.date1904) for end in ends)
        if first is None or last is None or not 0 <= (last - first).days <= 366:
            return None
        days.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(sorted(days))


def _times(cell: Any) -> tuple[time, ...] | None:
    """Times of day; a time cell may come as a fraction of the day."""
    if isinstance(cell, (list, tuple)):
        parts = list(cell)
    else:
        parts = re.split(r"[;,\s]+", clean(cell)) if isinstance(cell, str) else [cell]
    found: set[time] = set()
    for part in parts:
        if is_blank(part):
            continue
        if isinstance(part, datetime):
            found.add(part.time().replace(second=0, microsecond=0))
        elif isinstance(part, time):
            found.add(part)
        elif isinstance(part, (int, float)) and not isinstance(part, bool) and (part < 1 or part in range(1, 24)):
            minutes = round(part * 1440) if part < 1 else round(part * 60)
            if not 0 <= minutes < 1440:
                return None
            found.add(time(minutes // 60, minutes % 60))
        elif (
            isinstance(part, str)
            and (match := _TIME.fullmatch(part))
            and int(match[1]) < 24
            and int(match[2] or 0) < 60
        ):
            found.add(time(int(match[1]), int(match[2] or 0)))
        else:
            return None
    return tuple(sorted(found)) or None


def _zone(name: str) -> str | None:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name).key
    except (ValueError, OSError, KeyError):  # KeyError: ZoneInfoNotFoundError
        return None


def expects(name: str, parameter: Parameter, language: Language) -> str:
    said = PARAMETER[parameter.kind].say(language, options=", ".join(parameter.choices))
    low, high = parameter.minimum, parameter.maximum
    if low is not None and high is not None:
        return f"{said} {low:g}–{high:g}"
    return said if low is None else f"{said} ≥ {low:g}"


def name_of(typed: str) -> str | None:
    """The parameter that a person's word means: blanks, hyphens and case do not matter."""
    word = re.sub(r"[\s\-]+", "_", fold(typed))
    return word if word in parameters() else None


def from_tab(typed: Typed, how: Rules) -> tuple[dict[str, Any], list[Problem]]:
    """The parameters of the settings tab that are filled and fit, and the problems of the others."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    language = how.language

    def say(i: int, column: str, code: str, value: str, expected: str = "", **places: Any) -> None:
        ref = typed.ref(i, column)
        said = sentence(code, language, tuple({"value": value, "expected": expected, **places}.items()))
        header = typed.header(i, column, language)
        problems.append(
            Problem(ref.tab, typed.sheet_row(i), header, ref.cell, code, PROBLEMS[code].severity, value, said, expected)
        )

    for i, (word, cell) in enumerate(zip(typed.frame["parameter"], typed.frame["value"], strict=True)):
        if not isinstance(word, str):
            continue
        name = name_of(word)
        if name is None:
            say(i, "parameter", "unknown_parameter", word, hint=_hint(word, language))
            continue
        parameter, default = parameters()[name]
        if is_blank(cell):
            continue
        value = parse(parameter, cell, how)
        if value is None:
            say(
                i,
                "value",
                "bad_parameter",
                shown(cell, language),
                expects(name, parameter, language),
                parameter=name,
                default=_said(default, language),
            )
        else:
            values.setdefault(name, value)
    for first, last, code in PAIRS:
        while wrong := _crossed(values, first, last):
            at = [
                i for i, word in enumerate(typed.frame["parameter"]) if isinstance(word, str) and name_of(word) == wrong
            ]
            i = next(i for i in at if parse(parameters()[wrong][0], typed.frame["value"].iat[i], how) is not None)
            other, key = (_value(values, first), code) if wrong == last else (_value(values, last), "less")
            say(
                i, "value", "bad_parameter", shown(typed.frame["value"].iat[i], language),
                PARAMETER[key].say(language, other=_said(other, language)), parameter=wrong,
                default=_said(parameters()[wrong][1], language),
            )  # fmt: skip
            del values[wrong]
    return values, problems


def _value(values: Mapping[str, Any], name: str) -> Any:
    return values.get(name, parameters()[name][1])


def _crossed(values: Mapping[str, Any], first: str, last: str) -> str | None:
    """Which of two parameters in order is wrong where they are not; the first one if the last's default is no cure."""
    low, high, default = _value(values, first), _value(values, last), parameters()[last][1]
    if low is None or high is None or high >= low:
        return None
    return last if last in values and (default is None or default >= low) else first


def with_overrides(settings: Settings, overrides: Mapping[str, Any], how: Rules) -> Settings:
    """The settings with what the command gives. Raises :class:`BadArgument` for what does not fit."""
    values: dict[str, Any] = {}
    for word, given in overrides.items():
        name = name_of(word)
        if name is None:
            raise BadArgument(UNKNOWN_OVERRIDE, parameter=word, hint=T(_hint(word, "ru"), _hint(word, "en")))
        parameter, default = parameters()[name]
        if given is None or is_blank(given):
            values[name] = default
            continue
        value = parse(parameter, given, how)
        if value is None:
            raise BadArgument(BAD_OVERRIDE, parameter=name, value=str(given), expected=_both(name, parameter))
        values[name] = value
    made = replace(settings, **values)
    _ordered(made, values)
    return made


def _both(name: str, parameter: Parameter) -> T:
    return T(expects(name, parameter, "ru"), expects(name, parameter, "en"))


def _ordered(made: Settings, values: Mapping[str, Any]) -> None:
    for first, last, code in PAIRS:
        low, high = getattr(made, first), getattr(made, last)
        if (first in values or last in values) and low is not None and high is not None and high < low:
            said = T(*(PARAMETER[code].say(language, other=_said(low, language)) for language in ("ru", "en")))
            raise BadArgument(BAD_OVERRIDE, parameter=last, value=_said(high, "en"), expected=said)


def _said(value: Any, language: Language) -> str:
    if value is None or value == ():
        return "пусто" if language == "ru" else "blank"
    if isinstance(value, tuple):
        return "; ".join(_said(part, language) for part in value)
    return f"{value:%H:%M}" if isinstance(value, time) else shown(value, language)


def _hint(word: str, language: Language) -> str:
    from difflib import get_close_matches

    found = get_close_matches(fold(word), parameters(), 1, 0.7)
    return HINT.say(language, name=found[0]) if found else ""
