"""The filled templates, computed; and the same where other managers' figures are others."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from core.i18n import Language, fold
from core.intake import book
from core.refresh import compute
from core.report import Result
from core.workbook import Cell, Cells, Sheet
from sheets_addon.workbooks.xlsx.book import XlsxWorkbook

TEMPLATES = Path(__file__).parents[3] / "templates"
MANAGER = {fold("Менеджер"), fold("Manager")}
FIGURES = {
    fold(word) for word in ("Сумма", "Количество", "Себестоимость", "План", "Amount", "Quantity", "Cost", "Value")
}
IDS = {fold(word) for word in ("ID сделки", "№ счёта", "Deal id", "Invoice id")}
OWNERS = {fold(word) for word in ("Сделки", "Счета", "Deals", "Invoices")}
DEALS = {fold(word) for word in ("Сделки", "Deals")}
DAILY = {fold(word) for word in ("Метрика дня", "Daily metrics")}
ALL = {fold("Все"), fold("All")}


@cache
def cells(language: Language) -> Cells:
    return XlsxWorkbook(TEMPLATES / f"planerka.{language}.filled.xlsx").read(book.is_input)


@cache
def filled(language: Language) -> Result:
    return computed(cells(language))


def computed(given: Cells) -> Result:
    return compute(given, date(2026, 3, 31), "evening", datetime(2026, 3, 31, 20, 0), run_id="same")


def managers(language: Language) -> list[str]:
    """The names of the tab of managers."""
    sheet = next(one for one in cells(language).sheets if one.title in ("Сотрудники", "Managers"))
    return [_owner(row, [0]) for row in sheet.rows[1:] if _owner(row, [0])]


def others_changed(given: Cells, manager: str, factor: int = 3) -> Cells:
    """Every amount, count and plan in the rows of other managers is ``factor`` times what it was."""
    owners = {id: name for sheet in given.sheets for id, name in _owned(sheet)}
    return replace(given, sheets=[_changed(sheet, manager, owners, factor) for sheet in given.sheets])


def others_fewer(given: Cells, manager: str) -> Cells:
    """A third of the deals and days of other managers was never there."""
    return replace(given, sheets=[_fewer(sheet, manager) for sheet in given.sheets])


def _fewer(sheet: Sheet, manager: str) -> Sheet:
    names = _columns(sheet, MANAGER)
    if fold(sheet.title) not in DEALS | DAILY:
        return sheet
    rows = [
        row if n == 0 or n % 3 or fold(_owner(row, names)) in {fold(manager), ""} else [None] * len(row)
        for n, row in enumerate(sheet.rows)
    ]
    return replace(sheet, rows=rows)


def _columns(sheet: Sheet, titles: set[str]) -> list[int]:
    head = sheet.rows[0] if sheet.rows else []
    return [c for c, title in enumerate(head) if isinstance(title, str) and fold(title) in titles]


def _owner(row: Sequence[Cell], columns: list[int]) -> str:
    found = [row[c] for c in columns if c < len(row)]
    return next((str(name) for name in found if isinstance(name, str) and name.strip()), "")


def _owned(sheet: Sheet) -> Iterator[tuple[Cell, str]]:
    """Deals and invoices by id: payments and order lines are of the same manager."""
    ids, names = _columns(sheet, IDS), _columns(sheet, MANAGER)
    if fold(sheet.title) in OWNERS:
        for row in sheet.rows[1:]:
            yield from ((row[c], _owner(row, names)) for c in ids if c < len(row) and row[c])


def _changed(sheet: Sheet, manager: str, owners: dict[Cell, str], factor: int) -> Sheet:
    ids, names = _columns(sheet, IDS), _columns(sheet, MANAGER)
    daily = fold(sheet.title) in DAILY
    figures = set(range(len(sheet.rows[0]))) if daily else set(_columns(sheet, FIGURES))

    def is_others(row: Sequence[Cell]) -> bool:
        name = _owner(row, names) or next((owners[row[c]] for c in ids if c < len(row) and row[c] in owners), "")
        return bool(name) and fold(name) not in {fold(manager), *ALL}

    def changed(row: Sequence[Cell]) -> list[Cell]:
        return [
            v * factor if c in figures and isinstance(v, int | float) and not isinstance(v, bool) else v
            for c, v in enumerate(row)
        ]

    if not figures or not (ids or names):
        return sheet
    return replace(sheet, rows=[sheet.rows[0], *(changed(row) if is_others(row) else row for row in sheet.rows[1:])])
