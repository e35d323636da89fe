"""Manager × step as rows, and as a matrix of rates."""

from collections.abc import Iterator

import numpy as np

from core.context import Context
from core.i18n import T
from core.metrics.deals import state
from core.metrics.manager_steps import Steps, funnels
from core.metrics.owners import label
from core.metrics.rates import rate
from core.report import Column, Row, Value
from core.reports._funnel_losses import named
from core.reports._slices_rows import cells, verdict
from core.reports.declare import Filled

COMPANY = T("Все вместе", "Everyone")
TO_WON = T("До выигрыша", "To the win")


def step_name(context: Context, funnel: int, step: int) -> str:
    """«КП → Договор», with the funnel before it where there are several."""
    found = context.once(state)
    names = found.stages.names_of(funnel)
    prefix = found.stages.funnels[funnel] if len(list(funnels(found))) > 1 else ""
    return named(prefix, f"{names[step - 1]} → {names[step]}")


def step_rows(context: Context, made: Steps, before: Steps | None = None) -> list[Row]:
    """A row a cell: the columns ``STEPS``, and with ``before`` those of ``BESIDE``."""
    judged = made.compared
    names = {key: step_name(context, *key) for key in _keys(made)}
    owners = {code: label(context, code) for code in np.unique(made.manager).tolist()}
    columns: list[list[Value]] = [
        [owners[code] for code in made.manager.tolist()],
        [names[key] for key in zip(made.funnel.tolist(), made.step.tolist(), strict=True)],
        judged.cause.astype(int).tolist(),
        judged.effect.astype(int).tolist(),
        *(cells(one) for one in (judged.rate, judged.difference, judged.low, judged.high, judged.p_adjusted)),
        [sure if tested else None for sure, tested in zip(judged.proven.tolist(), judged.tested.tolist(), strict=True)],
        [verdict(context, code) for code in judged.verdict.tolist()],
    ]
    rows = [list(row) for row in zip(*columns, strict=True)]
    if before is not None:
        for row, beside in zip(rows, _beside(made, before), strict=True):
            row += beside
    return rows


def matrix(context: Context, made: Steps) -> Filled:
    """A row a manager, a column a step; a rate only where there are ``min_n`` deals to judge by."""
    counts, won = made.reached, context.once(state).stages.first_won
    steps = [(f, j) for f, count in counts.items() for j in range(1, count.shape[1])]
    totals = [f for f, count in counts.items() if won[f] < count.shape[1]]
    created = np.add.reduce([count[:, 0] for count in counts.values()])
    columns = [
        Column("manager", T("Менеджер", "Manager")),
        Column("n", T("Сделок создано", "Deals created"), "count"),
        *(Column(f"step_{i}", T.same(step_name(context, *key)), "rate", heat=True) for i, key in enumerate(steps, 1)),
        *(Column(f"total_{i}", _to_won(context, f, len(totals)), "rate", heat=True) for i, f in enumerate(totals, 1)),
    ]
    pairs = [(f, j - 1, j) for f, j in steps] + [(f, 0, int(won[f])) for f in totals]

    def row(name: str, of: "int | slice") -> Row:
        figures: Row = [name, int(created[of].sum())]
        for f, begin, end in pairs:
            n, reached = (int(counts[f][of, at].sum()) for at in (begin, end))
            figures.append(rate(reached, n) if n >= context.settings.min_n else None)
        return figures

    rows = [row(label(context, code), code) for code in np.flatnonzero(created).tolist()]
    return Filled(rows, total=row(context.say(COMPANY), slice(None)) if rows else None, columns=columns)


def _to_won(context: Context, funnel: int, n: int) -> T:
    return T(*(named(context.once(state).stages.funnels[funnel], text) if n > 1 else text for text in TO_WON))


def _keys(made: Steps) -> set[tuple[int, int]]:
    return set(zip(made.funnel.tolist(), made.step.tolist(), strict=True))


def _beside(made: Steps, before: Steps) -> Iterator[list[Value]]:
    for f, code, step in zip(made.funnel.tolist(), made.manager.tolist(), made.step.tolist(), strict=True):
        n, reached = before.reached[f][code, step - 1 : step + 1].tolist()
        yield [n, rate(reached, n)]
