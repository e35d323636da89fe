from core.context import Context
from core.i18n import T
from core.report import Column, Row
from core.reports import all_reports
from core.reports.declare import ReportSpec
from core.settings import parameters

definitions = ReportSpec(
    id="definitions",
    title=T("Определения", "Definitions"),
    group="reference",
    order=10,
    last=True,
    definition=T(
        "Что значит каждая цифра, по каким правилам и параметрам она посчитана.",
        "What each figure means, and by which rules and parameters it is computed.",
    ),
    source="—",
)

TEXT = Column("text", T("Как считается", "How it is computed"))


@definitions.block(
    "figures",
    T("Показатели", "Figures"),
    (
        Column("report", T("Вкладка", "Tab")),
        Column("block", T("Таблица", "Table")),
        Column("column", T("Столбец", "Column")),
        TEXT,
    ),
    definition=T(
        "Строка на таблицу и на каждый её столбец с пояснением.",
        "A row a table, and one a column that needs explaining.",
    ),
)
def figures(context: Context) -> list[Row]:
    rows: list[Row] = []
    for report in all_reports().values():
        tab = context.say(report.title)
        rows.append([tab, None, None, context.say(report.definition)])
        for block in report.blocks:
            rows.append([tab, context.say(block.title), None, context.say(block.definition)])
            rows += [
                [tab, context.say(block.title), context.say(c.title), context.say(c.help)]
                for c in block.columns
                if c.help.ru
            ]
    return rows


@definitions.block(
    "modes",
    T("Периоды и режимы этого отчёта", "Periods and modes of this run"),
    (Column("report", T("Вкладка", "Tab")), TEXT),
    definition=T("За какой период и по какому правилу посчитана каждая вкладка.", "The period and rule of each tab."),
)
def modes(context: Context) -> list[Row]:
    return [[report.title, report.mode] for report in context.reports if report.mode]


@definitions.block(
    "parameters",
    T("Параметры", "Parameters"),
    (
        Column("parameter", T("Параметр", "Parameter")),
        Column("value", T("Значение", "Value")),
        Column("is_default", T("По умолчанию", "Default"), "flag"),
        TEXT,
    ),
    definition=T("Меняются на вкладке «Настройки».", "Changed on the Settings tab."),
)
def parameter_values(context: Context) -> list[Row]:
    rows: list[Row] = []
    for name, (parameter, default) in parameters().items():
        value = getattr(context.settings, name)
        rows.append([name, _shown(value), value == default, context.say(parameter.help)])
    return rows


@definitions.block(
    "decisions",
    T("Решения, принятые нами", "Decisions of ours"),
    (Column("report", T("Вкладка", "Tab")), TEXT),
    definition=T("Там, где источники молчат, мы выбрали так.", "Where the sources are silent, we chose this."),
)
def decisions(context: Context) -> list[Row]:
    return [[context.say(spec.title), context.say(text)] for spec in all_reports().values() for text in spec.decisions]


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(_shown(one) for one in value)
    if hasattr(value, "hour"):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)
