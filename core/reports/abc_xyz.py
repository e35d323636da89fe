from collections.abc import Sequence

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.client_groups import Segments, client_managers, segments
from core.metrics.days import day
from core.metrics.people import NO_MANAGER
from core.metrics.rates import Floats
from core.metrics.segments import ABC_NAMES, GROUPS, XYZ_NAMES, Codes, matrix
from core.recommendations import OUR_TEXT, YOUR_TEXT, recommendations
from core.report import Column, Row
from core.reports._abc_xyz_words import DECISIONS, mode, notes
from core.reports.declare import ChartSpec, Filled, ReportSpec

NO_CLIENT = T("Клиент не указан", "No client given")
LAPSED = T("был регулярным, уснул", "was regular, fell silent")
ABC_XYZ = ReportSpec(
    id="abc_xyz",
    title=T("ABC-XYZ", "ABC-XYZ"),
    group="month",
    order=20,
    definition=T(
        "Клиенты по объёму за 12 месяцев (ABC) и по регулярности покупок (XYZ): кому сколько внимания.",
        "Clients by 12 months' value (ABC) and by how regularly they buy (XYZ): who gets how much attention.",
    ),
    source="000",
    mode=mode,
    notes=notes,
    decisions=DECISIONS,
)

CLIENTS = (
    Column("client", T("Клиент", "Client")),
    Column("group", T("Группа", "Group")),
    Column("amount", T("Объём", "Value"), "money"),
    Column("share", T("Доля", "Share"), "rate"),
    Column("cumulative", T("Доля с начала списка", "Share from the top"), "rate"),
    Column("days", T("Дней с покупкой", "Purchase days"), "count", adds=False),
    Column("last", T("Последняя покупка", "Last purchase"), "date"),
    Column("manager", T("Менеджер", "Manager")),
    Column("lapsed", T("Внимание", "Attention")),
    Column("recommendation", T("Рекомендация", "Recommendation")),
    Column("abc", T("ABC", "ABC"), detail=True),
    Column("xyz", T("XYZ", "XYZ"), detail=True),
    Column("share_before", T("Доля строк выше", "Share of the rows above"), "rate", detail=True),
    Column("gap", T("Обычный промежуток, дней", "Usual gap, days"), "days", detail=True),
    Column("cv", T("Разброс промежутков", "Variation of the gaps"), "number", detail=True, adds=False),
)


def _cells(label: str, ru: str, en: str, kind: str) -> tuple[Column, ...]:
    """X, Y, Z and their sum, of one figure."""
    four = [*((x.lower() + "_", x) for x in XYZ_NAMES), ("", "")]
    names = [(f"{prefix}{label}", T(f"{x or 'Всего'}: {ru}", f"{x or 'All'}: {en}")) for prefix, x in four]
    return tuple(Column(id, title, kind, adds=True) for id, title in names)  # type: ignore[arg-type]


MATRIX = (
    Column("abc", T("Группа", "Group")),
    *_cells("n", "клиентов", "clients", "count"),
    *_cells("amount", "объём", "value", "money"),
    *_cells("share", "доля объёма", "share of value", "rate"),
)
CURVE = ChartSpec("line", T("Кривая ABC", "ABC curve"), "client", ("cumulative",))
STACKED = ChartSpec("stacked", T("Клиенты по группам", "Clients by group"), "abc", ("x_n", "y_n", "z_n"))


@ABC_XYZ.block(
    "matrix",
    T("Матрица ABC-XYZ", "ABC-XYZ matrix"),
    MATRIX,
    definition=T(
        "Сколько клиентов в каждой группе, их объём и его доля.", "Clients of each group, their value and its share."
    ),
    needs=("payments|deals",),
    total=True,
    charts=(STACKED,),
)
def _matrix(context: Context) -> list[Row]:
    found = context.once(segments)
    at = found.ranked
    return matrix_rows(found.group[at], found.amount[at], found.abc.share[at]) if len(at) else []


def matrix_rows(group: Codes, amount: Floats, share: Floats) -> list[Row]:
    """The block's rows A, B, C from each client's group (index into GROUPS), value and share (NaN outside)."""
    sums = (matrix(group), matrix(group, amount), _shares(group, share))
    rows: list[Row] = []
    for i, name in enumerate(ABC_NAMES):
        row: Row = [name]
        for n, kind in enumerate(sums):
            cells = [*kind[i].tolist(), float(kind[i].sum())]
            row += [int(cell) for cell in cells] if n == 0 else _blanks(np.array(cells))
        rows.append(row)
    return rows


def _shares(group: Codes, share: Floats) -> Floats:
    """The share of each group; NaN in all where there is no total to be a share of."""
    return matrix(group, np.nan_to_num(share)) * (1.0 if np.isfinite(share).any() else np.nan)


@ABC_XYZ.block(
    "groups",
    T("Что делать с каждой группой", "What to do with each group"),
    (
        Column("group", T("Группа", "Group")),
        Column("n", T("Клиентов", "Clients"), "count"),
        Column("amount", T("Объём", "Value"), "money"),
        Column("share", T("Доля объёма", "Share of value"), "rate", adds=True),
        Column("recommendation", T("Рекомендация", "Recommendation")),
        Column("source", T("Чья", "Whose")),
    ),
    definition=T("Рекомендация каждой группе.", "A recommendation for each group."),
    needs=("payments|deals",),
    total=True,
)
def _groups(context: Context) -> list[Row]:
    found = context.once(segments)
    at = found.ranked
    if not len(at):
        return []
    group, texts = found.group[at], recommendations(context)
    n, amount = matrix(group).ravel().tolist(), matrix(group, found.amount[at]).ravel().tolist()
    share = _blanks(_shares(group, found.abc.share[at]).ravel())
    return [
        [name, int(n[i]), amount[i], share[i], texts[name][0], context.say(OUR_TEXT if texts[name][1] else YOUR_TEXT)]
        for i, name in enumerate(GROUPS)
    ]


@ABC_XYZ.block(
    "clients",
    T("Клиенты по группам", "Clients by group"),
    CLIENTS,
    definition=T(
        "A — до границы A объёма, B — следующие, C — остальные; X — покупает регулярно, Y — нет, Z — один раз.",
        "A up to its border of the value, B the next ones, C the rest; X buys regularly, Y irregularly, Z once.",
    ),
    needs=("payments|deals",),
    total=True,
    charts=(CURVE,),
)
def _clients(context: Context) -> Filled:
    found, texts = context.once(segments), recommendations(context)
    rows = client_rows(found, client_managers(context), {group: text for group, (text, _) in texts.items()}, context)
    if found.nobody:
        rows.append([context.say(NO_CLIENT), None, found.nobody, *[None] * (len(CLIENTS) - 3)])
    return Filled(rows)


def client_rows(found: Segments, managers: Sequence[str | None], texts: dict[str, str], context: Context) -> list[Row]:
    """One row a client, by value."""
    at = found.ranked
    share, before = found.abc.share[at], found.abc.before[at]
    nobody, lapsed = context.say(NO_MANAGER), context.say(LAPSED)
    columns = zip(
        at.tolist(),
        found.group[at].tolist(),
        found.amount[at].tolist(),
        _blanks(share),
        _blanks(before),
        _blanks(before + share),
        found.xyz.days[at].tolist(),
        found.xyz.last[at].tolist(),
        found.xyz.lapsed[at].tolist(),
        _blanks(found.xyz.gap[at]),
        _blanks(found.xyz.cv[at]),
        strict=True,
    )
    rows: list[Row] = []
    for i, group, amount, part, above, running, days, last, asleep, gap, cv in columns:
        name = GROUPS[group]
        bought = day(last) if last >= 0 else None
        sign = lapsed if asleep else None
        head: Row = [
            found.clients[i],
            name,
            amount,
            part,
            running,
            days,
            bought,
            managers[i] or nobody,
            sign,
            texts[name],
        ]
        rows.append([*head, name[0], name[1], above, gap, cv])
    return rows


def _blanks(values: Floats) -> list[float | None]:
    """A column with NaN as empty cells."""
    out: list[float | None] = values.tolist()
    for i in np.flatnonzero(np.isnan(values)).tolist():
        out[i] = None
    return out
