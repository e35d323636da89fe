"""What the cells of a column suggest. Nobody is ever stopped: each rule asks or informs, none forbids."""

from datetime import date
from typing import Any

from core.i18n import Language, T
from core.settings import parameters
from core.tables import all_tables
from templates.columns import Heading

YES, NO = T("да", "yes"), T("нет", "no")
_LAST = 200
"""The last row of a dictionary that a drop-down looks at."""

_TITLE = T("Планёрка", "Planerka")
_CHOOSE = T(
    "Лучше выбрать из списка: другое слово не поймём.", "Better choose from the list: another word is not understood."
)
_OTHER = T(
    "Такого значения нет в справочнике. Его можно оставить.", "The dictionary has no such value. You may keep it."
)
_DATE = T("Похоже, это не дата. Так: 31.03.2026.", "This does not look like a date. Write 2026-03-31.")
_NUMBER = T("Похоже, это не число.", "This does not look like a number.")
_COUNT = T("Нужно целое число, 0 или больше.", "A whole number is needed, 0 or more.")
_PERCENT = T("Нужен процент: 70 % или 0,7.", "A percentage is needed: 70% or 0.7.")


def rule(heading: Heading, language: Language) -> dict[str, Any] | None:
    """The XlsxWriter data validation of a column, or None."""
    column = heading.column
    if heading.choices:
        return _list([word for _, word in heading.choices], _CHOOSE, "warning", language)
    if heading.kind == "yesno":
        return _list([YES.to(language), NO.to(language)], _CHOOSE, "warning", language)
    if column is not None and column.values_from:
        return _list(_range(column.values_from, language), _OTHER, "information", language)
    match heading.kind:
        case "date":
            return _rule(
                "date", _DATE, language, criteria="between", minimum=date(2000, 1, 1), maximum=date(2100, 1, 1)
            )
        case "number":
            return _rule("decimal", _NUMBER, language, criteria="between", minimum=-1e12, maximum=1e12)
        case "count":
            return _rule("integer", _COUNT, language, criteria=">=", value=0)
        case "percent":
            return _rule("decimal", _PERCENT, language, criteria="between", minimum=0, maximum=100)
    return None


def parameter_rule(name: str, language: Language) -> dict[str, Any] | None:
    """The drop-down of a parameter's own cell, where it is one of a few words."""
    choices = parameters()[name][0].choices
    return _list(list(choices), _CHOOSE, "warning", language) if choices else None


def _list(source: list[str] | str, message: T, severity: str, language: Language) -> dict[str, Any]:
    return _rule("list", message, language, severity, source=source)


def _rule(kind: str, message: T, language: Language, severity: str = "information", **given: Any) -> dict[str, Any]:
    return {
        "validate": kind,
        "error_type": severity,
        "error_title": _TITLE.to(language),
        "error_message": message.to(language),
        **given,
    }


def _range(values_from: str, language: Language) -> str:
    """``stages.stage`` → ``='Этапы'!$B$2:$B$200``."""
    id, _, name = values_from.partition(".")
    table = all_tables()[id]
    letter = chr(ord("A") + [column.id for column in table.columns].index(name))
    return f"='{table.title.to(language)}'!${letter}$2:${letter}${_LAST}"
