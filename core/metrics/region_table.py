"""What each region brings, how many clients it has, and why that changed (REPORTS §2 `regions`)."""

from dataclasses import dataclass

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.comparison import Comparison, compare
from core.metrics.deals import state
from core.metrics.dimensions import Dimension, dimensions
from core.metrics.drivers import Drivers, Factors, drivers
from core.metrics.rates import Floats
from core.metrics.slice_tables import Sliced, SliceTable
from core.metrics.slices import Decided, Tally, decided, tally
from core.metrics.stages import Bools, Ints


@dataclass(frozen=True)
class Regions:
    """One entry a region of ``part.shown``; ``part`` is that of the slices, so that both reports say the same."""

    part: Sliced
    clients: Ints
    """Distinct clients of the deals decided in the period."""
    base: Ints
    """Clients of the Clients tab."""
    below: Bools
    """Judged, and its bounds lie below the company's."""
    drivers: tuple[Drivers | None, ...]
    """Why the amount changed since the period before; None where won deals have no amount."""
    all_clients: int


def region_table(context: Context, table: SliceTable) -> Regions | None:
    """The regions of a table of slices; None where no deal's region is known."""
    part = table.of("region")
    if part is None:
        return None
    made, at = decided(context.once(state), *table.span), part.shown
    clients, everyone = _clients(context, part.by, made)
    low = compare(table.whole.won, table.whole.n, 0.0, 0.0, 1).low[0]
    judged = part.compared
    below = (judged.cause >= context.settings.min_n) & (judged.high < low)
    changed = tuple(_changed(part.before, part.now, i) for i in at.tolist())
    return Regions(part, clients[at], _base(context, part.by)[at], below, changed, everyone)


@dataclass(frozen=True)
class Cells:
    """Region × channel, one entry a pair that has deals."""

    region: Ints
    channel: Ints
    now: Tally
    year: Tally
    compared: Comparison
    """Over the year, against the rest of the company."""
    by: Dimension
    channels: Dimension


def region_channels(context: Context, period: SliceTable, year: SliceTable) -> Cells:
    """How each channel does in each region; the codes after the last value are the blank ones."""
    found, every = context.once(state), context.once(dimensions)
    channels, by = next(one for one in every if one.id == "channel"), next(one for one in every if one.id == "region")
    width = len(channels.values) + 1
    code = np.where(by.code < 0, len(by.values), by.code) * width
    code += np.where(channels.code < 0, width - 1, channels.code)
    pairs = Dimension("pairs", by.title, (T("", ""),) * ((len(by.values) + 1) * width), code)
    now, long = (tally(decided(found, *table.span), pairs) for table in (period, year))
    at = np.flatnonzero((now.n[:-1] > 0) | (long.n[:-1] > 0))
    at = at[np.lexsort((at, -long.n[at], -np.nan_to_num(long.amount[at])))]
    company = year.whole
    compared = compare(long.won[at], long.n[at], float(company.won[0]), float(company.n[0]), context.settings.min_n)
    return Cells(at // width, at % width, now.at(at), long.at(at), compared, by, channels)


def _clients(context: Context, by: Dimension, made: Decided) -> tuple[Ints, int]:
    """Distinct clients of the decided deals: per region, and of all."""
    found, frame = context.once(state), context.tables["deals"].frame["client"]
    who = frame.cat.codes.to_numpy().astype(np.intp)[found.row]
    rows = np.flatnonzero(made.decided & (who >= 0))
    n = len(by.values)
    code = np.where(by.code[rows] < 0, n, by.code[rows])
    width = len(frame.cat.categories)
    pairs = np.unique(code * width + who[rows])
    return np.bincount(pairs // max(width, 1), minlength=n + 1), len(np.unique(who[rows]))


def _base(context: Context, by: Dimension) -> Ints:
    """Clients of the Clients tab per region, a name that stands twice once (the first region by name)."""
    frame = context.tables["clients"].frame
    client, region = frame["client"].cat.codes.to_numpy(), frame["region"].cat.codes.to_numpy().astype(np.intp)
    n = len(by.values)
    best = np.full(len(frame["client"].cat.categories), n + 1, np.intp)
    named = client >= 0
    np.minimum.at(best, client[named], np.where(region < 0, n, region)[named])
    return np.bincount(best, minlength=n + 2)[: n + 1]


def _changed(before: Tally, now: Tally, i: int) -> Drivers | None:
    if np.isnan(before.amount[i]) or np.isnan(now.amount[i]):
        return None
    return drivers(_factors(before, i), _factors(now, i))


def _factors(one: Tally, i: int) -> Factors:
    """n, win rate, amount a won deal (one without an amount brings 0, so that their product is the amount)."""
    n, won, amount = float(one.n[i]), float(one.won[i]), float(one.amount[i])
    return n, won / n if n else None, amount / won if won else None


def per_client(amount: Floats, clients: Ints) -> Floats:
    """Amount a client; NaN without one."""
    out = np.full(len(clients), np.nan)
    np.divide(amount, clients, out=out, where=clients > 0)
    return out
