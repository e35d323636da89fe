"""Slices as rows: a dimension's own row with every deal once, below it its values."""

from collections.abc import Iterator

import numpy as np

from core.context import Context
from core.i18n import T, percent
from core.i18n import day as spoken_day
from core.metrics.comparison import BETTER, FEW, VERDICTS, WORSE
from core.metrics.deals import state
from core.metrics.dimensions import Dimension
from core.metrics.rates import Floats, rate, wilson
from core.metrics.slice_tables import Sliced, SliceTable, Span
from core.metrics.slices import Tally
from core.metrics.stages import Ints
from core.report import Row, Value

ALL = T("Всего", "All")
EACH_ONCE = T("Всего, каждая сделка один раз", "All, each deal once")
BLANK = T("не указано", "not given")
UNPROVEN = T("различий не доказано", "no difference is proven")
BETTER_ARE, WORSE_ARE = T("лучше: {names}", "better: {names}"), T("хуже: {names}", "worse: {names}")
INCOMPLETE = T(
    "{before} известны не целиком: первая сделка в книге — {first}, поэтому рост против них завышен.",
    "{before} are not known in full: the workbook's first deal is of {first}, so growth against them is overstated.",
)
MOST_MONEY = T("больше всего денег: {value}, {share}", "most money: {value}, {share}")


def spoken(context: Context, span: Span) -> str:
    """01.03.2026–31.03.2026."""
    return "–".join(spoken_day(one, context.language) for one in span)


def named(context: Context, by: Dimension, value: int) -> str:
    """A value of a dimension in words."""
    return context.say(by.values[value] if value < len(by.values) else BLANK)


def cells(values: Floats) -> list[Value]:
    """A column with NaN as empty cells."""
    return [None if value != value else value for value in values.tolist()]


def verdict(context: Context, code: int) -> str | None:
    return None if code < 0 else context.say(VERDICTS[code])


def incomplete(context: Context, table: SliceTable) -> Iterator[str]:
    """Says so where the workbook begins within the period before, so that the comparison is unfair."""
    found = context.once(state)
    known = np.concatenate([days[~np.isnat(days)] for days in (found.created, found.closed)])
    if not len(known):
        return
    first = known.min().astype(object)
    if table.before[0] < first <= table.before[1]:
        yield context.say(INCOMPLETE, before=spoken(context, table.before), first=spoken_day(first, context.language))


def rows(context: Context, table: SliceTable) -> tuple[list[Row], list[int]]:
    """The rows of the block and the depth of each."""
    if not table.whole.n[0] + table.whole.created[0] + table.whole_before.n[0]:
        return [], []
    found: list[Row] = []
    levels: list[int] = []
    for part in table.parts:
        title = context.say(part.by.title)
        found.append(
            [title, context.say(EACH_ONCE if part.by.deal is not None else ALL), *_whole(context, table, part)]
        )
        found += [[title, *row] for row in value_rows(context, part)]
        levels += [0, *[1] * len(part.shown)]
    return found, levels


def value_rows(context: Context, part: Sliced) -> Iterator[Row]:
    """A row a value: the columns of the block without ``dimension``."""
    judged, at = part.compared, part.shown
    columns: list[list[Value]] = [
        [named(context, part.by, value) for value in at.tolist()],
        part.now.n[at].tolist(),
        part.now.won[at].tolist(),
        *(cells(one) for one in (judged.rate, judged.low, judged.high, part.now.amount[at], part.now.mean[at])),
        [verdict(context, code) for code in judged.verdict.tolist()],
        cells(judged.difference),
        cells(judged.p_adjusted),
        part.now.created[at].tolist(),
        *beside(part.before, at),
    ]
    return (list(row) for row in zip(*columns, strict=True))


def findings(context: Context, table: SliceTable) -> Iterator[Row]:
    """What is proven; the surest first, ties in the order of the tables."""
    proven: list[tuple[float, Row]] = []
    for part in table.parts:
        judged = part.compared
        for i in np.flatnonzero(judged.proven).tolist():
            name, title = named(context, part.by, int(part.shown[i])), context.say(part.by.title)
            own, rest = float(judged.rate[i]), float(judged.rate[i] - judged.difference[i])
            row: Row = [title, name, verdict(context, int(judged.verdict[i])), int(judged.cause[i]), own, rest]
            proven.append((float(judged.p_adjusted[i]), row))
    for _, row in sorted(proven, key=lambda pair: pair[0]):
        yield [*row, spoken(context, table.span)]


def _whole(context: Context, table: SliceTable, part: Sliced) -> Row:
    """A dimension's own row, every deal once; its verdict sums up those of its values."""
    company, before = table.whole, table.whole_before
    n, won = int(company.n[0]), int(company.won[0])
    low, high = wilson(won, n)
    row: Row = [n, won, rate(won, n), low, high, cells(company.amount)[0], cells(company.mean)[0]]
    row += [_summed_up(context, part, float(np.nan_to_num(company.amount[0]))), None, None, int(company.created[0])]
    return row + [column[0] for column in beside(before, np.zeros(1, np.intp))]


def beside(before: Tally, at: Ints) -> tuple[list[Value], ...]:
    n, won = before.n[at].tolist(), before.won[at].tolist()
    return n, [rate(a, b) for a, b in zip(won, n, strict=True)], cells(before.amount[at])


def _summed_up(context: Context, part: Sliced, whole: float) -> str:
    """«лучше: Сайт; хуже: Звонки» or why not, and who brings the most money: what a closed group says."""
    codes = part.compared.verdict
    said = []
    for code, words in ((BETTER, BETTER_ARE), (WORSE, WORSE_ARE)):
        names = [named(context, part.by, value) for value in part.shown[codes == code].tolist()]
        if names:
            said.append(context.say(words, names=", ".join(names)))
    if not said and (codes >= FEW).any():
        said.append(context.say(UNPROVEN if (codes > FEW).any() else VERDICTS[FEW]))
    amount = np.nan_to_num(part.now.amount[part.shown])
    if whole:
        top = int(amount.argmax())
        share = percent(float(amount[top]) / whole, context.language)
        said.append(context.say(MOST_MONEY, value=named(context, part.by, int(part.shown[top])), share=share))
    return "; ".join(said)
