from collections.abc import Iterator

import numpy as np

from core.context import Context
from core.i18n import T, money, percent
from core.i18n import day as spoken_day
from core.metrics.client_groups import group_of
from core.metrics.days import NEVER, number
from core.metrics.owners import labels
from core.metrics.rates import Floats, rate
from core.metrics.relations import DECIDES, REGULAR_FROM, Relations, relations
from core.report import Column, Row
from core.reports._relations_cells import CELLS, cell_rows, covered
from core.reports.declare import ChartSpec, Filled, ReportSpec
from core.tables.stakeholders import LEVELS, ROLES

NEEDS = ("stakeholders",)
NO_CLIENTS = T(
    "Нет ни ключевых клиентов, ни клиентов с двумя покупками: отметьте «Ключевой» на вкладке «Клиенты».",
    "No key clients and none with two purchases: tick “Key” on the Clients tab.",
)
SILENT_DAYS = 30


def mode(context: Context) -> str:
    said = T(
        "Ключевые клиенты и те, кто купил не меньше {n} раз; роль охвачена с уровня «{level}»; контакты до {day}.",
        "Key clients and those with at least {n} purchases; a role is covered from level “{level}”; "
        "contacts up to {day}.",
    )
    level = LEVELS[context.settings.coverage_level].title
    return context.say(said, n=REGULAR_FROM, level=level, day=spoken_day(context.asof, context.language))


def notes(context: Context) -> Iterator[str]:
    """How covered the clients are, what it may cost, and who is not shown."""
    if not context.has(*NEEDS):
        return
    found = context.once(relations)
    if len(found.manager):
        risk, language = at_risk(found, context), context.language
        said = T(
            "Средний охват {share}; под риском {sum} из {all} объёма за 12 месяцев.",
            "Mean coverage {share}; {sum} of the 12 months' {all} at risk.",
        )
        share = percent(float(covered(found.known, context).mean()), language)
        sums = {"sum": float(risk.sum()), "all": float(found.amount.sum())}
        yield context.say(said, share=share, **{k: money(v, language, context.currency) for k, v in sums.items()})
    if found.outside:
        said = T(
            "Ещё клиентов с контактными лицами: {n}. Они не ключевые и купили меньше двух раз, в матрицу не вошли.",
            "Further clients with stakeholders: {n}. They are not key and bought less than twice; left out.",
        )
        yield context.say(said, n=found.outside)


RELATIONS = ReportSpec(
    id="relations",
    title=T("Матрица отношений", "Relations"),
    group="month",
    order=60,
    definition=T(
        "Насколько мы знаем тех, кто решает у ключевых и постоянных клиентов, и на кого у нас нет выхода.",
        "How well we know those who decide at key and regular clients, and whom we cannot reach.",
    ),
    source="002",
    mode=mode,
    notes=notes,
    decisions=(
        T(
            "Матрица отношений: покупки — разные дни за всё время; у роли с несколькими людьми берётся лучший "
            "уровень и последний контакт; пустой уровень и роль без человека — не охвачены.",
            "Relations: purchases are distinct days of all time; a role of several people has their best level and "
            "latest contact; a blank level and a role without a person are not covered.",
        ),
        T(
            "Охват клиента — охваченные роли из пяти; под риском — его объём за 12 месяцев × неохваченная доля.",
            "A client's coverage is its covered roles of five; at risk is its 12 months' value × the uncovered share.",
        ),
    ),
)


@RELATIONS.block(
    "matrix",
    T("Клиенты и роли", "Clients and roles"),
    (
        Column("client", T("Клиент", "Client")),
        Column("manager", T("Менеджер", "Manager")),
        *CELLS,
        Column("at_risk", T("Под риском", "At risk"), "money", heat=True),
        Column("amount", T("Объём за 12 месяцев", "12 months' value"), "money"),
        Column("group", T("Группа", "Group")),
        Column("why", T("Почему здесь", "Why here"), detail=True),
        Column("purchases", T("Покупок", "Purchases"), "count", detail=True, adds=False),
    ),
    definition=T(
        "Уровень отношений и последний контакт с каждой ролью; сначала те, где под риском больше денег.",
        "The relation level and last contact of each role; those with most money at risk first.",
    ),
    needs=NEEDS,
    total=True,
)
def _matrix(context: Context) -> Filled:
    found = context.once(relations)
    risk, share = at_risk(found, context), covered(found.known, context)
    cells, groups = cell_rows(found.known, context), group_of(context)
    key, regular = context.say(T("ключевой", "key")), context.say(T("постоянный", "regular"))
    owners, managers = labels(context), found.manager.tolist()
    rows: list[Row] = []
    for i in np.lexsort((np.arange(len(share)), share, -risk)).tolist():
        client = found.known.clients[i]
        tail: Row = [
            float(risk[i]),
            float(found.amount[i]),
            groups.get(client),
            key if found.key[i] else regular,
            int(found.purchases[i]),
        ]
        rows.append([client, owners[managers[i]], *cells[i], *tail])
    return Filled(rows, empty=NO_CLIENTS)


def at_risk(found: Relations, context: Context) -> Floats:
    """Each client's value × the share of roles not covered."""
    return np.asarray(np.round(np.maximum(found.amount, 0.0) * (1 - covered(found.known, context)), 6), np.float64)


@RELATIONS.block(
    "roles",
    T("По ролям", "By role"),
    (
        Column("role", T("Роль", "Role")),
        Column("n", T("Клиентов", "Clients"), "count", adds=False),
        Column("covered", T("Охвачено", "Covered"), "count"),
        Column("coverage", T("Охват", "Coverage"), "rate"),
        Column("nobody", T("Нет контакта", "No contact"), "count", heat=True),
        *(Column(f"level_{level.id}", level.title, "count", heat=True) for level in LEVELS),
    ),
    definition=T(
        "У скольких клиентов матрицы каждая роль на каком уровне.",
        "At how many of the matrix's clients each role stands at which level.",
    ),
    needs=NEEDS,
    charts=(ChartSpec("bar", T("Охват ролей", "Coverage of roles"), "role", ("coverage",)),),
)
def _roles(context: Context) -> Filled:
    found = context.once(relations)
    n, threshold = len(found.manager), context.settings.coverage_level
    if not n:
        return Filled([], empty=NO_CLIENTS)
    rows: list[Row] = []
    for j, role in enumerate(ROLES):
        level = found.known.level[:, j]
        reached = int((level >= threshold).sum())
        counts = np.bincount(level + 1, minlength=len(LEVELS) + 1).tolist()
        rows.append([context.say(role.title), n, reached, rate(reached, n), *counts])
    return Filled(rows)


@RELATIONS.block(
    "managers",
    T("По менеджерам", "By manager"),
    (
        Column("manager", T("Менеджер", "Manager")),
        Column("n", T("Клиентов", "Clients"), "count"),
        Column("coverage", T("Средний охват", "Mean coverage"), "rate"),
        Column("no_decision_maker", T("Без выхода на ЛПР", "No access to the decision maker"), "count"),
        Column("silent", T("Без контакта больше 30 дней", "No contact for over 30 days"), "count"),
        Column("at_risk", T("Под риском", "At risk"), "money"),
        Column("amount", T("Объём за 12 месяцев", "12 months' value"), "money"),
    ),
    definition=T(
        "Средний охват клиентов каждого менеджера; сначала те, у кого под риском больше денег.",
        "The mean coverage of each manager's clients; those with most money at risk first.",
    ),
    needs=NEEDS,
    charts=(ChartSpec("bar", T("Средний охват менеджеров", "Managers' mean coverage"), "manager", ("coverage",)),),
)
def _managers(context: Context) -> Filled:
    found = context.once(relations)
    if not len(found.manager):
        return Filled([], empty=NO_CLIENTS)
    known, n = found.known, int(found.manager.max()) + 1
    silent = (known.last == NEVER) | (number(context.asof) - known.last > SILENT_DAYS)
    columns = [
        np.ones(len(found.manager)),
        covered(known, context),
        known.level[:, DECIDES] < context.settings.coverage_level,
        silent,
        at_risk(found, context),
        found.amount,
    ]
    sums = np.array([np.bincount(found.manager, values, n) for values in columns])
    codes = np.flatnonzero(sums[0])
    order = codes[np.lexsort((codes, -sums[4, codes]))]

    def row(name: str, cells: list[float]) -> Row:
        clients, share, undecided, quiet, risk, amount = cells
        return [name, int(clients), share / clients, int(undecided), int(quiet), risk, amount]

    names = labels(context)
    rows = [row(names[code], sums[:, code].tolist()) for code in order.tolist()]
    return Filled(rows, row(context.say(T("Итого", "Total")), sums.sum(1).tolist()))
