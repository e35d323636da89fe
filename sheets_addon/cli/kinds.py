"""The kinds of words a command line takes; each refuses in the language of the command."""

import re
from datetime import date
from typing import Any

import click

from core.i18n import Language, T

SLOTS = ("morning", "11", "14", "16", "evening")
"""As :data:`core.context.SLOTS`, which would bring pandas with it (a test compares them)."""

NOT_A_DAY = T(
    "«{typed}» — не дата. Пишите 2026-03-31 или 31.03.2026.", "“{typed}” is not a date. Write 2026-03-31 or 31.03.2026."
)
NOT_ONE_OF = T("«{typed}» нет среди возможных: {choices}.", "“{typed}” is none of: {choices}.")
NOT_A_PAIR = T(
    "«{typed}» — пишите параметр=значение, например abc_a=0,8.",
    "“{typed}”: write parameter=value, for example abc_a=0.8.",
)

NO_XLSX = T(
    "«{path}»: книга пишется в файл .xlsx. Дайте имя с этим окончанием.",
    "“{path}”: a workbook is written to an .xlsx file. Give a name that ends so.",
)
NOT_WRITTEN = T("Файл {path} не записать: {why}.", "The file {path} cannot be written: {why}.")
NOT_A_NUMBER = T("«{typed}» — не целое число.", "“{typed}” is no whole number.")
NOT_WITHIN = T(
    "нужно число от {least} до {most}, а не {typed}.", "a number from {least} to {most} is needed, not {typed}."
)

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
_RU = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")


class Day(click.ParamType[date]):
    """A date: ``2026-03-31`` or ``31.03.2026``."""

    name = "date"

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        text = str(value).strip()
        iso, ru = _ISO.match(text), _RU.match(text)
        parts = iso.groups() if iso else reversed(ru.groups()) if ru else ()
        try:
            return date(*map(int, parts))
        except (TypeError, ValueError):
            self.fail(NOT_A_DAY.say(self.language, typed=text), param, ctx)


class OneOf(click.Choice[str]):
    """A choice that refuses in both languages."""

    def __init__(self, choices: tuple[str, ...], language: Language) -> None:
        super().__init__(choices)
        self.language: Language = language

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        return NOT_ONE_OF.say(self.language, typed=value, choices=", ".join(map(str, self.choices)))


class Within(click.IntRange):
    """A whole number between two, both included; it refuses in both languages."""

    def __init__(self, least: int, most: int, language: Language) -> None:
        super().__init__(least, most)
        self.language: Language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(value)
        except ValueError:
            self.fail(NOT_A_NUMBER.say(self.language, typed=value), param, ctx)
        if not int(self.min or 0) <= number <= int(self.max or 0):
            self.fail(NOT_WITHIN.say(self.language, least=self.min, most=self.max, typed=number), param, ctx)
        return number


class Pair(click.ParamType[tuple[str, str]]):
    """``parameter=value``, a setting of the tab «Настройки»."""

    name = "pair"

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, equals, setting = str(value).partition("=")
        name = name.strip()
        if not equals or not name:
            self.fail(NOT_A_PAIR.say(self.language, typed=value), param, ctx)
        return name, setting.strip()
