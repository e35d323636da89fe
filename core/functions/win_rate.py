from datetime import date

import numpy as np

from core.errors import NoData
from core.functions._arguments import FROM, MANAGER, TO, latest_day, table_of
from core.functions._money import NO_MANAGER, in_order
from core.i18n import T, fold
from core.intake.typed import Typed
from core.metrics.deals import DealState, deal_state, win_counts
from core.metrics.stages import Bools
from core.registry import Example, function

NONE_CLOSED = T(
    "Нет данных: за этот период нет выигранных и проигранных сделок с датой закрытия.",
    "No data: no deal was won or lost on a known day of this period.",
)

_DEALS = [
    ["Клиент", "Менеджер", "Создана", "Этап", "Статус", "Закрыта"],
    ["Альфа", "Иванов", "2026-02-02", "Оплата", "Выиграна", "2026-03-05"],
    ["Бета", "Иванов", "2026-02-03", "КП", "Проиграна", "2026-03-09"],
    ["Гамма", "Петров", "2026-02-04", "Договор", "Проиграна", "2026-02-20"],
    ["Дельта", "Петров", "2026-02-10", "Оплата", "Выиграна", "2026-03-20"],
    ["Омега", "Петров", "2026-03-10", "КП", None, None],
]


@function(
    "WIN_RATE",
    title=T("Доля выигранных", "Win rate"),
    help=T(
        "Выиграно ÷ (выиграно + проиграно) по дате закрытия; открытые сделки не входят.",
        "Won ÷ (won + lost) by closing date; open deals are left out.",
    ),
    args=(table_of("deals", "created", "stage"), FROM, TO, MANAGER),
    unit="rate",
    examples=(
        Example((_DEALS,), 0.5),
        Example((_DEALS, "2026-03-01", "2026-03-31"), 2 / 3),
        Example((_DEALS, None, None, "Иванов"), 0.5),
    ),
    source="000, 003",
)
def win_rate(deals: Typed, first: date | None, last: date | None, manager: str | None) -> float:
    in_order(first, last)
    state = deal_state(deals, None, latest_day(deals))
    won, lost = win_counts(state, first, last, None if manager is None else _of(deals, state, manager))
    if not won + lost:
        raise NoData(NONE_CLOSED)
    return won / (won + lost)


def _of(deals: Typed, state: DealState, manager: str) -> Bools:
    """The deals of one manager, however the name is typed."""
    column = deals.frame["manager"].cat
    mine = [code for code, name in enumerate(column.categories) if fold(name) == fold(manager)]
    if not mine:
        raise NoData(NO_MANAGER, manager=manager)
    return np.isin(column.codes.to_numpy()[state.row], mine)
