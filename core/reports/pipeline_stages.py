import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.owners import label, manager_names, shown
from core.metrics.pipeline import Before, OpenDeals, month_ago, open_deals, summed
from core.metrics.rates import Floats
from core.report import Column, Row, Value
from core.reports import _pipeline_words as words
from core.reports._pipeline_columns import matrix, stage_columns
from core.reports._pipeline_tree import blanks
from core.reports.declare import ChartSpec, Filled, ReportSpec

APART = 0.25
"""From how much more or less than the mean of the others a pipeline is called larger or smaller."""

MORE = T("больше остальных", "more than the others")
LESS = T("меньше остальных", "less than the others")
ALIKE = T("как у всех", "like the others")
EMPTY = T("пусто", "empty")
ALL_STAGES = T("Все этапы", "All stages")

PIPELINE_STAGES = ReportSpec(
    id="pipeline_stages",
    title=T("Пайплайн этапы", "Pipeline stages"),
    group="week",
    order=80,
    definition=T(
        "Сколько сделок и на какую сумму в работе у каждого менеджера на каждом этапе и как он выглядит на фоне "
        "остальных.",
        "How many deals, for how much, each manager has at each stage, and how they look beside the others.",
    ),
    source="002",
    mode=words.mode,
    notes=words.notes,
    decisions=(
        T(
            "Пайплайн менеджера «больше» или «меньше остальных», если его сумма отличается от средней у других больше "
            "чем на четверть; сравниваем тех, кто работает сейчас или ведёт открытые сделки.",
            "A manager's pipeline is more or less than the others' where its amount differs from their mean by over a "
            "quarter; those who work now or lead open deals are compared.",
        ),
        T(
            "Место среди менеджеров — по сумме; у равных сумм одно место.",
            "The rank among managers is by amount; equal amounts share a rank.",
        ),
    ),
)

NAME = Column("manager", T("Менеджер", "Manager"))
MANAGERS = (
    NAME,
    Column("n", T("Сделок", "Deals"), "count"),
    Column("amount", T("Сумма", "Amount"), "money"),
    Column("weighted", T("Сумма × вероятность", "Amount × probability"), "money"),
    Column("share", T("Доля суммы", "Share of amount"), "rate", adds=True),
    Column("rank", T("Место", "Rank"), "count", adds=False),
    Column(
        "against",
        T("К средней у других", "Against the others' mean"),
        "rate",
        help=T("Сумма ÷ средняя сумма у остальных − 1.", "Amount ÷ the others' mean amount − 1."),
    ),
    Column("verdict", T("На фоне остальных", "Beside the others")),
    Column(
        "thin",
        T("Где пусто", "Where it is empty"),
        help=T("Этапы без сделок, на которых у других они есть.", "Stages without a deal where others have some."),
    ),
    Column("mean", T("Средняя сделка", "Mean deal"), "money", adds=False),
    Column("amount_prev", T("Месяц назад", "A month ago"), "money"),
    Column("change", T("Изменение", "Change"), "money"),
    Column("n_prev", T("Сделок месяц назад", "Deals a month ago"), "count", detail=True),
)


@PIPELINE_STAGES.block(
    "managers",
    T("Кто как выглядит на фоне остальных", "Each beside the others"),
    MANAGERS,
    definition=T(
        "Открытые сделки менеджера против средней у остальных и против того же дня прошлого месяца.",
        "A manager's open deals against the mean of the others and the same day last month.",
    ),
    needs=("deals",),
)
def _managers(context: Context) -> Filled:
    made, before = context.once(open_deals), context.once(month_ago)
    if not len(made) and not len(before):
        return Filled([], empty=words.NO_OPEN)
    listed, n = context.once(people), len(context.once(manager_names)) + 1
    count = np.bincount(made.manager, minlength=n)
    amount, weighted = summed(made.manager, made.amount, n), summed(made.manager, made.weighted, n)
    ago_n, ago = np.bincount(before.manager, minlength=n), summed(before.manager, before.amount, n)
    known, place = np.nan_to_num(amount), ranks(np.nan_to_num(amount[listed]))
    whole, many = float(known[listed].sum()), len(listed)
    with np.errstate(divide="ignore", invalid="ignore"):
        against = known / ((whole - known) / max(many - 1, 1)) - 1 if many > 1 else np.full(n, np.nan)
        share = amount / whole if whole else np.full(n, np.nan)
        mean = amount / np.bincount(made.manager, ~np.isnan(made.amount), n)
    against = np.where(np.isfinite(against), against, np.nan)
    thin = _thin(context, made, n, listed)
    change = np.where(np.isnan(amount) & np.isnan(ago), np.nan, np.nan_to_num(amount) - np.nan_to_num(ago))
    cells = [blanks(column) for column in (amount, weighted, share, against, mean, ago, change)]
    rows: list[Row] = [
        [
            label(context, code),
            int(count[code]),
            *(column[code] for column in cells[:3]),
            int(place[i]),
            cells[3][code],
            _verdict(context, int(count[code]), against[code]),
            thin[code],
            *(column[code] for column in cells[4:]),
            int(ago_n[code]),
        ]
        for i, code in enumerate(listed)
    ]
    return Filled(rows, _managers_total(context, made, before))


def people(context: Context) -> list[int]:
    """Codes of the managers listed: who works now, who leads an open deal, or led one a month ago."""
    n = len(context.once(manager_names)) + 1
    led = (context.once(open_deals).manager, context.once(month_ago).manager)
    return shown(context, *(np.bincount(codes, minlength=n).astype(np.float64) for codes in led))


def ranks(values: Floats) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """1 for the largest; equal values share a rank."""
    rounded = np.round(values, 6)
    return np.asarray(1 + (rounded[None, :] > rounded[:, None]).sum(1), np.int64)


def _verdict(context: Context, n: int, against: float) -> str | None:
    if not n:
        return context.say(EMPTY)
    if np.isnan(against):
        return None
    return context.say(MORE if against > APART else LESS if against < -APART else ALIKE)


def _thin(context: Context, made: OpenDeals, n: int, listed: list[int]) -> list[str | None]:
    """Per manager the stages without a deal of theirs, where somebody has one."""
    names, counted = words.stage_names(context, made), matrix(made, made.manager, n)
    met = counted[listed].any(0) & (np.arange(len(names)) < made.listed)
    return [
        ", ".join(names[i] for i in np.flatnonzero(met & (counted[code] == 0)).tolist()) or None for code in range(n)
    ]


def _managers_total(context: Context, made: OpenDeals, before: Before) -> Row:
    def whole(values: Floats) -> float | None:
        total = float(summed(np.zeros(len(values), np.intp), values, 1)[0])
        return None if np.isnan(total) else total

    amount, ago = whole(made.amount), whole(before.amount)
    known = int((~np.isnan(made.amount)).sum())
    total: dict[str, Value] = {
        "manager": context.say(T("Итого", "Total")),
        "n": len(made),
        "amount": amount,
        "weighted": whole(made.weighted),
        "share": 1.0 if amount else None,
        "mean": amount / known if amount is not None and known else None,
        "amount_prev": ago,
        "change": None if amount is None and ago is None else (amount or 0.0) - (ago or 0.0),
        "n_prev": len(before),
    }
    return [total.get(column.id) for column in MANAGERS]


@PIPELINE_STAGES.block(
    "amounts",
    T("Сумма: менеджер × этап", "Amount: manager × stage"),
    (NAME,),
    definition=T("Сумма открытых сделок; края — итоги.", "The amount of open deals; the margins are totals."),
    needs=("deals",),
    charts=(ChartSpec("stacked", T("Сумма в работе по этапам", "Amount in work by stage"), "manager"),),
)
def _amounts(context: Context) -> Filled:
    made = context.once(open_deals)
    n = len(context.once(manager_names)) + 1
    total = blanks(summed(made.manager, made.amount, n))
    last = summed(np.zeros(len(made), np.intp), made.amount, 1)
    return _crossed(context, "money", matrix(made, made.manager, n, made.amount), total, blanks(last))


@PIPELINE_STAGES.block(
    "counts",
    T("Сделки: менеджер × этап", "Deals: manager × stage"),
    (NAME,),
    definition=T("Число открытых сделок; края — итоги.", "The number of open deals; the margins are totals."),
    needs=("deals",),
)
def _counts(context: Context) -> Filled:
    made = context.once(open_deals)
    n = len(context.once(manager_names)) + 1
    total: list[Value] = [int(count) for count in np.bincount(made.manager, minlength=n)]
    return _crossed(context, "count", matrix(made, made.manager, n), total, [len(made)])


def _crossed(context: Context, kind: str, cells: Floats, total: list[Value], last: list[Value]) -> Filled:
    """A matrix with its margins."""
    made = context.once(open_deals)
    if not len(made):
        return Filled([], empty=words.NO_OPEN)
    rows: list[Row] = [[label(context, code), *_cells(cells[code], kind), total[code]] for code in context.once(people)]
    names = words.stage_names(context, made)
    bottom = (
        summed(made.stage, made.amount, len(names))
        if kind == "money"
        else np.bincount(made.stage, minlength=len(names)).astype(np.float64)
    )
    everything = Column("total", T("Всего", "All"), kind, adds=False)  # type: ignore[arg-type]
    return Filled(
        rows,
        [context.say(T("Итого", "Total")), *_cells(bottom, kind), *last],
        columns=[NAME, *stage_columns(names, kind), everything],  # type: ignore[arg-type]
    )


def _cells(values: Floats, kind: str) -> list[Value]:
    return blanks(values) if kind == "money" else [int(value) for value in values.tolist()]


STAGES = (
    NAME,
    Column("stage", T("Этап", "Stage")),
    Column("n", T("Сделок", "Deals"), "count"),
    Column("amount", T("Сумма", "Amount"), "money"),
    Column(
        "share",
        T("Доля этапа", "Share of the stage"),
        "rate",
        help=T("Сумма менеджера ÷ сумма всех на этом этапе.", "The manager's amount ÷ everyone's at the stage."),
    ),
    Column(
        "rank",
        T("Место", "Rank"),
        "count",
        adds=False,
        help=T("Среди менеджеров по сумме на этапе.", "Among managers by amount at the stage."),
    ),
    Column("weighted", T("Сумма × вероятность", "Amount × probability"), "money"),
    Column(
        "own_share",
        T("Доля у менеджера", "Share of the manager's"),
        "rate",
        detail=True,
        help=T("Сумма этапа ÷ вся сумма менеджера.", "The stage's amount ÷ all of the manager's."),
    ),
)


@PIPELINE_STAGES.block(
    "stages",
    T("Менеджер и этап подробно", "Manager and stage in detail"),
    STAGES,
    definition=T("Доля и место каждого менеджера на каждом этапе.", "Each manager's share and rank at each stage."),
    needs=("deals",),
)
def stage_rows(context: Context) -> Filled:
    made = context.once(open_deals)
    if not len(made):
        return Filled([], empty=words.NO_OPEN)
    listed, n, width = context.once(people), len(context.once(manager_names)) + 1, len(made.stages)

    def widened(values: Floats | None) -> Floats:
        """Managers × (all stages, then each of them)."""
        inner = matrix(made, made.manager, n, values)
        outer = np.bincount(made.manager, minlength=n) if values is None else summed(made.manager, values, n)
        return np.asarray(np.column_stack([outer, inner])[listed], np.float64)

    count, amount, weighted = widened(None), widened(made.amount), widened(made.weighted)
    known = np.nan_to_num(amount)
    with np.errstate(divide="ignore", invalid="ignore"):
        share, own = amount / known.sum(0), amount / known[:, :1]
    place = np.column_stack([ranks(known[:, i]) for i in range(width + 1)])
    names = [context.say(ALL_STAGES), *words.stage_names(context, made)]
    columns: list[list[Value]] = [
        [label(context, code) for code in listed for _ in names],
        [*names] * len(listed),
        [int(value) for value in count.ravel().tolist()],
        blanks(amount.ravel()),
        blanks(share.ravel()),
        [
            rank if there else None
            for rank, there in zip(place.ravel().tolist(), (count > 0).ravel().tolist(), strict=True)
        ],
        blanks(weighted.ravel()),
        blanks(own.ravel()),
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    whole = [summed(np.zeros(len(made), np.intp), values, 1) for values in (made.amount, made.weighted)]
    sums = [blanks(value)[0] for value in whole]
    share_all = 1.0 if sums[0] else None
    total: Row = [context.say(T("Итого", "Total")), None, len(made), sums[0], share_all, None, sums[1], None]
    return Filled(rows, total, [0, *[1] * width] * len(listed))
