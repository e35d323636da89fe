from core.errors import ZeroDenominator
from core.i18n import T
from core.registry import Argument, Example, function

NO_DAYS = T("Срок сделки 0 дней: на него не делится.", "A cycle of 0 days cannot divide.")


def _number(name: str, title: T, help: T, maximum: float | None = None) -> Argument:
    return Argument(name, "number", title, help, minimum=0, maximum=maximum)


@function(
    "SALES_VELOCITY",
    title=T("Скорость продаж", "Sales velocity"),
    help=T(
        "Сколько денег в день приносит воронка: открытые сделки × доля выигранных × средняя сумма ÷ срок сделки.",
        "The money a day that the funnel brings: open deals × win rate × average amount ÷ days of a deal.",
    ),
    args=(
        _number("open_n", T("Открытых сделок", "Open deals"), T("Сколько сделок в работе.", "How many are open.")),
        _number(
            "win_rate",
            T("Доля выигранных", "Win rate"),
            T("Доля от 0 до 1 или процент со знаком %.", "A share from 0 to 1, or a percentage with its sign."),
            maximum=1,
        ),
        _number(
            "avg_amount",
            T("Средняя сумма", "Average amount"),
            T("Средняя сумма выигранной сделки.", "The average amount of a won deal."),
        ),
        _number(
            "cycle_days",
            T("Срок сделки, дней", "Cycle, days"),
            T("За сколько дней сделка доходит до денег.", "The days a deal takes to the money."),
        ),
    ),
    unit="money",
    examples=(Example((40, 0.25, 120000, 30), 40000), Example((10, 0.5, 900, 45), 100)),
    source="Field standard (pipeline velocity)",
)
def sales_velocity(open_n: float, win_rate: float, avg_amount: float, cycle_days: float) -> float:
    if not cycle_days:
        raise ZeroDenominator(NO_DAYS)
    return open_n * win_rate * avg_amount / cycle_days
