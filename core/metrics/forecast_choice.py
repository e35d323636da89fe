"""Which of several forecasts to believe: the one that was wrong least, judged by months that were over by then."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.metrics.forecast_months import MEMORY, QUARTER, SHOWN, Months
from core.metrics.rates import Floats

NEEDED = 6
"""Checked months from which an interval is given."""
CONFIDENCE = 0.8


@dataclass(frozen=True)
class Made:
    """One forecast: of month ``month``, as made at the cut of month ``origin``. Money of the whole month."""

    origin: int
    month: int
    candidates: tuple[float | None, ...]
    chosen: int | None
    """Index into the candidates; None without any."""
    base: float | None
    low: float | None
    high: float | None
    known: float
    """What of it had come already."""
    actual: float | None
    """None while the month is not over."""
    checked: int
    """How many past months chose the method."""
    error: float | None
    """Σ |error| ÷ Σ actual of the method over those months (whole months, with what had come by the cut)."""

    @property
    def miss(self) -> float | None:
        """Base against actual, as a share of the actual."""
        if self.base is None or not self.actual:
            return None
        return self.base / self.actual - 1

    @property
    def covered(self) -> bool | None:
        if self.low is None or self.high is None or self.actual is None:
            return None
        slack = 1e-9 * abs(self.actual)
        return self.low - slack <= self.actual <= self.high + slack


def forecast_at(months: Months, table: Floats, origin: int, ahead: int, confidence: float) -> Made:
    """The forecast made at a cut, from ``table`` (candidates × months × ahead; NaN: none) and months over by then."""
    past = [
        (found, actual, months.known(j, ahead))
        for j in range(max(0, origin - ahead + months.ended - MEMORY), max(0, origin - ahead + months.ended))
        if months.length(j) >= QUARTER and (actual := months.actual(j, ahead)) is not None
        for found in (table[:, j, ahead].tolist(),)
    ]
    known, now = months.known(origin, ahead), table[:, origin, ahead].tolist()
    there = [c for c, value in enumerate(now) if value == value]
    judged = [one for one in past if all(one[0][c] == one[0][c] for c in there)]
    chosen = _least(there, [[abs(found[c] - actual) for found, actual, _ in judged] for c in there])
    candidates = tuple(known + value if value == value else None for value in now)
    actual = months.actual(origin, ahead)
    whole = None if actual is None else known + actual
    if chosen is None:
        return Made(origin, origin + ahead, candidates, None, None, None, None, known, whole, 0, None)
    base = now[chosen]
    low = high = None
    if len(judged) >= NEEDED:
        ratios = [actual / found[chosen] for found, actual, _ in judged if found[chosen] > 0]
        low, high = _interval(base, ratios, confidence)
    total = sum(actual + came for _, actual, came in judged)
    error = sum(abs(found[chosen] - actual) for found, actual, _ in judged) / total if total > 0 else None
    low, high = (None if end is None else known + end for end in (low, high))
    return Made(origin, origin + ahead, candidates, chosen, known + base, low, high, known, whole, len(judged), error)


def backtest(months: Months, table: Floats, ahead: int, confidence: float) -> list[Made]:
    """The forecasts of the last twelve months that are over, the earliest first."""
    last = months.complete(months.last) - ahead
    wanted = range(max(0, last - SHOWN + 1), last + 1)
    return [forecast_at(months, table, j, ahead, confidence) for j in wanted if months.length(j) >= QUARTER]


def coverage(checked: Sequence[Made]) -> tuple[int, int]:
    """How many of the intervals given held the actual, and how many there were."""
    held = [made.covered for made in checked if made.covered is not None]
    return sum(held), len(held)


def wape(checked: Sequence[Made], value: Callable[[Made], float | None]) -> float | None:
    """Σ |forecast − actual| ÷ Σ actual over the months where ``value`` gave a forecast; None without money."""
    found = [(value(made), made.actual) for made in checked]
    both = [(guess, actual) for guess, actual in found if guess is not None and actual is not None]
    total = sum(actual for _, actual in both)
    return sum(abs(guess - actual) for guess, actual in both) / total if total > 0 else None


def _least(there: Sequence[int], errors: Sequence[Sequence[float]]) -> int | None:
    """The candidate with the smallest sum of errors; of equal ones (to 1e-9) the first."""
    if not there:
        return None
    sums = [sum(own) for own in errors]
    return there[next(i for i, one in enumerate(sums) if one <= min(sums) + 1e-9 * max(sums))]


def _interval(base: float, ratios: Sequence[float], confidence: float) -> tuple[float | None, float | None]:
    """``base`` × the quantiles of actual ÷ forecast (linear), widened to hold the base itself."""
    if len(ratios) < NEEDED:
        return None, None
    ordered, tail = sorted(ratios), (1 - confidence) / 2
    low, high = (_quantile(ordered, share) for share in (tail, 1 - tail))
    return base * min(1.0, low), base * max(1.0, high)


def _quantile(ordered: Sequence[float], share: float) -> float:
    at = share * (len(ordered) - 1)
    below = min(int(at), len(ordered) - 2)
    return ordered[below] + (at - below) * (ordered[below + 1] - ordered[below])
