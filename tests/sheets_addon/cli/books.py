"""Small workbooks for commands, made with openpyxl."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

MINIMAL: dict[str, list[list[Any]]] = {
    "Счета": [
        ["№счёта", "Клиент", "Менеджер", "Дата", "Сумма", "Срок оплаты"],
        ["1", "ООО Ромашка", "Анна", date(2026, 3, 2), 1000, date(2026, 4, 2)],
        ["2", "ИП Иванов", "Пётр", date(2026, 3, 5), "много", date(2026, 4, 3)],
    ],
    "Оплаты": [["Дата", "Сумма", "№счёта"], [date(2026, 3, 31), 300, "1"]],
    "Метрика дня": [["Дата", "Менеджер", "Звонки", "Оплаты"], [date(2026, 3, 31), "Анна", 12, 1]],
}
EMPTY = {tab: rows[:1] for tab, rows in MINIMAL.items()}
FOREIGN: dict[str, list[list[Any]]] = {"Погода": [["Город", "Градусы"], ["Пермь", -3]]}


def write(path: Path, tabs: dict[str, list[list[Any]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in tabs.items():
        fill(book.create_sheet(title), rows)
    book.save(path)
    return path


def fill(sheet: Any, rows: Iterable[list[Any]]) -> None:
    for row in rows:
        sheet.append(row)
