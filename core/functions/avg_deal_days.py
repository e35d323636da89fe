from datetime import date

import numpy as np

from core.functions._arguments import FROM, TO, latest_day, table_of
from core.functions._durations import DEALS_EXAMPLE, STAT, figure, without_period
from core.functions._money import in_order, workbook
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.days import number
from core.metrics.durations import ENDS, STARTS, End, Start, deal_lengths, spread
from core.registry import Argument, Example, function

_WITH_STATUS = [
    [*DEALS_EXAMPLE[0], "Статус"],
    *([*row, {"Оплата": "Выиграна", "Отказ": "Проиграна"}.get(str(row[4]))] for row in DEALS_EXAMPLE[1:]),
]


@function(
    "AVG_DEAL_DAYS",
    title=T("Срок сделки, дней", "Days of a deal"),
    help=T(
        "Сколько дней сделка идёт от создания до выигрыша, в среднем или медиана; по сделкам, закончившимся за период.",
        "How many days a deal takes from creation to the win, mean or median; of the deals that ended in the period.",
    ),
    args=(
        table_of("deals", "created", "stage"),
        FROM,
        TO,
        STAT,
        Argument(
            "start",
            "choice",
            T("От", "Start"),
            T(
                "deal — от создания сделки (так и по умолчанию), client — только первые сделки клиентов.",
                "deal: from the deal's creation (the default); client: clients' first deals only.",
            ),
            optional=True,
            default="deal",
            choices=STARTS,
        ),
        Argument(
            "end",
            "choice",
            T("До", "End"),
            T(
                "first_payment или won — до выигрыша (оплат среди сделок нет), closed — до закрытия, lost — до отказа.",
                "first_payment or won: to the win (deals hold no payments); closed: won or lost; lost.",
            ),
            optional=True,
            default="first_payment",
            choices=ENDS,
        ),
    ),
    unit="days",
    examples=(
        Example((_WITH_STATUS,), 15),
        Example((_WITH_STATUS, None, None, "km_median", "deal", "closed"), 20),
        Example((_WITH_STATUS, "2026-03-01", "2026-03-31", "median", "deal", "lost"), 20),
    ),
    source="001, 003",
)
def avg_deal_days(deals: Typed, first: date | None, last: date | None, stat: str, start: Start, end: End) -> float:
    in_order(first, last)
    without_period(stat, first, last)
    found = deal_lengths(workbook(latest_day(deals), deals), start, end)
    inside = np.ones(len(found.end), bool)
    if first is not None:
        inside &= found.end >= number(first)
    if last is not None:
        inside &= ~found.over | (found.end <= number(last))
    return figure(spread(found.days[inside], found.over[inside]), stat)
