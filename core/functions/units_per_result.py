from core.errors import ZeroDenominator
from core.i18n import T
from core.registry import Argument, Example, function

NO_RESULTS = T("Результатов нет: {cause} на 0 не делится.", "There are no results: {cause} cannot be divided by 0.")


@function(
    "UNITS_PER_RESULT",
    title=T("Сколько нужно на один результат", "Units per result"),
    help=T(
        "Сколько действий приходится на один результат: 100 звонков и 20 разговоров — 5 звонков на разговор.",
        "How many actions one result takes: 100 calls and 20 conversations are 5 calls a conversation.",
    ),
    args=(
        Argument(
            "cause",
            "number",
            T("Действий", "Actions"),
            T("Сколько сделано: звонков, заявок…", "How many were done: calls, applications…"),
            minimum=0,
        ),
        Argument(
            "effect",
            "number",
            T("Результатов", "Results"),
            T("Сколько из них вышло: встреч, счетов…", "How many came of them: meetings, invoices…"),
            minimum=0,
        ),
    ),
    unit="number",
    examples=(Example((100, 20), 5), Example((20, 5), 4), Example((4, 2), 2)),
    source="001",
)
def units_per_result(cause: float, effect: float) -> float:
    if not effect:
        raise ZeroDenominator(NO_RESULTS, cause=f"{cause:g}")
    return cause / effect
