"""Regions as rows, and region × channel."""

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.drivers import Drivers
from core.metrics.rates import rate, wilson
from core.metrics.region_table import Cells, Regions, per_client, region_channels, region_table
from core.metrics.slice_tables import SliceTable, period_slices, year_slices
from core.metrics.slices import Tally
from core.report import Column, Row, Value
from core.reports._regions_columns import REGION, REGIONS_COLUMNS
from core.reports._slices_rows import ALL, beside, cells, named, verdict
from core.reports.declare import Filled

RECONSIDER = T("пересмотреть", "reconsider")
BY = (T("число сделок", "number of deals"), T("доля выигранных", "win rate"), T("средняя сумма", "mean amount"))
MORE = (T("больше сделок", "more deals"), T("выше доля", "a higher rate"), T("выше средняя сумма", "a higher mean"))
LESS = (T("меньше сделок", "fewer deals"), T("ниже доля", "a lower rate"), T("ниже средняя сумма", "a lower mean"))
BUT = T("{same}, но {other}", "{same}, but {other}")
TELLING = 0.2
"""A part is named from this share of the largest one on."""
UNCHANGED = T("не изменилось", "no change")
NO_REGION = T(
    "Ни у одной сделки не известен регион: заполните его на вкладке «Клиенты».",
    "No deal's region is known: fill it on the Clients tab.",
)


def region_rows(context: Context, table: SliceTable) -> Filled:
    """The rows of the block, the company last."""
    made = region_table(context, table)
    if made is None or not table.whole.n[0] + table.whole_before.n[0]:
        return Filled([], empty=NO_REGION if made is None else None)
    part, at = made.part, made.part.shown
    judged, amount = part.compared, part.now.amount[at]
    columns: list[list[Value]] = [
        [named(context, part.by, value) for value in at.tolist()],
        made.clients.tolist(),
        part.now.n[at].tolist(),
        part.now.won[at].tolist(),
        *(cells(one) for one in (judged.rate, amount, per_client(amount, made.clients), part.now.mean[at])),
        _verdicts(context, made),
        [_why(context, one) for one in made.drivers],
        *([None if one is None else getattr(one, f) for one in made.drivers] for f in ("change", "n", "rate", "mean")),
        *beside(part.before, at),
        *(cells(one) for one in (judged.low, judged.high, judged.difference, judged.p_adjusted)),
        made.base.tolist(),
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    return Filled(rows, total=_company(context, table, made, rows))


def _verdicts(context: Context, made: Regions) -> list[Value]:
    """«пересмотреть» where the bounds lie below the company's, else the word of the slices."""
    codes = made.part.compared.verdict.tolist()
    return [
        context.say(RECONSIDER) if below else verdict(context, code)
        for below, code in zip(made.below.tolist(), codes, strict=True)
    ]


def _why(context: Context, one: Drivers | None) -> str | None:
    """«больше сделок, но ниже доля»: what drove the change, then what held it back; the largest part first."""
    if one is None:
        return None
    largest = max(map(abs, one))
    if largest < 0.5:
        return context.say(UNCHANGED)
    told = sorted((i for i in range(len(one)) if abs(one[i]) >= TELLING * largest), key=lambda i: (-abs(one[i]), i))
    words = [(one[i] > 0, context.say((MORE if one[i] > 0 else LESS)[i])) for i in told]
    grew = one.change > 0
    same, other = (", ".join(word for up, word in words if up == way) for way in (grew, not grew))
    return context.say(BUT, same=same, other=other) if same and other else same or other


def _company(context: Context, table: SliceTable, made: Regions, rows: list[Row]) -> Row:
    """Every deal once; the parts of the change are the sums of the regions'."""
    whole, clients = table.whole, made.all_clients
    n, won = int(whole.n[0]), int(whole.won[0])
    low, high = wilson(won, n)
    row: Row = [context.say(ALL), clients, n, won, rate(won, n), cells(whole.amount)[0]]
    row += [cells(per_client(whole.amount, np.array([clients])))[0], cells(whole.mean)[0], None, None]
    ids = [column.id for column in REGIONS_COLUMNS]
    for id in ("change", "by_n", "by_rate", "by_mean"):
        known = [value for one in rows if isinstance(value := one[ids.index(id)], float)]
        row.append(sum(known) if known else None)
    row += [column[0] for column in beside(table.whole_before, np.zeros(1, np.intp))]
    return [*row, low, high, None, None, int(made.base.sum())]


def cells_of(context: Context) -> Cells:
    """Region × channel of the period and the year; ask with ``context.once(cells_of)``."""
    return region_channels(context, context.once(period_slices), context.once(year_slices))


def channel_rows(context: Context) -> Filled:
    """A region's own row, below it its channels."""
    now, year = (context.once(table).of("region") for table in (period_slices, year_slices))
    if now is None or year is None:
        return Filled([], empty=NO_REGION)
    made, rows, levels = context.once(cells_of), list[Row](), list[int]()
    words = dict(zip(year.shown.tolist(), year.compared.verdict.tolist(), strict=True))
    judged = made.compared
    shown = list(
        zip(
            [named(context, made.channels, code) for code in made.channel.tolist()],
            [verdict(context, code) for code in judged.verdict.tolist()],
            *(cells(column) for column in (judged.low, judged.high, judged.p_adjusted)),
            strict=True,
        )
    )
    for region in _ordered(made):
        name = named(context, made.by, region)
        said = [
            verdict(context, words.get(region, -1)),
            *wilson(int(year.now.won[region]), int(year.now.n[region])),
            None,
        ]
        rows.append([name, context.say(ALL), *_figures(now.now, region), *_figures(year.now, region), *said])
        own = np.flatnonzero(made.region == region).tolist()
        for i in own:
            channel, *rest = shown[i]
            rows.append([name, channel, *_figures(made.now, i), *_figures(made.year, i), *rest])
        levels += [0, *[1] * len(own)]
    return Filled(rows, levels=levels)


def matrix(context: Context) -> Filled:
    """Region × channel: the amount won over 12 months."""
    made = context.once(cells_of)
    amount = np.nan_to_num(made.year.amount)
    regions = _ordered(made)
    sums = np.bincount(made.channel, amount, len(made.channels.values) + 1)
    used = np.unique(made.channel[made.year.n > 0])
    channels = used[np.lexsort((used, -sums[used], used == len(made.channels.values)))].tolist()
    place = {(r, c): a for r, c, a in zip(made.region.tolist(), made.channel.tolist(), amount.tolist(), strict=True)}
    rows: list[Row] = []
    for region in regions:
        row: list[Value] = [place.get((region, channel)) for channel in channels]
        if any(value is not None for value in row):
            known = [value for value in row if isinstance(value, float)]
            rows.append([named(context, made.by, region), *row, sum(known)])
    columns = [
        REGION,
        *(
            Column(f"channel_{i}", T.same(named(context, made.channels, channel)), "money", heat=True)
            for i, channel in enumerate(channels, 1)
        ),
        Column("total", T("Всего", "All"), "money"),
    ]
    return Filled(rows, columns=columns)


def _ordered(made: Cells) -> list[int]:
    """The regions by the year's amount, ties by name; the blank one last."""
    n = len(made.by.values)
    amount = np.bincount(made.region, np.nan_to_num(made.year.amount), n + 1)
    used = np.unique(made.region)
    ranked: list[int] = used[np.lexsort((used, -amount[used], used == n))].tolist()
    return ranked


def _figures(one: Tally, i: int) -> list[Value]:
    n, won = int(one.n[i]), int(one.won[i])
    return [n, won, rate(won, n), cells(one.amount[i : i + 1])[0]]
