"""The cells of the filled template that are spoiled on purpose, so that people see what becomes of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from core.i18n import T
from templates import spoils as to
from templates.spoils import ERROR_CELL, Dirt, Row


def _has(*columns: str, **values: Any) -> Callable[[Row], bool]:
    return lambda row: all(c in row for c in columns) and all(row.get(k) == v for k, v in values.items())


def _march(row: Row) -> bool:
    return bool(date(2026, 3, 1) <= row["date"] <= date(2026, 3, 28))


def _lead(row: Row) -> bool:
    """A lost deal of the last year: nothing of the story hangs on it."""
    return bool(row.get("status") == "lost" and row["created"].year == 2025)


READ_AS_MEANT = (
    Dirt("deals", T("дата набрана текстом", "a date typed as text"), _lead, {"created": to.dotted}, nth=50),
    Dirt(
        "invoices", T("дата с месяцем словом", "a date with its month in words"), _march, {"date": to.in_words}, nth=2
    ),
    Dirt("payments", T("дата набрана коротко", "a date typed short"), _march, {"date": to.short}, nth=4),
    Dirt(
        "deals",
        T("дата выгружена со временем", "a date exported with its time"),
        _lead,
        {"closed": to.with_time},
        nth=55,
    ),
    Dirt(
        "payments",
        T("сумма с рублём и пробелами", "an amount with its currency"),
        _march,
        {"amount": to.as_money},
        nth=7,
    ),
    Dirt(
        "invoices",
        T("сумма с рублём и пробелами", "an amount with its currency"),
        _march,
        {"amount": to.as_money},
        nth=6,
    ),
    Dirt(
        "deals",
        T("лишние пробелы в названии", "blanks in a name that nobody sees"),
        _has("next_step"),
        {"client": to.spaced},
    ),
    Dirt("daily_metrics", T("пробел после имени", "a blank after a name"), _march, {"manager": to.spaced}, nth=20),
)

ROWS = (
    Dirt(
        "payments",
        T("строка «Итого»", "a totals row"),
        lambda row: row["date"] < date(2026, 1, 1),
        {
            "date": to.typed(T("Итого", "Total")),
            "amount": to.typed(38_000_000.0),
            "invoice_id": to.erased,
            "client": to.erased,
            "currency": to.erased,
        },
        (("date", "total_row"),),
        nth=-1,
        beside=True,
    ),
    Dirt(
        "invoices",
        T("пустая строка", "a blank row"),
        lambda row: row["date"] < date(2026, 2, 1),
        dict.fromkeys(
            (
                "invoice_id",
                "client",
                "manager",
                "date",
                "amount",
                "due",
                "promised",
                "deal_id",
                "currency",
                "shipped",
                "cancelled",
            ),
            to.erased,
        ),
        nth=-1,
        beside=True,
    ),
    Dirt(
        "invoices",
        T("номер этого счёта повторён ниже", "this invoice's number is repeated below"),
        _has("cancelled"),
        {"invoice_id": to.kept},
        (("invoice_id", "repeated_key"),),
    ),
    Dirt(
        "invoices",
        T("счёт внесён дважды под одним номером", "an invoice number used twice"),
        _has("cancelled"),
        {"amount": to.typed(12_400.0)},
        (("invoice_id", "repeated_key"),),
        beside=True,
    ),
)

UNREAD = (
    Dirt(
        "deals",
        T("«скоро» вместо даты", "“soon” for a date"),
        _has("expected", status="open"),
        {"expected": to.typed(T("скоро", "soon"))},
        (("expected", "not_date"),),
        nth=7,
    ),
    Dirt(
        "deals",
        T("тридцать первое февраля", "the 31st of February"),
        _has("next_step_date"),
        {"next_step_date": to.typed("31.02.2026")},
        (("next_step_date", "impossible_date"),),
        nth=9,
    ),
    Dirt(
        "deals",
        T("сумма словами", "an amount in words"),
        _has("amount", "next_step"),
        {"amount": to.typed(T("по договору", "as agreed"))},
        (("amount", "not_number"),),
        nth=3,
    ),
    Dirt(
        "deals", T("не указан менеджер", "no manager"), _lead, {"manager": to.erased}, (("manager", "missing"),), nth=60
    ),
    Dirt(
        "deals",
        T("такого этапа нет", "no such stage"),
        _has("next_step"),
        {"stage": to.typed(T("Думают", "Thinking"))},
        (("stage", "stage_unknown"),),
        nth=12,
    ),
    Dirt(
        "deals",
        T("статус спорит с этапом", "a status against its stage"),
        _lead,
        {"status": to.typed("open"), "loss_reason": to.erased, "closed": to.erased},
        (("status", "status_against_stage"),),
        nth=65,
    ),
    Dirt(
        "deals",
        T("причины нет в списке", "a reason outside the list"),
        _has("loss_reason", status="lost"),
        {"loss_reason": to.typed(T("Уехали в отпуск", "Went on holiday"))},
        (("loss_reason", "outside_list"),),
        nth=70,
    ),
    Dirt(
        "deals",
        T("латинская A в имени", "a Russian А in a name"),
        lambda row: _lead(row) and row["manager"].startswith(("Анна", "Anna")),
        {"manager": to.other_alphabet},
        (("manager", "wrong_alphabet"), ("manager", "near_duplicate"), ("manager", "outside_list")),
        nth=3,
    ),
    Dirt(
        "daily_metrics",
        T("ошибка формулы", "a formula's error"),
        _march,
        {"calls": to.typed(ERROR_CELL)},
        (("calls", "error_cell"),),
        nth=30,
    ),
    Dirt(
        "daily_metrics",
        T("примерно, а не число", "about, not a number"),
        _march,
        {"calls": to.typed(T("20-25", "20-25"))},
        (("calls", "not_number"),),
        nth=41,
    ),
    Dirt(
        "daily_metrics",
        T("полвстречи", "half a meeting"),
        _march,
        {"meetings": to.typed(1.5)},
        (("meetings", "not_whole"),),
        nth=50,
    ),
    Dirt(
        "hot_clients",
        T("процент 70 среди долей", "70 typed among fractions"),
        _has(probability=0.7),
        {"probability": to.typed(70.0)},
    ),
    Dirt(
        "hot_clients",
        T("доля рядом с 70: прочтётся как процент", "a fraction beside 70: read as a percentage"),
        _has(probability=0.9),
        {"probability": to.kept},
        (("probability", "odd_percent"),),
    ),
    Dirt(
        "payments",
        T("такого счёта нет", "no such invoice"),
        _march,
        {"invoice_id": to.typed(T("УТ-99999", "INV-99999"))},
        nth=10,
    ),
    Dirt(
        "payments",
        T("не указано, чья оплата", "nobody's payment"),
        _march,
        {"amount": to.typed(3_700.0), "invoice_id": to.erased, "client": to.erased, "currency": to.erased},
        (("invoice_id", "missing_any"),),
        nth=13,
        beside=True,
    ),
    Dirt(
        "clients",
        T("ни да, ни нет", "neither yes nor no"),
        _has("email"),
        {"key": to.typed(T("может быть", "perhaps"))},
        (("key", "not_yesno"),),
        nth=40,
    ),
    Dirt(
        "clients",
        T("региона нет в списке", "a region outside the list"),
        _has("region"),
        {"region": to.typed(T("Луна", "Moon"))},
        (("region", "outside_list"),),
        nth=50,
    ),
    Dirt(
        "reviews",
        T("такого вида нет", "no such kind"),
        _has(kind="revision"),
        {"kind": to.typed(T("Созвон", "Chat"))},
        (("kind", "not_choice"),),
    ),
)

DIRT = (*READ_AS_MEANT, *UNREAD, *ROWS)
