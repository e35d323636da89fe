from collections import Counter
from collections.abc import Iterator

import numpy as np

from core.context import Context
from core.i18n import T
from core.i18n import day as spoken
from core.i18n.severities import GRAVITY, SEVERITIES
from core.metrics.discipline import POINTS, algorithm_since, discipline, overall, scores
from core.metrics.owners import label, shown
from core.metrics.rates import rate
from core.report import Column, Problem, Row
from core.reports import _quality_words as said
from core.reports._quality_names import CODES, name_problems, name_rows
from core.reports._quality_sample import sample_rows
from core.reports.declare import Filled, ReportSpec

TOTAL = T("Итого", "Total")
MANAGER = Column("manager", T("Менеджер", "Manager"))
LINK = Column("link", T("Где", "Where"), "link")
PROBLEMS = (
    Column("severity", T("Что это", "Severity")),
    Column("tab", T("Вкладка", "Tab")),
    Column("row", T("Строка", "Row"), "count", adds=False),
    Column("column", T("Столбец", "Column")),
    Column("value", T("Вписано", "Value")),
    Column("message", T("Замечание", "Problem")),
    Column("expected", T("Что нужно", "Expected")),
    MANAGER,
    LINK,
)


def mode(context: Context) -> str:
    days = {"asof": context.asof, "since": algorithm_since(context)}
    return context.say(said.MODE, **{name: spoken(day, context.language) for name, day in days.items()})


def notes(context: Context) -> Iterator[str]:
    listed: Counter[str] = Counter(p.severity for p in listed_problems(context))
    counts = {severity: listed[severity] for severity in SEVERITIES}
    yield context.say(said.COUNTED, **counts, names=len(name_problems(context)))


data_quality = ReportSpec(
    id="data_quality",
    title=T("Ревизия", "Revision"),
    group="week",
    order=110,
    definition=T(
        "Что в базе не заполнено, не читается или спорит само с собой, и как её ведёт каждый менеджер. "
        "Двадцать минут в неделю.",
        "What the base lacks, what cannot be read or contradicts itself, and how each manager keeps it. Twenty minutes "
        "a week.",
    ),
    source="001",
    mode=mode,
    notes=notes,
    decisions=said.DECISIONS,
    last=True,
)


def listed_problems(context: Context) -> list[Problem]:
    """Everything met but look-alike names, errors first, then by tab, row and column."""
    return sorted((p for p in context.problems if p.code not in CODES), key=lambda p: (GRAVITY[p.severity], p))


@data_quality.block(
    "problems",
    T("Замечания", "Problems"),
    PROBLEMS,
    definition=T(
        "Ошибка не входит в суммы, которым нужна эта ячейка; предупреждение входит; «к сведению» — что мы сделали.",
        "An error is left out of the sums that need the cell; a warning is used; a note says what we did.",
    ),
)
def problems(context: Context) -> Filled:
    words = {severity: context.say(word) for severity, word in SEVERITIES.items()}
    rows: list[Row] = []
    for p in listed_problems(context):
        cell: Row = [p.row or None, p.column or None, p.value or None, p.message, p.expected or None]
        rows.append([words[p.severity], p.tab, *cell, p.manager or None, p.ref])
    return Filled(rows, empty=said.NO_PROBLEMS)


@data_quality.block(
    "score",
    T("Качество данных по менеджерам", "Data quality by manager"),
    (
        MANAGER,
        Column(
            "score",
            T("Оценка", "Score"),
            "rate",
            help=T("1 − ячейки с ошибкой ÷ проверенные ячейки.", "1 − cells in error ÷ cells checked."),
        ),
        Column(
            "checked",
            T("Проверено ячеек", "Cells checked"),
            "count",
            help=T("Обязательные и заполненные ячейки всех вкладок.", "Required and filled cells of all tabs."),
        ),
        Column("errors", T("С ошибкой", "In error"), "count"),
    ),
    definition=T(
        "Доля проверенных ячеек без ошибки; итог — по всем ячейкам, а не среднее оценок.",
        "The share of checked cells without an error; the total is over all cells, not a mean of scores.",
    ),
)
def score(context: Context) -> Filled:
    found = context.once(scores)
    names = sorted(found, key=lambda name: (not name, name))
    rows: list[Row] = [
        [name or context.say(said.NOBODY), found[name].score, found[name].checked, found[name].errors] for name in names
    ]
    every = overall(context)
    total: Row | None = [context.say(TOTAL), every.score, every.checked, every.errors] if rows else None
    return Filled(rows, total, empty=said.NO_CELLS)


WORDS = {
    "contacts": (
        T("Контакты собраны", "Contacts collected"),
        T("с контактами", "with contacts"),
        T("клиентов", "clients"),
        T("Клиенты менеджера, у которых есть телефон или почта.", "The manager's clients with a phone or an e-mail."),
    ),
    "fields": (
        T("Поля заполнены", "Fields filled"),
        T("заполнено", "filled"),
        T("ячеек", "cells"),
        T("Заполненные ячейки открытых сделок.", "Filled cells of the open deals."),
    ),
    "comments": (
        T("Комментарии", "Comments"),
        T("с комментарием", "with a comment"),
        T("открытых сделок", "open deals"),
        T("Открытые сделки с комментарием.", "Open deals with a comment."),
    ),
    "on_time": (
        T("Задачи вовремя", "Tasks on time"),
        T("не просрочено", "not late"),
        T("сделок с датой шага", "deals with a step date"),
        T("Следующий шаг не просрочен.", "The next step is not late."),
    ),
    "algorithm": (
        T("По алгоритму", "By the algorithm"),
        T("по порядку", "in order"),
        T("сделок с датами этапов", "deals with stage dates"),
        T("Этапы пройдены по порядку, без пропусков.", "Stages passed in order, without a skip."),
    ),
}


def _parts(id: str) -> Iterator[Column]:
    title, good, base, _ = WORDS[id]
    for suffix, part in (("good", good), ("base", base)):
        yield Column(f"{id}_{suffix}", T(f"{title.ru}: {part.ru}", f"{title.en}: {part.en}"), "count", detail=True)


@data_quality.block(
    "discipline",
    T("Как ведут базу", "How the base is kept"),
    (
        MANAGER,
        *(Column(id, WORDS[id][0], "rate", help=WORDS[id][3]) for id in POINTS),
        *(column for id in POINTS for column in _parts(id)),
    ),
    definition=T(
        "Пять пунктов еженедельной ревизии: контакты, заполнение полей, комментарии, задачи вовремя, алгоритм продаж.",
        "The five points of the weekly revision: contacts, fields, comments, tasks on time, the sales algorithm.",
    ),
    needs=("deals|clients",),
)
def discipline_shares(context: Context) -> Filled:
    found = context.once(discipline)
    if not found.base.any():
        return Filled([], empty=said.NO_BASE)
    rows = [
        _shares(label(context, code), found.good[code].tolist(), found.base[code].tolist())
        for code in shown(context, found.base.astype(np.float64))
    ]
    return Filled(rows, _shares(context.say(TOTAL), found.good.sum(0).tolist(), found.base.sum(0).tolist()))


def _shares(name: str, good: list[int], base: list[int]) -> Row:
    parts = [part if of else None for n, of in zip(good, base, strict=True) for part in (n, of)]
    return [name, *(rate(n, of) for n, of in zip(good, base, strict=True)), *parts]


@data_quality.block(
    "sample",
    T("Прочитать самому", "Read these yourself"),
    (
        LINK,
        MANAGER,
        Column("client", T("Клиент", "Client")),
        Column("stage", T("Этап", "Stage")),
        Column("amount", T("Сумма", "Amount"), "money"),
        Column("look", T("На что смотреть", "What to look at")),
        Column("next_step", T("Следующий шаг", "Next step")),
        Column("next_step_date", T("Когда", "When"), "date"),
        Column("comment", T("Комментарий", "Comment")),
    ),
    definition=T(
        "Десять открытых сделок на сегодня, по кругу от каждого менеджера; завтра будут другие.",
        "Ten open deals for today, from each manager in turn; tomorrow there will be others.",
    ),
    needs=("deals",),
)
def sample(context: Context) -> Filled:
    return Filled(sample_rows(context), empty=said.NO_DEALS)


@data_quality.block(
    "names",
    T("Похожие имена и названия", "Names that look alike"),
    (
        Column("column", T("Столбец", "Column")),
        Column("value", T("Вписано", "Value")),
        Column("like", T("Похоже на", "Looks like")),
        Column("n", T("Строк", "Rows"), "count"),
        Column("like_n", T("Строк у похожего", "Rows of the other"), "count"),
        Column("reason", T("Почему", "Why")),
        MANAGER,
        LINK,
    ),
    definition=T(
        "Скорее всего, одно и то же, написанное по-разному: в отчётах это разные строки, пока не исправите.",
        "Probably one thing spelled in two ways: they are two rows in every report until you correct it.",
    ),
)
def names(context: Context) -> Filled:
    return Filled(name_rows(context), empty=said.NO_NAMES)
