from collections.abc import Iterator

from core.context import Context
from core.i18n import T, money
from core.i18n import day as spoken
from core.metrics.days import months_back, number, same_day_last_month
from core.metrics.ledger import MONTHS_SHOWN, ledger
from core.metrics.receivables import owed_on
from core.report import Row
from core.reports import _finance_debts as debts
from core.reports import _finance_tables as tables
from core.reports.declare import ChartSpec, Filled, ReportSpec

MODE = T(
    "По месяцам с {first} по {last}; долги — на {last}; суммы в {currency}.",
    "By month from {first} to {last}; debts as of {last}; sums in {currency}.",
)
LOOSE = T(
    "Не зачтено в счета: {sum}. Список — в таблице «Деньги без счёта».",
    "Not applied to invoices: {sum}. See “Money without an invoice”.",
)
SHIPPED = T(
    "Дебиторка — отгружено и не оплачено; остальные неоплаченные счета — «Ждём предоплату».",
    "Receivable: shipped and unpaid; the other unpaid invoices are “Awaiting prepayment”.",
)
NOT_SHIPPED = T(
    "Столбец «Отгружено» пуст, поэтому показаны все неоплаченные счета. Заполните его — увидите дебиторку отдельно.",
    "The column “Shipped” is blank, so all unpaid invoices are shown. Fill it to see the receivable apart.",
)
STOCK = T("{what}: {now}; месяц назад, на {day}, — {before}.", "{what}: {now}; a month ago, on {day}: {before}.")
UNRATED = T(
    "Нет курса валюты: строк не вошло в суммы — {n}, они названы на вкладке «Ревизия».",
    "No exchange rate: {n} rows are left out of the sums; the Revision tab names them.",
)


def mode(context: Context) -> str:
    first = months_back(context.asof, MONTHS_SHOWN)[0][0]
    shown = (spoken(day, context.language) for day in (first, context.asof))
    return context.say(MODE, **dict(zip(("first", "last"), shown, strict=True)), currency=context.currency)


def unrated_note(context: Context) -> Iterator[str]:
    """How many rows have no rate; said on every tab of money."""
    book = context.once(ledger)
    n = len(book.unrated_invoices[0]) + len(book.unrated_payments[0])
    if n:
        yield context.say(UNRATED, n=n)


def notes(context: Context) -> Iterator[str]:
    book = context.once(ledger)
    if context.has("invoices"):
        yield context.say(SHIPPED if book.uses_shipped else NOT_SHIPPED)
        yield from _a_month_ago(context)
    if context.has("invoices", "payments"):
        loose = float(context.once(debts.unapplied_money).amount.sum()) / book.scale
        if loose:
            yield context.say(LOOSE, sum=money(loose, context.language, context.currency))
    yield from unrated_note(context)


def _a_month_ago(context: Context) -> Iterator[str]:
    """A stock stands beside the same day of last month."""
    book, day = context.once(ledger), same_day_last_month(context.asof)
    now, before = owed_on(book, book.asof), owed_on(book, number(day))
    if now is not None and before:
        said = (money(value, context.language, context.currency) for value in (now, before))
        shown = dict(zip(("now", "before"), said, strict=True))
        what = debts.RECEIVABLE if book.uses_shipped else debts.UNPAID
        yield context.say(STOCK, what=what, day=spoken(day, context.language), **shown)


finance = ReportSpec(
    id="finance",
    title=T("Деньги", "Money"),
    group="morning",
    order=50,
    definition=T(
        "Приход денег, выставленные счета и долги: по месяцам, по менеджерам, по срокам и по клиентам.",
        "Money received, invoices issued and debts: by month, manager, age and client.",
    ),
    source="001",
    mode=mode,
    notes=notes,
    decisions=(
        T(
            "«Поступило» — все оплаты больше нуля по их дате; возвраты стоят рядом и из «Поступило» не вычитаются.",
            "“Received” is every payment above zero by its date; refunds stand beside it and are not subtracted.",
        ),
        T(
            "«Выставлено» — счета по их дате; аннулированный счёт остаётся в месяце выставления, а его неоплаченный "
            "остаток попадает в «Аннулировано» в месяце аннулирования.",
            "“Invoiced” counts invoices by their date; a cancelled one stays in that month, and its unpaid rest is "
            "in “Cancelled” in the month of cancellation.",
        ),
        T(
            "Оплата закрывает тот счёт, чей номер в ней стоит; если номер повторяется — самый ранний из таких "
            "счетов. Сами по счетам клиента деньги не распределяем.",
            "A payment settles the invoice whose number it names; if the number repeats, the earliest of them. Money "
            "is never spread over a client's invoices by us.",
        ),
        T(
            "Предоплата (оплата раньше счёта) — поступление своего дня, а долг она уменьшает с даты счёта.",
            "A prepayment is received on its own day, and lowers the debt from the invoice's date.",
        ),
        T(
            "Оплата в день аннулирования счёта или позже этот счёт не закрывает: она в «Деньги без счёта».",
            "A payment on or after the day an invoice was cancelled does not settle it: it is money without an "
            "invoice.",
        ),
        T(
            "Если заполнен столбец «Отгружено», дебиторка — отгруженное и неоплаченное; начало и конец месяца всё "
            "равно показывают все неоплаченные счета, чтобы сходилась проверка.",
            "Where “Shipped” is filled, the receivable is what is shipped and unpaid; start and end of a month still "
            "show all unpaid invoices, so that the check holds.",
        ),
        T(
            "Просрочка считается от срока оплаты, а где он пуст — от даты счёта плюс default_due_days; день срока "
            "ещё не просрочка.",
            "Overdue counts from the due date, or the invoice's date plus default_due_days where it is blank; the "
            "due day itself is not overdue.",
        ),
        T(
            "Оплата в другой валюте, чем счёт, переводится через основную валюту по курсам своего дня.",
            "A payment in another currency than its invoice is converted through the base currency at the rates of "
            "its day.",
        ),
        T(
            "Счёт без курса на нужный день целиком не входит в суммы, пока курса нет, и назван на вкладке «Ревизия».",
            "An invoice without a rate on a day that needs one is left out whole until there is one, and is named in "
            "Revision.",
        ),
    ),
)


@finance.block(
    "months",
    T("По месяцам", "By month"),
    (tables.MONTH, *tables.FLOWS),
    definition=T(
        "Начало + выставлено − аннулировано − зачтено + курсовая разница = конец.",
        "Start + invoiced − cancelled − applied + exchange difference = end.",
    ),
    needs=("invoices|payments",),
    charts=(
        ChartSpec(
            "column",
            T("Поступило, выставлено и неоплаченное", "Received, invoiced and unpaid"),
            "month",
            ("inflow", "invoiced"),
            lines=("ar_end",),
        ),
    ),
)
def months(context: Context) -> Filled:
    return tables.by_month(context)


@finance.block(
    "managers",
    T("По менеджерам", "By manager"),
    (debts.MANAGER, tables.MONTH, *tables.FLOWS, tables.CHANGE),
    definition=T(
        "То же по каждому менеджеру: строка за 12 месяцев, под ней — по месяцам.",
        "The same for each manager: a row for the 12 months, the months below it.",
    ),
    needs=("invoices|payments",),
)
def managers(context: Context) -> Filled:
    return tables.by_manager(context)


@finance.block(
    "aging",
    T("Просрочено по договору", "Overdue by contract"),
    debts.AGING,
    definition=T(
        "Сколько клиенты должны и на сколько дней опаздывают против срока оплаты в счёте.",
        "What clients owe, and how many days past the invoices' due dates.",
    ),
    needs=("invoices",),
)
def aging(context: Context) -> Filled:
    return debts.aging(context)


@finance.block(
    "unapplied",
    T("Деньги без счёта", "Money without an invoice"),
    debts.UNAPPLIED,
    definition=T(
        "Оплаты без номера счёта, с неизвестным или аннулированным счётом и переплаты: они не уменьшают ничей долг.",
        "Payments without an invoice, of an unknown or cancelled one, and overpayments: they lower no one's debt.",
    ),
    needs=("invoices", "payments"),
    total=True,
)
def unapplied_payments(context: Context) -> Filled:
    return Filled(debts.unapplied_rows(context), empty=T("Все оплаты зачтены в счета.", "Every payment is applied."))


@finance.block(
    "debtors",
    T("Должники", "Debtors"),
    debts.DEBTORS,
    definition=T(
        "Клиенты, у которых есть счёт с просрочкой больше debtor_days дней (вкладка «Настройки»).",
        "Clients with an invoice overdue by more than debtor_days days (tab Settings).",
    ),
    needs=("invoices",),
    total=True,
)
def debtors(context: Context) -> Filled:
    rows: list[Row] = debts.debtors(context)
    return Filled(rows, empty=T("Должников нет.", "No debtors."))
