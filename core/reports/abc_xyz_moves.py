from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from core.context import Context
from core.i18n import T, money
from core.i18n import day as spoken_day
from core.metrics.client_groups import client_managers
from core.metrics.lines import lines
from core.metrics.moves import ABSENT, moves, tally, transitions
from core.metrics.owners import label, manager_names
from core.metrics.rates import rate
from core.metrics.segments import ABC_NAMES, XYZ_NAMES
from core.recommendations import recommendations
from core.report import Column, Row
from core.reports._abc_xyz_moves_tables import TALLY, bought_in, mover_rows, tally_rows
from core.reports._abc_xyz_moves_words import DECISIONS, NEW, WAS_GONE, mode
from core.reports.declare import ChartSpec, Filled, ReportSpec

NEEDS = ("payments|deals",)


def notes(context: Context) -> Iterator[str]:
    """How much group A lost, and whether there was anything to compare with."""
    found = context.once(moves)
    if not len(found.known):
        return
    if not found.then.there.any():
        said = T("На {day} данных ещё нет: все клиенты новые.", "No data yet on {day}: all clients are new.")
        yield context.say(said, day=spoken_day(found.then.last, context.language))
        return
    was, now = found.abc
    lost = (was == 0) & (now > 0)
    said = T(
        "Выпали из группы A: {n} из {was}, их объём изменился на {sum}.",
        "Fell out of group A: {n} of {was}; their value changed by {sum}.",
    )
    changed = money(float(np.nansum(found.change[lost])), context.language, context.currency)
    yield context.say(said, n=int(lost.sum()), was=int((was == 0).sum()), sum=changed)


ABC_XYZ_MOVES = ReportSpec(
    id="abc_xyz_moves",
    title=T("Перемещения ABC-XYZ", "ABC-XYZ moves"),
    group="month",
    order=30,
    definition=T(
        "Кто из клиентов перешёл в другую группу, пришёл или ушёл: классы на дату отчёта против классов раньше.",
        "Which clients changed their group, came or went: the classes on the report date against earlier ones.",
    ),
    source="000",
    mode=mode,
    notes=notes,
    decisions=DECISIONS,
)


def columns(names: tuple[str, ...]) -> tuple[Column, ...]:
    """A transition matrix: from, a column a class, gone."""
    return (
        Column("from", T("Было ↓ стало →", "Was ↓ is now →")),
        *(Column(name, T(name, name), "count", heat=True) for name in names),
        Column("gone", WAS_GONE, "count", heat=True),
        Column("n", T("Всего", "In all"), "count"),
        Column("stayed", T("Остались в классе", "Stayed in the class"), "rate"),
    )


def matrix_rows(cells: npt.NDArray[np.int64], names: tuple[str, ...], new: str) -> list[Row]:
    """Rows of the classes and of the new ones. Nobody who is new is gone: that cell is empty."""
    rows: list[Row] = []
    for i, name in enumerate(names):
        n = int(cells[i].sum())
        rows.append([name, *cells[i].tolist(), n, rate(int(cells[i, i]), n)])
    return [*rows, [new, *cells[ABSENT, :ABSENT].tolist(), None, int(cells[ABSENT].sum()), None]]


def _matrix(context: Context, axis: str, names: tuple[str, ...]) -> Filled:
    found = context.once(moves)
    if not len(found.known):
        return Filled([])
    cells = transitions(*(found.abc if axis == "abc" else found.xyz))
    stayed = rate(int(np.trace(cells)), int(cells[:ABSENT].sum()))
    total: Row = [context.say(T("Всего стало", "Are now in all")), *cells.sum(0).tolist(), int(cells.sum()), stayed]
    return Filled(matrix_rows(cells, names, context.say(NEW)), total)


@ABC_XYZ_MOVES.block(
    "abc",
    T("Переходы по объёму (ABC)", "Moves by value (ABC)"),
    columns(ABC_NAMES),
    definition=T(
        "Строка — класс раньше, столбец — класс сейчас: сколько клиентов прошли этот путь. На диагонали остались.",
        "A row is the class before, a column the class now: how many clients went that way. The diagonal stayed.",
    ),
    needs=NEEDS,
    charts=(
        ChartSpec(
            "stacked",
            T("Что стало с клиентами каждого класса", "What became of each class's clients"),
            "from",
            (*ABC_NAMES, "gone"),
        ),
    ),
)
def _abc(context: Context) -> Filled:
    return _matrix(context, "abc", ABC_NAMES)


@ABC_XYZ_MOVES.block(
    "xyz",
    T("Переходы по регулярности (XYZ)", "Moves by regularity (XYZ)"),
    columns(XYZ_NAMES),
    definition=T(
        "То же по регулярности: X — покупает регулярно, Y — нерегулярно, Z — один раз.",
        "The same by regularity: X buys regularly, Y irregularly, Z once.",
    ),
    needs=NEEDS,
)
def _xyz(context: Context) -> Filled:
    return _matrix(context, "xyz", XYZ_NAMES)


@ABC_XYZ_MOVES.block(
    "movers",
    T("Кто переместился", "Who moved"),
    (
        Column("client", T("Клиент", "Client")),
        Column("from", T("Была группа", "Group before")),
        Column("to", T("Стала группа", "Group now")),
        Column("verdict", T("Что случилось", "What happened")),
        Column("amount_then", T("Объём был", "Value before"), "money"),
        Column("amount_now", T("Объём стал", "Value now"), "money"),
        Column("change", T("Изменение", "Change"), "money"),
        Column("manager", T("Менеджер", "Manager")),
        Column("recommendation", T("Что делать", "What to do")),
        Column("days_then", T("Дней с покупкой было", "Purchase days before"), "count", detail=True, adds=False),
        Column("days_now", T("Дней с покупкой стало", "Purchase days now"), "count", detail=True, adds=False),
    ),
    definition=T(
        "Клиенты, у которых сменилась группа: сначала ухудшения по потерянному объёму, затем улучшения.",
        "Clients whose group changed: first what got worse by the value lost, then what got better.",
    ),
    needs=NEEDS,
    total=True,
)
def _movers(context: Context) -> Filled:
    found, texts = context.once(moves), recommendations(context)
    rows = mover_rows(found, context, {group: text for group, (text, _) in texts.items()})
    return Filled(rows, empty=T("Никто не сменил группу.", "Nobody changed their group."))


@ABC_XYZ_MOVES.block(
    "managers",
    T("По менеджерам", "By manager"),
    (Column("manager", T("Менеджер", "Manager")), *TALLY),
    definition=T(
        "Что стало с клиентами каждого менеджера: было = выше + ниже + тот же класс + ушли. Сначала худшие.",
        "What became of each manager's clients: before = up + down + the same class + gone. The worst first.",
    ),
    needs=NEEDS,
    total=True,
)
def _managers(context: Context) -> list[Row]:
    found = context.once(moves)
    at, names = found.known, context.once(manager_names)
    if not len(at):
        return []
    place = {name: i for i, name in enumerate(names.names)}
    owners = context.once(client_managers)
    codes = np.array([len(names) if (name := owners[i]) is None else place[name] for i in at.tolist()], np.int64)
    made = tally(found, at, codes, len(names) + 1)
    rows = tally_rows(made)
    busy = np.flatnonzero(np.bincount(codes, minlength=len(names) + 1))
    order = busy[np.lexsort((busy, (made.amount_now - made.amount_then)[busy]))]
    return [[label(context, code), *rows[code]] for code in order.tolist()]


@ABC_XYZ_MOVES.block(
    "products",
    T("По товарам", "By product"),
    (Column("product", T("Товар", "Product")), *TALLY),
    definition=T(
        "То же среди купивших товар. Классы и объём — по всем покупкам клиента; в итоге каждый клиент один раз.",
        "The same among a product's buyers. Classes and value are of all a client's purchases; the total has each "
        "client once.",
    ),
    needs=(*NEEDS, "lines|deals.product"),
)
def _products(context: Context) -> Filled:
    found, sold = context.once(moves), context.once(lines)
    client, product = bought_in(found, sold)
    n = len(sold.products)
    none = T("За эти периоды не продан ни один товар.", "No product was sold in these periods.")
    if not len(client):
        return Filled([], empty=none)
    made = tally(found, client, product, n)
    rows = tally_rows(made)
    lost = made.gone + made.down
    busy = np.flatnonzero(np.bincount(product, minlength=n))
    order = busy[np.lexsort((busy, -lost[busy]))]
    buyers = np.unique(client)
    total = tally_rows(tally(found, buyers, np.zeros(len(buyers), np.int64), 1))[0]
    shown: list[Row] = [[sold.products[i], *rows[i]] for i in order.tolist()]
    return Filled(shown, [context.say(T("Итого, клиент — один раз", "In all, a client once")), *total])
