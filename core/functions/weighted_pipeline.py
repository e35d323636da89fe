from datetime import date

import numpy as np

from core.errors import NoData
from core.functions._arguments import ASOF, MANAGER
from core.functions._money import in_order, one
from core.functions._pipeline import DEALS, DEALS_EXAMPLE, STAGES, STAGES_EXAMPLE, given
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.days import NEVER, number
from core.metrics.owners import manager_names
from core.metrics.pipeline import open_deals
from core.registry import Argument, Example, function

NO_PROBABILITY = T(
    "Нет данных: ни у одной из этих сделок нет суммы и вероятности вместе.",
    "No data: none of these deals has both an amount and a probability.",
)


@function(
    "WEIGHTED_PIPELINE",
    title=T("Сделки × вероятность", "Weighted pipeline"),
    help=T(
        "Сумма открытых сделок, умноженных на вероятность: свою, а без неё — этапа. Сделки без суммы или вероятности "
        "не входят.",
        "The sum of open deals times their probability, or else their stage's. Deals without an amount or a "
        "probability are left out.",
    ),
    args=(
        DEALS,
        STAGES,
        ASOF,
        Argument(
            "from",
            "date",
            T("Оплата с", "Expected from"),
            T("Первый день ожидаемой оплаты; пусто — без ограничения.", "First day expected; blank: no limit."),
            optional=True,
        ),
        Argument(
            "to",
            "date",
            T("Оплата по", "Expected to"),
            T("Последний день ожидаемой оплаты; пусто — без ограничения.", "Last day expected; blank: no limit."),
            optional=True,
        ),
        MANAGER,
    ),
    unit="money",
    examples=(
        Example((DEALS_EXAMPLE, STAGES_EXAMPLE, "2026-03-31"), 185.0),
        Example((DEALS_EXAMPLE, STAGES_EXAMPLE, "2026-03-31", "2026-04-01", "2026-05-31", "Иванов"), 150.0),
    ),
    source="002",
)
def weighted_pipeline(
    deals: Typed, stages: Typed, asof: date | None, first: date | None, last: date | None, manager: str | None
) -> float:
    in_order(first, last)
    context = given(asof, deals, stages)
    made, n = context.once(open_deals), len(context.once(manager_names)) + 1
    inside = np.ones(len(made), bool)
    if first is not None:
        inside &= (made.expected >= number(first)) & (made.expected < NEVER)
    if last is not None:
        inside &= made.expected <= number(last)
    weighted, owner = made.weighted[inside], made.manager[inside]
    known = ~np.isnan(weighted)
    total = one(context, np.bincount(owner[known], weighted[known], n).astype(np.float64), manager)
    there, valued = (
        one(context, np.bincount(codes, minlength=n).astype(np.float64), manager) for codes in (owner, owner[known])
    )
    if there and not valued:
        raise NoData(NO_PROBABILITY)
    return total
