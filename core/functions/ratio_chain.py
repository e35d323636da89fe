from collections.abc import Iterator
from datetime import date, timedelta

from core.context import Context
from core.errors import NoData
from core.functions._arguments import FROM, TO, latest_day, table_of
from core.functions._money import NO_ROWS, in_order, workbook
from core.i18n import T
from core.intake.typed import Typed
from core.metrics.days import day as to_date
from core.metrics.days import number
from core.metrics.owners import label
from core.metrics.ratios import PAIRS, Ratio, table, work
from core.registry import Argument, Example, TableValue, function
from core.report import Column, Row
from core.reports.ratios import CHAIN, chain_cells, is_blank

NOTHING = T(
    "Нет данных: за эти дни в таблице нет ни одного показателя.", "No data: the table holds no figure for these days."
)
_TABLE = [
    ["Дата", "Менеджер", "Холодные звонки", "Предметные разговоры", "Встречи", "Заявки", "Счета", "Оплаты"],
    ["2026-03-02", "Иванов", 60, 12, 3, 2, 1, 1],
    ["2026-03-03", "Петрова", 40, 8, 2, 2, 1, 0],
]
_COLD, _FIVE = ("Холодные звонки", "Предметные разговоры"), "5 холодных звонков на один предметный разговор"
_IDS = ["cause", "effect", "cause_n", "effect_n", "per_one", "rate", "low", "high", "words"]


LEAD = {
    "team": (),
    "manager": (Column("manager", T("Менеджер", "Manager")),),
    "month": (Column("month", T("Месяц", "Month"), "month"),),
}


@function(
    "RATIO_CHAIN",
    title=T("Соотношения показателей", "Ratio chain"),
    help=T(
        "Сколько звонков нужно на разговор, встречу и заявку, заявок — на счёт, счетов — на оплату; без результата "
        "числа нет.",
        "How many calls a conversation, a meeting and an application take, applications an invoice, invoices a "
        "payment; no number without a result.",
    ),
    args=(
        table_of("daily_metrics", "date", "manager"),
        FROM,
        TO,
        Argument(
            "by",
            "choice",
            T("По кому", "By"),
            T(
                "team — весь отдел (так и без него), manager — по менеджерам, month — по месяцам.",
                "team: everyone together (also if blank), manager: by manager, month: by month.",
            ),
            optional=True,
            default="team",
            choices=("team", "manager", "month"),
        ),
    ),
    unit="table",
    examples=(
        Example(
            (_TABLE,),
            [
                _IDS,
                [*_COLD, 100, 20, 5.0, 0.2, 0.133366933, 0.288829166, _FIVE],
                ["Звонки", "Встречи", 100, 5, 20.0, 0.05, 0.021543679, 0.111750469, "20 звонков на одну встречу"],
                ["Звонки", "Заявки", 100, 4, 25.0, 0.04, 0.015663304, 0.098370714, "25 звонков на одну заявку"],
                ["Заявки", "Счета", 4, 2, 2.0, 0.5, 0.150038989, 0.849961011, "2 заявки на один счёт"],
                ["Счета", "Оплаты", 2, 1, 2.0, 0.5, 0.094531206, 0.905468794, "2 счёта на одну оплату"],
            ],
        ),
        Example(
            (_TABLE, "2026-03-03", "2026-03-03", "manager"),
            [
                ["manager", *_IDS],
                ["Петрова", *_COLD, 40, 8, 5.0, 0.2, 0.104999897, 0.347573063, _FIVE],
                [
                    "Петрова",
                    "Звонки",
                    "Встречи",
                    40,
                    2,
                    20.0,
                    0.05,
                    0.013820667,
                    0.165038774,
                    "20 звонков на одну встречу",
                ],
                [
                    "Петрова",
                    "Звонки",
                    "Заявки",
                    40,
                    2,
                    20.0,
                    0.05,
                    0.013820667,
                    0.165038774,
                    "20 звонков на одну заявку",
                ],
                ["Петрова", "Заявки", "Счета", 2, 1, 2.0, 0.5, 0.094531206, 0.905468794, "2 заявки на один счёт"],
                ["Петрова", "Счета", "Оплаты", 1, 0, None, 0.0, 0.0, 0.793450686, "1 счёт, 0 оплат"],
            ],
        ),
    ),
    source="001",
)
def ratio_chain(daily_metrics: Typed, first: date | None, last: date | None, by: str = "team") -> TableValue:
    in_order(first, last)
    if not len(daily_metrics):
        raise NoData(NO_ROWS)
    context = workbook(last or latest_day(daily_metrics), daily_metrics)
    found = [(lead, made) for lead, made in _asked(context, first, by) if not is_blank(made)]
    if not found:
        raise NoData(NOTHING)
    rows = [
        [*lead, *chain_cells(context, pair, one)] for lead, made in found for pair, one in zip(PAIRS, made, strict=True)
    ]
    return TableValue((*LEAD[by], *CHAIN), rows)


def _asked(context: Context, first: date | None, by: str) -> Iterator[tuple[Row, list[Ratio]]]:
    """What stands before the chain's columns, and the five ratios."""
    if by == "month":
        for month, last in _months(context, first):
            yield [month.replace(day=1)], table(context, month, last, PAIRS).team
        return
    made = table(context, first, None, PAIRS)
    if by == "team":
        yield [], made.team
    else:
        for code, found in enumerate(made.managers):
            yield [label(context, code)], found


def _months(context: Context, first: date | None) -> Iterator[tuple[date, date]]:
    """The first and the last day of every month from ``first``, else from the table's first row, to the last day."""
    met = min(int(count.day.min(initial=number(context.asof))) for count in context.once(work).values())
    day = max(first or date.min, to_date(met))
    while day <= context.asof:
        after = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        yield day, min(after - timedelta(days=1), context.asof)
        day = after
