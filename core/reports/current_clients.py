from collections.abc import Iterator

import numpy as np

from core.context import Context
from core.i18n import T, day, money
from core.metrics.client_groups import client_managers, group_of
from core.metrics.days import NEVER, number
from core.metrics.people import NO_MANAGER
from core.metrics.pipeline import open_deals
from core.metrics.purchases import purchases
from core.metrics.rates import Floats
from core.metrics.reorder import Reorder, bought_last, reorder
from core.metrics.segments import Bools
from core.metrics.stages import Ints
from core.recommendations import recommendations
from core.report import Column, Row, Value
from core.reports._abc_xyz_words import BOUGHT, ELSE
from core.reports._pipeline_tree import blanks, dates
from core.reports.declare import ChartSpec, Filled, ReportSpec

SOON = 7
"""Days ahead in which a client is called before the expected date."""

MODE = T(
    "на {day}; день покупки — {bought}; интервал — по всем покупкам клиента",
    "as of {day}; purchases are {bought}; the interval is over all of a client's purchases",
)
COUNTED = T(
    "Пора звонить: {now} на {sum}; в ближайшие 7 дней: {week}; уснули: {asleep}; ещё рано: {later}; "
    "купили один раз, интервала нет: {once}.",
    "To call now: {now} for {sum}; within 7 days: {week}; fallen silent: {asleep}; still early: {later}; "
    "bought once, so without an interval: {once}.",
)
NO_PURCHASES = T("Покупок ещё не было.", "There are no purchases yet.")


def _mode(context: Context) -> str:
    bought = context.say(ELSE).join(context.say(BOUGHT[by]) for by, _ in context.once(purchases).bought)
    return context.say(MODE, day=day(context.asof, context.language), bought=bought)


def _notes(context: Context) -> Iterator[str]:
    if not context.has("invoices|deals|payments") or not len((found := context.once(reorder)).who):
        return
    parts = {name: int(where.sum()) for name, where in _parts(context, found).items()}
    usual = float(np.nansum(found.usual[found.due]))
    yield context.say(COUNTED, sum=money(usual, context.language, context.currency), **parts)


CURRENT_CLIENTS = ReportSpec(
    id="current_clients",
    title=T("Пора повторить", "Due to reorder"),
    group="week",
    order=30,
    definition=T(
        "Кто из тех, кто уже покупал, должен купить снова: кому звонить сейчас и кому на неделе.",
        "Which clients who have bought are due to buy again: whom to call now, and whom this week.",
    ),
    source="000",
    mode=_mode,
    notes=_notes,
    decisions=(
        T(
            "Обычный интервал — среднее число дней между днями покупок клиента за всё время; следующая покупка — "
            "последний день плюс интервал, округлённый до дня.",
            "The usual interval is the mean number of days between all of a client's purchase days; the next purchase "
            "is the last day plus the interval, rounded to a day.",
        ),
        T(
            "Клиент уснул, если молчит дольше двух своих интервалов; купивший один раз интервала не имеет.",
            "A client has fallen silent after more than two intervals of their own; one purchase makes no interval.",
        ),
        T(
            "Порядок звонков — по недополученному: средняя покупка × дней опоздания ÷ интервал.",
            "The order of calls is by what was missed: mean purchase × days late ÷ interval.",
        ),
        T(
            "Что купили — товары последнего дня покупки, по сумме.",
            "What was bought: the products of the last purchase day, by amount.",
        ),
    ),
)

CLIENTS = (
    Column("client", T("Клиент", "Client")),
    Column("manager", T("Менеджер", "Manager")),
    Column("phone", T("Телефон", "Phone")),
    Column("last", T("Последняя покупка", "Last purchase"), "date"),
    Column("last_amount", T("На сумму", "For"), "money", adds=False),
    Column("product", T("Что купили", "What")),
    Column("gap", T("Обычный интервал, дней", "Usual interval, days"), "days"),
    Column("expected", T("Ждём покупку", "Next purchase"), "date"),
    Column("late", T("Дней опоздания", "Days late"), "days", help=T("Меньше нуля — ещё впереди.", "Below 0: ahead.")),
    Column("usual", T("Средняя покупка", "Mean purchase"), "money"),
    Column(
        "missed",
        T("Недополучено", "Missed"),
        "money",
        help=T("Средняя покупка × дней опоздания ÷ интервал.", "Mean purchase × days late ÷ interval."),
    ),
    Column(
        "in_work",
        T("Сделок в работе", "Open deals"),
        "count",
        adds=False,
        help=T("Открытые сделки клиента: возможно, он уже покупает.", "Open deals: the client may be buying already."),
    ),
    Column("group", T("Группа", "Group"), help=T("ABC-XYZ за 12 месяцев.", "ABC-XYZ over 12 months.")),
    Column("recommendation", T("Рекомендация", "Recommendation")),
    Column("days", T("Дней с покупкой", "Purchase days"), "count", detail=True, adds=False),
)
NEEDS = ("invoices|deals|payments",)


def _parts(context: Context, found: Reorder) -> dict[str, Bools]:
    """Every client in one part."""
    several, soon = found.days > 1, found.expected <= number(context.asof) + SOON
    ahead = several & (found.late < 0)
    return {
        "now": found.due,
        "week": ahead & soon,
        "asleep": found.asleep,
        "later": ahead & ~soon,
        "once": ~several,
    }


@CURRENT_CLIENTS.block(
    "now",
    T("Позвонить сейчас", "Call now"),
    CLIENTS,
    definition=T(
        "Обычный день покупки наступил или прошёл; сверху — где недополучили больше всего.",
        "The usual day of purchase has come or passed; the largest missed amounts first.",
    ),
    needs=NEEDS,
    total=True,
    charts=(ChartSpec("bar", T("Кому звонить первым", "Whom to call first"), "client", ("missed",), rows=10),),
)
def _now(context: Context) -> Filled:
    return _filled(context, "now", T("Сегодня никому не пора.", "Nobody is due today."))


@CURRENT_CLIENTS.block(
    "week",
    T("На ближайшие 7 дней", "The next 7 days"),
    CLIENTS,
    definition=T("Обычный день покупки — в ближайшие 7 дней.", "The usual day of purchase is within 7 days."),
    needs=NEEDS,
    total=True,
)
def _week(context: Context) -> Filled:
    return _filled(context, "week", T("На этой неделе никому не пора.", "Nobody is due this week."))


@CURRENT_CLIENTS.block(
    "asleep",
    T("Уснули", "Fallen silent"),
    CLIENTS,
    definition=T(
        "Молчат дольше двух своих интервалов: узнать, что случилось.",
        "Silent for more than two of their intervals: find out what happened.",
    ),
    needs=NEEDS,
    total=True,
)
def _asleep(context: Context) -> Filled:
    return _filled(context, "asleep", T("Никто не уснул.", "Nobody has fallen silent."))


@CURRENT_CLIENTS.block(
    "later",
    T("Ещё рано", "Still early"),
    CLIENTS,
    definition=T("Обычный день покупки — позже чем через 7 дней.", "The usual day is more than 7 days away."),
    needs=NEEDS,
    total=True,
)
def _later(context: Context) -> Filled:
    return _filled(context, "later", T("Таких клиентов нет.", "There are no such clients."))


@CURRENT_CLIENTS.block(
    "once",
    T("Купили один раз", "Bought once"),
    CLIENTS,
    definition=T(
        "Интервала ещё нет: когда ждать вторую покупку, неизвестно. Сверху — самые крупные.",
        "There is no interval yet, so nobody knows when the second purchase is due. The largest first.",
    ),
    needs=NEEDS,
)
def _once(context: Context) -> Filled:
    return _filled(context, "once", T("Таких клиентов нет.", "There are no such clients."))


def _filled(context: Context, part: str, empty: T) -> Filled:
    found = context.once(reorder)
    if not len(found.who):
        return Filled([], empty=NO_PURCHASES)
    rows = context.once(_rows)
    return Filled(
        [rows[i] for i in _order(found, part, np.flatnonzero(_parts(context, found)[part])).tolist()], empty=empty
    )


def _order(found: Reorder, part: str, at: Ints) -> Ints:
    """The part's own order; ties by client, which is the order of the entries."""
    largest: Floats = -np.round(np.nan_to_num(found.missed if part in ("now", "asleep") else found.usual)[at], 6)
    if part in ("week", "later"):
        return at[np.lexsort((largest, found.expected[at]))]
    if part == "once":
        return at[np.lexsort((-found.last[at], largest))]
    return at[np.lexsort((-found.late[at], largest))]


def _rows(context: Context) -> list[Row]:
    """A row of :data:`CLIENTS` for every client."""
    found = context.once(reorder)
    managers, groups, texts = client_managers(context), group_of(context), recommendations(context)
    last, group = found.last.tolist(), [groups.get(name) for name in found.clients]
    products, phones, busy = bought_last(context), _phones(context), _in_work(context)
    missed = np.where(found.late >= 0, found.missed, np.nan)
    columns: dict[str, list[Value]] = {
        "client": list(found.clients),
        "manager": [managers[i] or context.say(NO_MANAGER) for i in found.who.tolist()],
        "phone": [phones.get(name) for name in found.clients],
        "last": dates(found.last, NEVER),
        "last_amount": blanks(found.last_amount),
        "product": [products.get((name, when)) for name, when in zip(found.clients, last, strict=True)],
        "gap": blanks(found.gap),
        "expected": dates(found.expected, NEVER),
        "late": [None if late is None else int(late) for late in blanks(found.late)],  # type: ignore[arg-type]
        "usual": blanks(found.usual),
        "missed": blanks(missed),
        "in_work": [busy.get(name) for name in found.clients],
        "group": list(group),
        "recommendation": [texts[one][0] if one else None for one in group],
        "days": found.days.tolist(),
    }
    return list(map(list, zip(*(columns[column.id] for column in CLIENTS), strict=True)))


def _phones(context: Context) -> dict[str, str]:
    """Client → phone; of several the first by alphabet."""
    frame = context.tables["clients"].frame[["client", "phone"]].dropna().astype(object)
    return dict(sorted(frame.to_numpy().tolist(), reverse=True))


def _in_work(context: Context) -> dict[str, int]:
    """Client → how many open deals; clients without any are not there."""
    if not context.has("deals"):
        return {}
    made = context.once(open_deals)
    count = np.bincount(made.client, minlength=len(made.clients) + 1)
    return {made.clients[i]: int(count[i]) for i in np.flatnonzero(count[:-1]).tolist()}
