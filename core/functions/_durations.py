"""What the functions of durations and refusals share: one statistic of many, and the worked tables."""

from typing import Any

from core.errors import BadArgument, NoData
from core.i18n import T
from core.metrics.durations import Spread
from core.registry import Argument

STATS = ("mean", "median", "p75", "p90", "km_median", "n")
NOTHING_OVER = T("Нет данных: ещё ни одна не закончилась.", "No data: none has ended yet.")
NOT_REACHED = T(
    "Нет данных: половина ещё не закончилась за {days} дн.", "No data: half are not over yet after {days} days."
)
KM_HAS_NO_PERIOD = T(
    "«km_median» считает и открытые сделки, поэтому без «С» и «По».",
    "“km_median” counts open deals as well, so it takes no “from” and “to”.",
)

STAT = Argument(
    "stat",
    "choice",
    T("Что посчитать", "Statistic"),
    T(
        "mean — среднее (так и по умолчанию), median, p75, p90, km_median — медиана с учётом открытых, n — сколько их.",
        "mean (the default), median, p75, p90, km_median (open ones counted), n: how many.",
    ),
    optional=True,
    default="mean",
    choices=STATS,
)

DEALS_EXAMPLE: list[list[Any]] = [
    ["Клиент", "Менеджер", "Создана", "Сумма", "Этап", "Закрыта", "Причина отказа", "Этап отказа", "Дата: КП"],
    ["Альфа", "Иванов", "2026-03-02", 100, "Оплата", "2026-03-12", None, None, "2026-03-05"],
    ["Бета", "Иванов", "2026-03-03", 200, "Оплата", "2026-03-23", None, None, "2026-03-04"],
    ["Гамма", "Петров", "2026-03-04", 300, "Отказ", "2026-03-14", "Дорого", "КП", "2026-03-09"],
    ["Дельта", "Петров", "2026-03-10", 400, "КП", None, None, None, "2026-03-20"],
    ["Эта", "Петров", "2026-03-01", 500, "Отказ", "2026-03-31", "Дорого", "КП", "2026-03-06"],
]
STAGES_EXAMPLE: list[list[Any]] = [
    ["Порядок", "Этап", "Вид", "Норма, дней"],
    [1, "Лид", "в работе", None],
    [2, "КП", "в работе", 10],
    [3, "Оплата", "выигран", None],
    [4, "Отказ", "проигран", None],
]


def figure(found: Spread, stat: str) -> float:
    """One of :data:`STATS`; NoData where there is none."""
    if stat == "n":
        return found.n
    if stat == "km_median":
        if found.km.median is None:
            raise NoData(NOT_REACHED, days=round(found.km.longest or 0))
        return found.km.median
    by = {"mean": found.mean, "median": found.median, "p75": found.p75, "p90": found.p90}
    value = by[stat]
    if value is None:
        raise NoData(NOTHING_OVER)
    return value


def without_period(stat: str, *limits: object) -> None:
    """A median with open deals counted has no period: an open deal has no end to fall into it."""
    if stat == "km_median" and any(limit is not None for limit in limits):
        raise BadArgument(KM_HAS_NO_PERIOD)
