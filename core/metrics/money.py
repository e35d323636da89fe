"""Money in several currencies: the base one, the rate of a day, and the rows that have none (REPORTS §0.8)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.checks import check
from core.context import Context
from core.i18n import T, fold
from core.i18n import day as spoken_day
from core.intake.categories import codes_of, names_of
from core.intake.scalars import currency
from core.metrics.days import NEVER, Days, day, number, numbered
from core.metrics.rates import Floats
from core.report import Problem

VALID_DAYS = 7
"""For how many days a rate serves."""

Codes = npt.NDArray[np.int64]

NO_RATE = T(
    "Нет курса {currency} на {day} (и за 7 дней до него): строка не вошла в суммы.",
    "No rate of {currency} on {day} (nor in the 7 days before): the row is left out of the sums.",
)
RATE_EXPECTED = T("Курс {currency} на вкладке «Курсы»", "A rate of {currency} on the FX tab")


def currency_code(text: str) -> str:
    """The ISO code of what people write: «руб.», «₽», “usd”; a word that is none stands for itself."""
    return currency(text) or fold(text).upper()


@dataclass(frozen=True)
class Rates:
    """Rates to the base currency: for each one its days in order, and the rate on them."""

    base: str
    days: dict[str, Days]
    values: dict[str, Floats]

    def of(self, currency: str, days: Days) -> Floats:
        """The last rate of the 7 days up to each day; 1 for the base currency, NaN where there is none."""
        if currency == self.base:
            return np.ones(len(days))
        known = self.days.get(currency)
        if known is None:
            return np.full(len(days), np.nan)
        at = np.searchsorted(known, days, "right") - 1
        fresh = (at >= 0) & (days - known[at] <= VALID_DAYS)
        return np.where(fresh, self.values[currency][at], np.nan)


@dataclass(frozen=True)
class Currencies:
    """Each row's currency: an index into ``names``, of which the first is the base currency."""

    names: tuple[str, ...]
    codes: Codes | None
    """None where every row is in the base currency, which is nearly always: then nothing is converted."""

    def rate(self, rates: Rates, days: Days) -> Floats | None:
        """Each row's rate on its day; None instead of a column of ones."""
        if self.codes is None:
            return None
        out = np.ones(len(days))
        for code, name in enumerate(self.names[1:], 1):
            rows = np.flatnonzero(self.codes == code)
            out[rows] = rates.of(name, days[rows])
        return out

    def at(self, rows: Codes) -> "Currencies":
        """The currencies of the given rows; row −1 (none) is in the base currency."""
        return self if self.codes is None else Currencies(self.names, np.where(rows < 0, 0, self.codes[rows]))

    def coded(self, names: tuple[str, ...], n: int) -> Codes:
        """The currencies of ``n`` rows as the first place of each in ``names``, which holds all of them."""
        if self.codes is None:
            return np.full(n, names.index(self.names[0]), np.int64)
        return np.array([names.index(name) for name in self.names], np.int64)[self.codes]

    def name(self, row: int) -> str:
        return self.names[0] if self.codes is None else self.names[int(self.codes[row])]


def rates(context: Context) -> Rates:
    """The tab «Курсы»; ask with ``context.once(rates)``."""
    return quoted_rates(context.tables["fx"].frame, currency_code(context.currency))


def quoted_rates(frame: pd.DataFrame, base: str) -> Rates:
    """A table of rates, without words that are no currency. Two rates of a currency on one day: the larger, so that
    row order says nothing."""
    days, values = numbered(frame["date"]), frame["rate"].to_numpy()
    names, codes = _codes(frame["currency"])
    good = (codes >= 0) & (days < NEVER) & (values > 0)
    found: dict[str, Days] = {}
    quoted: dict[str, Floats] = {}
    for code, name in enumerate(names):
        if currency(name) is None:
            continue
        rows = np.flatnonzero(good & (codes == code))
        rows = rows[np.lexsort((values[rows], days[rows]))]
        last = np.append(days[rows][1:] != days[rows][:-1], True)[: len(rows)]
        if len(rows):
            found[name], quoted[name] = days[rows][last], values[rows][last]
    return Rates(base, found, quoted)


def currencies(context: Context, table: str) -> Currencies:
    """The currency of each row of a table; blank is the base currency."""
    base = currency_code(context.currency)
    names, codes = _codes(context.tables[table].frame["currency"])
    foreign = [name for name in names if name != base]
    if not foreign:
        return Currencies((base,), None)
    known = (base, *foreign)
    lookup = np.array([*(known.index(name) for name in names), 0])
    mine = lookup[codes]
    return Currencies(known, mine) if mine.any() else Currencies((base,), None)


def convert(context: Context, table: str, amounts: Floats, days: Days) -> Floats:
    """``amounts`` of a table's rows in the base currency, each at the rate of its day; NaN without a rate."""
    rate = currencies(context, table).rate(context.once(rates), days)
    return amounts if rate is None else amounts * rate


def deal_amounts(context: Context) -> Floats:
    """Amounts of deals in the base currency: closed ones at the rate of that day, open ones at that of ``asof``."""
    frame = context.tables["deals"].frame
    return convert(context, "deals", frame["amount"].to_numpy(), _deal_days(context))


def missing_rates(context: Context, table: str, rows: Codes, days: Days) -> list[Problem]:
    """The given rows of a table, each without a rate on its day, as problems; a word that is no currency is named
    by the intake already."""
    typed, found = context.tables[table], currencies(context, table)
    shown = typed.table.by_id["currency"].header.to(context.language)
    managers = typed.frame["manager"]
    out = []
    for row, when in zip(rows.tolist(), days.tolist(), strict=True):
        name, ref = found.name(row), typed.ref(row, "currency")
        if currency(name) is None:
            continue
        said = spoken_day(day(when), context.language)
        owner = managers.iat[row]
        out.append(
            Problem(
                ref.tab,
                int(typed.frame["_row"].to_numpy()[row]),
                shown,
                ref.cell,
                "no_rate",
                "error",
                name,
                context.say(NO_RATE, currency=name, day=said),
                context.say(RATE_EXPECTED, currency=name),
                owner if isinstance(owner, str) else "",
            )
        )
    return out


@check
def fx_problems(context: Context) -> Iterator[Problem]:
    """Every row that is left out of a sum for want of a rate."""
    from core.metrics.ledger import ledger

    if any(currencies(context, table).codes is not None for table in ("invoices", "payments")):
        book = context.once(ledger)
        yield from missing_rates(context, "invoices", *book.unrated_invoices)
        yield from missing_rates(context, "payments", *book.unrated_payments)
    if currencies(context, "deals").codes is not None:
        days = _deal_days(context)
        amounts = context.tables["deals"].frame["amount"].to_numpy()
        rows = np.flatnonzero(np.isnan(deal_amounts(context)) & ~np.isnan(amounts))
        yield from missing_rates(context, "deals", rows, days[rows])


def _deal_days(context: Context) -> Days:
    closed = numbered(context.tables["deals"].frame["closed"])
    return np.minimum(closed, number(context.asof))


def _codes(column: "pd.Series[str]") -> tuple[list[str], Codes]:
    """A currency column as ISO codes and indices into them, −1 for blank."""
    typed = [currency_code(name) for name in names_of(column)]
    names = sorted(set(typed))
    lookup = np.array([*(names.index(name) for name in typed), -1], np.int64)
    return names, lookup[codes_of(column)]
