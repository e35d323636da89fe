from collections.abc import Iterator, Sequence

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.days import months_back
from core.metrics.measures import COUNTS
from core.metrics.owners import label, shown
from core.metrics.ratios import PAIRS, THROUGH, Ratio, Table, against_others, table
from core.report import CellNote, Column, Row, Value
from core.reports import _ratio_words as said
from core.reports.declare import ChartSpec, Filled, ReportSpec

MONTHS = 12
TITLES = {column.id: column.header for column in COUNTS}
TEAM = T("Отдел", "Team")

RATIOS = ReportSpec(
    id="ratios",
    title=T("Соотношения", "Ratios"),
    group="week",
    order=100,
    definition=T(
        "Сколько звонков нужно на одну встречу, заявок — на один счёт, счетов — на одну оплату: по этим числам видно, "
        "сколько работы стоит план.",
        "How many calls a meeting takes, applications an invoice, invoices a payment: what the plan costs in work.",
    ),
    source="001",
    mode=said.mode,
    decisions=said.DECISIONS,
)

CHAIN = (
    Column("cause", T("Что делаем", "What is done")),
    Column("effect", T("Что получаем", "What comes of it")),
    Column("cause_n", T("Сделано", "Done"), "count", adds=False),
    Column("effect_n", T("Получено", "Came of it"), "count", adds=False),
    Column(
        "per_one",
        T("Нужно на один результат", "Needed for one result"),
        "number",
        adds=False,
        help=T("Сделано ÷ получено; без результатов числа нет.", "Done ÷ came of it; no number without a result."),
    ),
    Column(
        "rate",
        T("Доля с результатом", "Share with a result"),
        "rate",
        help=T("Получено ÷ сделано.", "Came of it ÷ done."),
    ),
    Column(
        "low",
        T("Возможные границы доли: от", "Possible range of the share: from"),
        "rate",
        detail=True,
        help=T("Интервал Уилсона 95 %.", "Wilson 95 % interval."),
    ),
    Column(
        "high",
        T("Возможные границы доли: до", "Possible range of the share: to"),
        "rate",
        detail=True,
        help=T("Интервал Уилсона 95 %.", "Wilson 95 % interval."),
    ),
    Column("words", T("Словами", "In words")),
)
BEFORE = (
    Column("cause_n_prev", T("Прошлый период: сделано", "Previous period: done"), "count", adds=False),
    Column("effect_n_prev", T("Прошлый период: получено", "Previous period: came of it"), "count", adds=False),
    Column("per_one_prev", T("Прошлый период: на один результат", "Previous period: for one"), "number", adds=False),
    Column("words_prev", T("Прошлый период словами", "Previous period in words")),
)


def chain_cells(context: Context, pair: tuple[str, str], found: Ratio) -> Row:
    """The cells of :data:`CHAIN` for one pair."""
    spelled = said.in_words(*pair, found, context.language)
    return [*(context.say(TITLES[id]) for id in pair), *map(figure, found[:2]), *found[2:], spelled]


def figure(n: float | None) -> int | float | None:
    """A count as a whole number where it is one."""
    return int(n) if n is not None and n.is_integer() else n


def is_blank(found: Sequence[Ratio]) -> bool:
    return all(one.cause_n is None and one.effect_n is None for one in found)


@RATIOS.block(
    "chain",
    T("Сколько нужно на один результат", "Needed for one result"),
    (*CHAIN, *BEFORE),
    definition=T(
        "Отдел за период, рядом — прошлый. Меньше — лучше: на один результат уходит меньше работы.",
        "The department over the period, beside it the one before. Less is better: a result takes less work.",
    ),
    needs=("daily_metrics|invoices",),
)
def chain(context: Context) -> Filled:
    now, before = (table(context, *span, PAIRS).team for span in (context.period, context.previous_period))
    if is_blank([*now, *before]):
        return Filled([], empty=said.NOTHING)
    rows: list[Row] = []
    for pair, found, ago in zip(PAIRS, now, before, strict=True):
        beside = [*map(figure, ago[:2]), ago.per_one, said.in_words(*pair, ago, context.language)]
        rows.append([*chain_cells(context, pair, found), *beside])
    return Filled(rows)


def pair_id(pair: tuple[str, str]) -> str:
    return "_".join(pair)


def _titled(pair: tuple[str, str]) -> T:
    """«Звонков на одну встречу» as a header: «Звонки → Встречи»."""
    return T(*(" → ".join(TITLES[id].to(language) for id in pair) for language in ("ru", "en")))


def _pair_columns(pairs: Sequence[tuple[str, str]], judged: bool = False) -> Iterator[Column]:
    """A column a pair, if it is judged with its verdict beside it, then closed what each is made of."""
    for pair in pairs:
        yield Column(
            pair_id(pair),
            _titled(pair),
            "number",
            adds=False,
            help=T("Сколько первого нужно на одно второе.", "How many of the first one of the second takes."),
        )
        if judged:
            ru, en = _titled(pair)
            yield Column(f"{pair_id(pair)}_verdict", T(f"{ru}: вывод", f"{en}: verdict"), help=said.VERDICT_HELP)
    for id in dict.fromkeys(id for pair in pairs for id in pair):
        yield Column(f"{id}_n", T(f"{TITLES[id].ru}, всего", f"{TITLES[id].en}, total"), "count", detail=True)


def _pair_cells(pairs: Sequence[tuple[str, str]], found: Sequence[Ratio], judged: Sequence[Value] = ()) -> list[Value]:
    made: dict[str, float | None] = {}
    for (cause, effect), one in zip(pairs, found, strict=True):
        made |= {cause: one.cause_n, effect: one.effect_n}
    per_one: list[Value] = [one.per_one for one in found]
    beside = [cell for pair in zip(per_one, judged, strict=True) for cell in pair] if judged else per_one
    return [*beside, *map(figure, made.values())]


def _empty_notes(
    context: Context, row: int, pairs: Sequence[tuple[str, str]], found: Sequence[Ratio]
) -> list[CellNote]:
    """Why a pair has no number: «12 звонков, 0 встреч»."""
    return [
        CellNote(row, pair_id(pair), said.in_words(*pair, one, context.language))
        for pair, one in zip(pairs, found, strict=True)
        if not one.per_one and (one.cause_n or one.effect_n) and None not in (one.cause_n, one.effect_n)
    ]


@RATIOS.block(
    "managers",
    T("Менеджеры против отдела", "Managers against the team"),
    (Column("manager", T("Менеджер", "Manager")), *_pair_columns(PAIRS, judged=True)),
    definition=T(
        "Сколько нужно на один результат каждому и чем он отличается от остальных; внизу — отдел. Без результата числа "
        "нет, причина — в примечании.",
        "What one result takes each, and how it differs from the others; the team at the bottom. Without a result "
        "there is no number but a note.",
    ),
    needs=("daily_metrics|invoices",),
)
def managers(context: Context) -> Filled:
    found: Table = table(context, *context.period, PAIRS)
    if is_blank(found.team):
        return Filled([], empty=said.NOTHING)
    codes = shown(context, np.nan_to_num(found.counts))
    verdicts = against_others(found, PAIRS, codes, context.settings.min_n)
    rows: list[Row] = []
    notes: list[CellNote] = []
    for code in codes:
        own = found.managers[code]
        judged = [said.verdict(context, verdicts, len(rows) * len(PAIRS) + i) for i in range(len(PAIRS))]
        notes += _empty_notes(context, len(rows), PAIRS, own)
        rows.append([label(context, code), *_pair_cells(PAIRS, own, judged)])
    blank: list[Value] = [None] * len(PAIRS)
    return Filled(rows, total=[context.say(TEAM), *_pair_cells(PAIRS, found.team, blank)], notes=notes)


EVERY = (*PAIRS, THROUGH)


@RATIOS.block(
    "months",
    T("По месяцам", "By month"),
    (
        Column("month", T("Месяц", "Month"), "month"),
        *(Column(f"{id}_all", TITLES[id], "count") for id in THROUGH),
        *_pair_columns(EVERY),
    ),
    definition=T(
        "Отдел за 12 месяцев; последний — по дату отчёта. Месяцев до первой записи нет.",
        "The department over 12 months, the last up to the report date. Months before the first record are left out.",
    ),
    needs=("daily_metrics|invoices",),
    charts=(
        ChartSpec(
            "column",
            T("От звонков к оплатам: звонков на одну оплату", "From calls to payments: calls for one payment"),
            "month",
            (pair_id(THROUGH),),
        ),
        ChartSpec(
            "line",
            T("Сколько нужно на один результат", "Needed for one result"),
            "month",
            tuple(pair_id(pair) for pair in PAIRS),
        ),
    ),
)
def months(context: Context) -> Filled:
    rows: list[Row] = []
    notes: list[CellNote] = []
    for first, last in months_back(context.asof, MONTHS):
        found = table(context, first, last, EVERY).team
        if is_blank(found) and not rows:
            continue
        notes += _empty_notes(context, len(rows), EVERY, found)
        through = found[-1]
        rows.append([first, *map(figure, through[:2]), *_pair_cells(EVERY, found)])
    return Filled(rows, notes=notes, empty=said.NOTHING)
