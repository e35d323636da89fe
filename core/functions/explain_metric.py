from difflib import get_close_matches

from core.errors import NoData
from core.i18n import T, fold
from core.registry import Argument, Example, all_functions, function
from core.reports import all_reports

UNKNOWN = T("Нет показателя «{name}».{hint}", "There is no figure “{name}”.{hint}")
HINT = T(" Похожие: {near}.", " Close ones: {near}.")


@function(
    "EXPLAIN_METRIC",
    title=T("Что значит показатель", "What a figure means"),
    help=T(
        "Определение показателя словами: по имени функции, вкладки, таблицы или столбца отчёта.",
        "A figure's definition in words, by the name of a function, a report, its table or its column.",
    ),
    args=(
        Argument(
            "name",
            "text",
            T("Показатель", "Figure"),
            T(
                "Имя функции, заголовок столбца отчёта или id, например finance.months.",
                "A function's name, a report column's title, or an id such as finance.months.",
            ),
        ),
    ),
    unit="text",
    examples=(
        Example(("PLAN_GAP",), "План минус факт: сколько ещё нужно. Меньше нуля — план перевыполнен."),
        Example(("definitions.modes",), "За какой период и по какому правилу посчитана каждая вкладка."),
    ),
    source="REPORTS §3",
)
def explain_metric(name):  # type: ignore[no-untyped-def]
    known = _definitions()
    found = known.get(fold(name))
    if found is None:
        near = get_close_matches(fold(name), known, n=3, cutoff=0.6)
        raise NoData(
            UNKNOWN, name=name, hint=T(*(HINT.say(code, near=", ".join(near)) for code in ("ru", "en"))) if near else ""
        )
    return found


def _definitions() -> dict[str, T]:
    """Every name a person may ask by, folded; the first declared owner of a name keeps it."""
    known: dict[str, T] = {}

    def tell(text: T, *names: str) -> None:
        for name in names:
            known.setdefault(fold(name), text)

    for f in all_functions().values():
        tell(f.help, f.name, *f.title)
    for report in all_reports().values():
        tell(report.definition, report.id, *report.title)
        for block in report.blocks:
            tell(block.definition, f"{report.id}.{block.id}", *block.title)
    for report in all_reports().values():
        for block in report.blocks:
            for column in block.columns:
                text = column.help if column.help.ru else block.definition
                tell(text, f"{report.id}.{block.id}.{column.id}", *column.title, column.id)
    return known
