"""A result as a refresh would leave it, with something of everything that a page can show."""

from datetime import date, datetime

from core.i18n import Language, T
from core.report import (
    Block,
    CellNote,
    Chart,
    Column,
    Problem,
    Ref,
    Report,
    Result,
    Stamp,
    Unavailable,
)

COLUMNS = (
    Column("manager", T("Менеджер", "Manager")),
    Column("n", T("Счетов", "Invoices"), "count"),
    Column("amount", T("Сумма", "Amount"), "money"),
    Column("rate", T("Доля", "Share"), "rate", help=T("Доля от всех.", "Share of all.")),
    Column("plan", T("К плану", "To plan"), "attainment"),
    Column("low", T("Нижняя граница", "Lower bound"), "rate", detail=True),
    Column("day", T("Дата", "Date"), "date"),
    Column("cell", T("Где", "Where"), "link"),
)
ROWS: list[list[object]] = [
    ["Анна Белова", 1200, 1234567.0, 0.125, 1.0, 0.1, date(2026, 3, 31), Ref("Сделки", "C17", "C17")],
    ["<script>alert(1)</script>", 1, -0.4, None, 0.85, None, None, Ref("Счета", "B2", "B2")],
    ["Пётр", 0, -1500.0, 0.5, 0.1, 0.2, date(2026, 1, 2), None],
]
LABELS = {
    "ru": ("День", "Воронка", "По менеджерам", "Этапы", "Появится, когда заполните вкладку «Сделки»."),
    "en": ("Day", "Funnel", "By manager", "Stages", "Appears when the tab “Deals” is filled."),
}


def fake_result(language: Language = "ru") -> Result:
    day, funnel, managers, stages, waits = LABELS[language]
    text = T("Итого", "Total").to(language)
    block = Block(
        "managers",
        managers,
        COLUMNS,
        [list(row) for row in ROWS],  # type: ignore[arg-type]
        total=[text, 1201, 1233066.6, None, None, None, None, None],
        levels=[0, 0, 1],
        notes=(CellNote(1, "rate", T("Нет счетов.", "No invoices.").to(language)),),
        definition=T("Сумма счетов.", "The sum of invoices.").to(language),
    )
    charts = tuple(
        Chart(kind, T("Суммы", "Amounts").to(language), "managers", "manager", ("amount",))
        for kind in ("funnel", "bar", "column", "stacked", "line")
    )
    definition = T("Что сегодня.", "What is today.").to(language)
    empty = Block("stages", stages, COLUMNS[:2], [], unavailable=Unavailable("missing", waits))
    problem = Problem("Сделки", 17, "Сумма", "C17", "not_number", "error", "много", "«много» — не число.")
    return Result(
        (
            Report("day", day, "morning", definition, T("за день", "for the day").to(language), (block,), charts),
            Report("funnel", funnel, "week", definition, "", (empty,)),
        ),
        (problem,),
        Stamp(date(2026, 3, 31), "evening", datetime(2026, 3, 31, 18, 5), "run1", language),
    )
