"""What a day's work is measured in: the counts of «Метрика дня», people's own columns, and three sums of money."""

from dataclasses import dataclass

from core.context import Context
from core.i18n import T, fold
from core.report import Kind
from core.tables.daily_metrics import DAILY_METRICS

COUNTS = tuple(column for column in DAILY_METRICS.columns if column.kind == "count")
WON, RECEIVED, INVOICED = "won", "received", "invoiced"
MONEY = {
    RECEIVED: T("Поступления", "Received"),
    INVOICED: T("Выставлено", "Invoiced"),
    WON: T("Выиграно", "Won"),
}


@dataclass(frozen=True)
class Measure:
    """``id`` is the column's id (``calls``, ``x:Демо``), or ``won``, ``received``, ``invoiced``."""

    id: str
    title: T
    kind: Kind


def measures(context: Context) -> dict[str, Measure]:
    """Everything that can be planned and done, by id: counts in the tab's order, people's own, money."""
    extras = context.tables["daily_metrics"].extras
    found = [
        *(Measure(column.id, column.header, "count") for column in COUNTS),
        *(Measure(id, T.same(name), "number") for id, name in sorted(extras.items())),
        *(Measure(id, title, "money") for id, title in MONEY.items()),
    ]
    return {measure.id: measure for measure in found}


def names(context: Context) -> dict[str, str]:
    """The id that each word means: a column's header in either language, its id or alias, money by its name."""
    found = {fold(name): id for id, name in sorted(context.tables["daily_metrics"].extras.items(), reverse=True)}
    found |= {name: column.id for column in COUNTS for name in column.names}
    return found | {fold(word): id for id, title in MONEY.items() for word in (id, *title)}
