"""What the functions of data quality share: a range of any input table, recognised by its headers and read."""

from typing import Any

from core.errors import BadArgument, NoData
from core.i18n import Language, T
from core.intake.headers import Headers, find_headers
from core.intake.read import read_table
from core.intake.typed import Typed
from core.registry import Argument
from core.tables import all_tables
from core.tables.declare import Table
from core.workbook import Sheet

UNKNOWN = T(
    "Не узнали таблицу по заголовкам. Дайте диапазон вместе со строкой заголовков вкладки «Сделки», «Счета», «Оплаты» "
    "или другой.",
    "The headers fit no table. Give the range with its header row: of the tab Deals, Invoices, Payments or another.",
)
TIE = T(
    "Заголовки подходят и вкладке {tables}. Добавьте столбец, который есть только у одной из них, или все столбцы "
    "нужной.",
    "The headers fit {tables} equally. Add a column that only one of them has, or all columns of the one you mean.",
)
AND = T(" и вкладке ", " and ")
NO_ROWS = T("Нет данных: под заголовками нет ни одной строки.", "No data: there is no row below the headers.")

TABLE = Argument(
    "table",
    "grid",
    T("Таблица", "Table"),
    T(
        "Диапазон любой вкладки, которую заполняют люди, вместе со строкой заголовков: сделки, счета, оплаты…",
        "The range of any tab that people fill, with its header row: deals, invoices, payments…",
    ),
)


def read_any(grid: list[list[Any]]) -> tuple[Typed, Language]:
    """The range as the table that its headers mean, and their language."""
    table, headers = recognised(grid)
    language = headers.language("ru")
    typed = read_table(table, [Sheet(table.title.to(language), grid)], language=language)
    if typed.blank():
        raise NoData(NO_ROWS)
    return typed, language


def recognised(grid: list[list[Any]]) -> tuple[Table, Headers]:
    """The table most of whose columns the headers name; of equals the one with all that are required, or all.

    Raises :class:`BadArgument` where none is named, or several equally well.
    """
    found = [(table, headers) for table in all_tables().values() if (headers := find_headers(table, grid))]
    if not found:
        raise BadArgument(UNKNOWN)
    best = max(_fit(*one) for one in found)
    first = [one for one in found if _fit(*one) == best]
    if len(first) > 1:
        raise BadArgument(TIE, tables=_named([table for table, _ in first]))
    return first[0]


def _fit(table: Table, headers: Headers) -> tuple[int, bool, bool]:
    any_of = all(any(id in headers.known for id in group) for group in table.any_of)
    required = any_of and all(column.id in headers.known for column in table.required)
    return headers.matched, required, all(column.id in headers.known for column in table.columns)


def _named(tables: list[Table]) -> T:
    ru, en = ([table.title.to(language) for table in tables] for language in ("ru", "en"))
    return T(AND.ru.join(f"«{title}»" for title in ru), AND.en.join(f"“{title}”" for title in en))
