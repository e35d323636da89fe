"""What the functions of money share: their arguments, and the tables given as a small workbook."""

from datetime import date, datetime, time

import numpy as np

from core.coerce import CURRENCIES
from core.context import Context
from core.errors import BadArgument, NoData
from core.i18n import T, fold
from core.i18n import day as spoken
from core.intake.categories import codes_of, names_of
from core.intake.typed import Typed, absent
from core.metrics.money import currency_code
from core.metrics.owners import manager_names
from core.metrics.rates import Floats
from core.registry import Argument
from core.settings import Settings
from core.tables import all_tables

NO_ROWS = T("Нет данных: в таблице нет ни одной строки.", "No data: the table has no row.")
NO_AMOUNT = T(
    "Нет данных: в таблице «{table}» нет строки, в которой читаются и дата, и сумма.",
    "No data: the table “{table}” has no row whose date and amount can both be read.",
)
NO_MANAGER = T("Менеджера «{manager}» нет в таблице.", "The table has no manager “{manager}”.")
REVERSED = T("Начало {first} позже конца {last}.", "The start {first} is after the end {last}.")

MONEY = ("invoices", "payments")
_INVOICE_COLUMNS = ("invoice_id", "client", "date", "amount")
INVOICES = Argument(
    "invoices",
    "table",
    T("Счета", "Invoices"),
    T(
        "Таблица счетов со строкой заголовков: № счёта, Клиент, Дата, Сумма, Срок оплаты, Обещали оплатить…",
        "The invoices with their header row: Invoice id, Client, Date, Amount, Due, Promised…",
    ),
    table="invoices",
    needs=_INVOICE_COLUMNS,
)
PAYMENTS = Argument(
    "payments",
    "table",
    T("Оплаты", "Payments"),
    T(
        "Таблица оплат со строкой заголовков: Дата, Сумма, № счёта; возврат — с минусом.",
        "The payments with their header row: Date, Amount, Invoice id; a refund is negative.",
    ),
    table="payments",
    needs=("date", "amount"),
)
ASOF = Argument(
    "asof",
    "date",
    T("На дату", "As of"),
    T(
        "Дата, на которую считать; строки позже неё ещё не существуют.",
        "The date to compute for; rows after it do not exist yet.",
    ),
)
MANAGER = Argument(
    "manager",
    "text",
    T("Менеджер", "Manager"),
    T("Имя, как в таблице; пусто — все.", "The name as in the table; blank: everyone."),
    optional=True,
)

INVOICE_EXAMPLE = [
    ["№ счёта", "Клиент", "Менеджер", "Дата", "Сумма", "Срок оплаты"],
    ["1", "Альфа", "Петров", "2026-04-01", 100, "2026-04-11"],
    ["2", "Альфа", "Петров", "2026-04-01", 200, "2026-04-17"],
    ["3", "Бета", "Петров", "2026-04-01", 50, "2026-04-18"],
    ["4", "Бета", "Иванов", "2026-04-01", 40, "2026-04-10"],
    ["5", "Гамма", "Иванов", "2026-04-01", 60, "2026-04-07"],
]
PAYMENT_EXAMPLE = [
    ["Дата", "Сумма", "№ счёта", "Клиент"],
    ["2026-04-10", 30, "1", None],
    ["2026-04-10", 25, None, "Альфа"],
    ["2026-04-10", -5, None, "Альфа"],
]
"""The worked example of REPORTS, «Acceptance numbers → Day»."""


def workbook(asof: date, *tables: Typed) -> Context:
    """The tables given, as a workbook with default settings in the one currency they are in."""
    if not any(len(table) for table in tables):
        raise NoData(NO_ROWS)
    given = {table.table.id: table for table in tables}
    found = {id: given.get(id) or absent(table) for id, table in all_tables().items()}
    settings = Settings(language="en" if tables[0].language == "en" else "ru", base_currency=_currency(*tables))
    return Context(found, settings, asof, "evening", datetime.combine(asof, time()))


def _ensure_amounts(table: Typed) -> None:
    """Rows of which none says how much came and when would make a silent 0 (REPORTS §3)."""
    frame = table.frame
    if len(table) and not (frame["amount"].notna().to_numpy() & frame["date"].notna().to_numpy()).any():
        raise NoData(NO_AMOUNT, table=table.table.title)


def one(context: Context, values: Floats, manager: str | None) -> float:
    """One manager's figure, or everyone's; ``values`` have an entry a manager, «Без менеджера» last."""
    for id in MONEY:
        _ensure_amounts(context.tables[id])
    if manager is None:
        return float(values.sum())
    names = [fold(name) for name in context.once(manager_names).names]
    if fold(manager) not in names:
        raise NoData(NO_MANAGER, manager=manager)
    return float(values[names.index(fold(manager))])


def in_order(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        said = {"first": first, "last": last}
        raise BadArgument(REVERSED, **{k: T(spoken(day, "ru"), spoken(day, "en")) for k, day in said.items()})


def _currency(*tables: Typed) -> str:
    """The currency of the tables; blank is that of the default settings."""
    used: set[str] = set()
    for table in tables:
        if "currency" not in table.frame:  # a table without money
            continue
        names = [*names_of(table.frame["currency"]), Settings.base_currency]  # blank, code −1, is the last
        used |= {currency_code(names[i]) for i in np.unique(codes_of(table.frame["currency"])).tolist()}
    if len(used) > 1:
        raise BadArgument(CURRENCIES, argument=T("Таблицы", "Tables"), names=", ".join(sorted(used)))
    return used.pop() if used else Settings.base_currency
