from datetime import timedelta

from core.context import Context
from core.i18n import T, day, money, plural
from core.metrics.attention import part_ref
from core.metrics.client_groups import group_of
from core.metrics.hot import Hot, Part, Source
from core.metrics.hot_sources import debtors, hot
from core.metrics.people import NO_MANAGER
from core.recommendations import recommendations
from core.report import Column, Ref, Row
from core.reports.declare import ChartSpec, Filled, ReportSpec

SILENT_DAYS = 3
"""Working days without a contact after which a hot client is said to be left alone (REPORTS §2)."""

NO_STEP = T("нет следующего шага", "no next step")
STEP_PASSED = T("шаг просрочен", "the step is overdue")
SILENCE = T("молчим {days}", "silent for {days}")
CONFLICT = T("даты расходятся: {dates}", "the dates differ: {dates}")
DIFFERENCE = T(
    "в списке горячих {typed}, по счетам и сделкам {found}", "the hot list says {typed}, invoices and deals {found}"
)
SOURCES: dict[Source, T] = {
    "promised": T("обещание по счёту", "promise on the invoice"),
    "listed": T("список горячих", "hot list"),
    "deal": T("сделка", "deal"),
    "due": T("срок оплаты", "due date"),
}
WHAT = {"invoice": T("счёт", "invoice"), "deal": T("сделка", "deal"), "listed": T("список", "list")}

MODE = T(
    "на {day}; горячий — отмечен, на горячем этапе или с вероятностью от {percent} %",
    "as of {day}; hot: ticked, at a hot stage, or {percent}% probable and more",
)


def _mode(context: Context) -> str:
    percent = round(context.settings.hot_probability * 100)
    return context.say(MODE, day=day(context.asof, context.language), percent=percent)


HOT = ReportSpec(
    id="hot_clients",
    title=T("Близко к оплате", "Close to payment"),
    group="morning",
    order=30,
    definition=T(
        "Кто вот-вот заплатит: неоплаченные счета, горячие сделки без счёта и список горячих; "
        "сверху — самые дорогие и вероятные.",
        "Who is about to pay: unpaid invoices, hot deals without an invoice, and the hot list; "
        "the largest and surest first.",
    ),
    source="001, 000",
    mode=_mode,
    decisions=(
        T(
            "Пока день оплаты счёта впереди, следующий шаг — дождаться его; потом без шага мы предупреждаем.",
            "While an invoice's day is ahead, the next step is to wait for it; after it a missing step is flagged.",
        ),
        T(
            "Срок по договору — не обещание: он берётся, если другой даты нет, и с обещаниями не спорит.",
            "A contract's due date is no promise: it serves where there is no other date, and contradicts none.",
        ),
        T(
            "Менеджер клиента — тот, за кем самая крупная сумма. "
            "Без даты контакта молчание не отмечаем: мы его не знаем.",
            "A client's manager is the one with the largest sum. "
            "Without a contact date silence is not flagged: it is not known.",
        ),
    ),
)

CLIENTS = (
    Column("client", T("Клиент", "Client")),
    Column("manager", T("Менеджер", "Manager")),
    Column(
        "amount",
        T("Сумма", "Amount"),
        "money",
        help=T(
            "Остатки живых счетов и горячие сделки без счёта; сумма из списка — только если нет ни того, ни другого.",
            "Rests of live invoices and hot deals without one; the list's own amount only where neither exists.",
        ),
    ),
    Column(
        "probability",
        T("Вероятность", "Probability"),
        "rate",
        help=T("Взвешена по суммам; счёт — 100 %.", "Weighted by amount; an invoice is 100%."),
    ),
    Column(
        "date",
        T("Когда", "When"),
        "date",
        help=T(
            "Обещание по счёту, иначе список горячих, ожидаемая оплата сделки, срок счёта.",
            "The promise on the invoice, else the hot list, the deal's expected payment, the due date.",
        ),
    ),
    Column(
        "days",
        T("Дней до оплаты", "Days to payment"),
        "days",
        help=T("Меньше нуля — срок прошёл.", "Below zero: the day has passed."),
    ),
    Column("next_step", T("Следующий шаг", "Next step")),
    Column("next_step_date", T("Дата шага", "Step date"), "date"),
    Column("attention", T("Внимание", "Attention")),
    Column("group", T("Группа", "Group"), help=T("ABC-XYZ за 12 месяцев.", "ABC-XYZ over 12 months.")),
    Column("link", T("Где", "Where"), "link"),
    Column("expected_amount", T("Сумма × вероятность", "Amount × probability"), "money"),
    Column("silent", T("Дней без контакта", "Days since contact"), "days", detail=True),
    Column("typed", T("Сумма в списке", "Amount in the list"), "money", detail=True),
    Column("recommendation", T("Рекомендация", "Recommendation"), detail=True),
)


@HOT.block(
    "clients",
    T("Горячие", "Hot"),
    CLIENTS,
    definition=T("Строка на клиента, по сумме × вероятность.", "A row a client, by amount × probability."),
    needs=("invoices|deals|hot_clients",),
    total=True,
    charts=(
        ChartSpec(
            "bar", T("Десять самых близких оплат", "The ten closest payments"), "client", ("expected_amount",), rows=10
        ),
    ),
)
def client_rows(context: Context) -> Filled:
    groups, texts = group_of(context), recommendations(context)
    rows = [_row(context, one, groups.get(one.client), texts) for one in context.once(hot)]
    return Filled(rows, empty=T("Сейчас никто не близок к оплате.", "No one is close to payment now."))


@HOT.block(
    "debtors",
    T("Должники", "Debtors"),
    (
        Column("client", T("Клиент", "Client")),
        Column("manager", T("Менеджер", "Manager")),
        Column("amount", T("Просрочено", "Overdue"), "money"),
        Column(
            "overdue",
            T("Дней просрочки", "Days overdue"),
            "days",
            help=T("По самому старому счёту.", "Of the oldest invoice."),
        ),
        Column("link", T("Где", "Where"), "link"),
    ),
    definition=T(
        "Счета, просроченные сильнее, чем «debtor_days» из настроек: в горячие не входят.",
        "Invoices overdue by more than the setting “debtor_days”: not counted as hot.",
    ),
    needs=("invoices",),
    total=True,
)
def _debtors(context: Context) -> Filled:
    rows: list[Row] = [
        [one.client, one.manager or context.say(NO_MANAGER), one.amount, one.overdue, link(context, one.first)]
        for one in debtors(context)
    ]
    return Filled(rows, empty=T("Должников нет.", "There are no debtors."))


def _row(context: Context, one: Hot, group: str | None, texts: dict[str, tuple[str, bool]]) -> Row:
    silent = (context.asof - one.last_contact).days if one.last_contact else None
    return [
        one.client,
        one.manager or context.say(NO_MANAGER),
        one.amount,
        one.probability,
        one.day,
        (one.day - context.asof).days if one.day else None,
        one.next_step,
        one.next_step_date,
        "; ".join(attention(context, one)) or None,
        group,
        link(context, one.first),
        one.expected,
        silent,
        one.typed,
        texts[group][0] if group else None,
    ]


def attention(context: Context, one: Hot) -> list[str]:
    """What is wrong with the work on a hot client, in words."""
    found = []
    if lacks_step(context, one):
        found.append(context.say(NO_STEP))
    elif one.next_step_date and one.next_step_date < context.asof:
        found.append(context.say(STEP_PASSED))
    silent = silent_days(context, one)
    if silent > SILENT_DAYS:
        found.append(
            context.say(
                SILENCE, days=T(f"{silent} раб. {plural(silent, 'день', 'дня', 'дней')}", f"{silent} working days")
            )
        )
    if one.conflict:
        dates = ", ".join(
            f"{context.say(SOURCES[source])} — {day(when, context.language)}" for source, when in one.conflict
        )
        found.append(context.say(CONFLICT, dates=dates))
    if one.typed is not None and abs(one.typed - one.amount) > 0.005:
        said = {"typed": one.typed, "found": one.amount}
        found.append(
            context.say(DIFFERENCE, **{k: money(v, context.language, context.currency) for k, v in said.items()})
        )
    return found


def lacks_step(context: Context, one: Hot) -> bool:
    """No step is written down, and none is needed only while an invoice's own day is still ahead."""
    waiting = one.first.kind == "invoice" and one.day is not None and one.day >= context.asof
    return not (one.next_step or one.next_step_date or waiting)


def silent_days(context: Context, one: Hot) -> int:
    """Working days since the last contact; 0 where none is known."""
    return context.calendar.count(one.last_contact + timedelta(days=1), context.asof) if one.last_contact else 0


def link(context: Context, part: Part) -> Ref:
    """The row behind the largest sum, named by what it is."""
    return part_ref(context, part, context.say(WHAT[part.kind]))
