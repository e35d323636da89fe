from datetime import date

from core.errors import NoData
from core.functions._arguments import FROM, TO, latest_day, table_of
from core.functions._durations import DEALS_EXAMPLE
from core.functions._money import in_order, workbook
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.lost import lost
from core.metrics.refusals import groups
from core.registry import Example, TableValue, function
from core.reports._refusal_columns import PAIRS
from core.reports.refusals import reason_name, stage_name

NO_LOSS = T("Нет данных: за период никто не отказался.", "No data: nothing was lost in the period.")
_IDS = [column.id for column in PAIRS]


@function(
    "LOSS_REASONS",
    title=T("Причины отказов по этапам", "Loss reasons by stage"),
    help=T(
        "На каком этапе и почему отказываются: число, доля, сумма и доля нарастающим итогом — от самых частых.",
        "At which stage and why deals are lost: number, share, amount and cumulative share, most frequent first.",
    ),
    args=(table_of("deals", "stage", "closed"), FROM, TO),
    unit="table",
    examples=(
        Example((DEALS_EXAMPLE,), [_IDS, ["КП", "Дорого", 2, 1.0, 800.0, 1.0]]),
        Example(
            ([*DEALS_EXAMPLE[:3], [*DEALS_EXAMPLE[3][:6], None, None, None], DEALS_EXAMPLE[5]], "2026-03-01", None),
            [_IDS, ["КП", "Дорого", 1, 0.5, 500.0, 0.5], ["этап неизвестен", "причина не указана", 1, 0.5, 300.0, 1.0]],
        ),
    ),
    source="003",
)
def loss_reasons(deals: Typed, first: date | None, last: date | None) -> TableValue:
    in_order(first, last)
    context = workbook(latest_day(deals), deals)
    found = context.once(lost)
    rows = [
        [
            stage_name(context, found, one.stage),
            reason_name(context, found, one.reason),
            one.n,
            one.rate,
            one.amount,
            one.cumulative,
        ]
        for one in groups(found, (first, last))
    ]
    if not rows:
        raise NoData(NO_LOSS)
    return TableValue(PAIRS, rows)
