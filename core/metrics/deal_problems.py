"""What the `deals` and `stages` tabs say against themselves: every row named, none of them stops a figure."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Literal

import numpy as np
import pandas as pd

from core.checks import check
from core.context import Context
from core.i18n import T, fold
from core.intake.problems import hint
from core.intake.typed import Typed
from core.metrics.deals import DealState, places, state, typed_status
from core.metrics.stages import LOST, OPEN, Bools
from core.report import Problem

Severity = Literal["error", "warning"]

UNKNOWN = T(
    "Этапа «{value}» нет на вкладке «Этапы»: сделка считается на первом этапе.",
    "The Stages tab has no “{value}”: the deal counts at the first stage.",
)
IN_STAGES = T("Название этапа как на вкладке «Этапы»", "A stage's name as on the Stages tab")
IN_FUNNELS = T("Воронка, названная на вкладке «Этапы»", "A pipeline named on the Stages tab")
AGAINST = T(
    "Статус «{value}», а этап «{stage}» говорит другое: считаем по статусу.",
    "The status is “{value}” but the stage “{stage}” says otherwise: the status counts.",
)
AGREEING = T("Статус, который подходит к этапу", "A status that agrees with the stage")
REFUSED = T(
    "Этап «{stage}» — выигранный, а причина отказа заполнена: считаем сделку проигранной.",
    "The stage “{stage}” is a won one but a loss reason is filled: the deal counts as lost.",
)
NOT_REFUSED = T("Пустая причина, или этап, на котором отказали", "No reason, or the stage at which it was lost")
UNDATED = T(
    "Сделка закрыта, а когда — неизвестно: она не вошла ни в одну сумму по датам.",
    "The deal is closed but nobody knows when: it is in no figure by date.",
)
CLOSING = T("Дата закрытия или дата последнего этапа", "The closing date, or the date of the last stage")
REASONED = T(
    "Причина отказа заполнена, а по статусу сделка не проиграна: считаем по статусу.",
    "A loss reason is filled but the status is not lost: the status counts.",
)
NO_REASON = T("Пустая причина или статус «Проиграна»", "No reason, or the status “Lost”")
STILL_OPEN = T(
    "Дата закрытия есть, а сделка открыта: дата не считается.",
    "There is a closing date but the deal is open: the date does not count.",
)
NOT_CLOSED = T("Пустая дата или закрытый этап", "No date, or a closed stage")
NO_FUNNEL = T("Воронки «{value}» нет на вкладке «Этапы».", "The Stages tab has no pipeline “{value}”.")
NO_STAGE_DATE = T(
    "Столбец дат для этапа «{value}», которого нет на вкладке «Этапы»: не считается.",
    "A date column for “{value}”, which is no stage of the Stages tab: not counted.",
)
TWICE = T(
    "Этап «{value}» повторяется в своей воронке: считается первый по порядку.",
    "The stage “{value}” is repeated in its pipeline: the first in order counts.",
)
ONCE = T("Каждый этап один раз", "Each stage once")


@check
def deal_problems(context: Context) -> Iterator[Problem]:
    """Problems of the deals that exist on the report date, and of the stages they are read by."""
    if not context.tables["deals"].parts:
        return
    yield from _closing(context)
    if context.has("stages"):
        yield from _standing(context)
        yield from _columns(context)
        yield from _repeated(context)


def _closing(context: Context) -> Iterator[Problem]:
    """Closed without a date, dated without being closed, refused without being lost."""
    now, frame = context.once(state), context.tables["deals"].frame
    typed = typed_status(frame)[now.row]
    refused = (frame["loss_reason"].cat.codes.to_numpy() >= 0)[now.row]
    dated = ~np.isnat(frame["closed"].to_numpy())[now.row] & (frame["closed"].to_numpy()[now.row] <= now.asof)
    yield from _rows(
        context, now, ~now.open & np.isnat(now.closed), "closed", "closed_missing", "error", UNDATED, CLOSING
    )
    yield from _rows(context, now, now.open & dated, "closed", "closed_while_open", "warning", STILL_OPEN, NOT_CLOSED)
    yield from _rows(
        context,
        now,
        refused & (typed >= 0) & (typed != LOST),
        "loss_reason",
        "reason_while_not_lost",
        "warning",
        REASONED,
        NO_REASON,
    )


def _standing(context: Context) -> Iterator[Problem]:
    """A stage or a pipeline that the `stages` tab does not have; a status that its stage contradicts."""
    now, frame = context.once(state), context.tables["deals"].frame
    _, stage = (found[now.row] for found in places(frame, now.stages))
    named = (frame["stage"].cat.codes.to_numpy() >= 0)[now.row]
    kind = np.append(now.stages.kind, OPEN)[stage]
    status = typed_status(frame)[now.row]
    reasoned = (frame["loss_reason"].cat.codes.to_numpy() >= 0)[now.row]
    final = np.where((status < 0) & reasoned, LOST, status)
    against = (stage >= 0) & (final >= 0) & (final != kind) & ~((final == LOST) & (kind == OPEN))
    names, strange = now.stages.name, named & (stage < 0)
    yield from _rows(context, now, strange, "stage", "stage_unknown", "error", UNKNOWN, IN_STAGES, names)
    said = against & (status >= 0)
    yield from _rows(context, now, said, "status", "status_against_stage", "warning", AGAINST, AGREEING)
    yield from _rows(
        context, now, against & ~said, "loss_reason", "reason_against_stage", "warning", REFUSED, NOT_REFUSED
    )
    known = {fold(name) for name in now.stages.funnels}
    if known - {""}:
        foreign = np.array([*(fold(name) not in known for name in frame["pipeline"].cat.categories), False])
        unknown = foreign[frame["pipeline"].cat.codes.to_numpy()[now.row]]
        yield from _rows(context, now, unknown, "pipeline", "pipeline_unknown", "warning", NO_FUNNEL, IN_FUNNELS)


def _columns(context: Context) -> Iterator[Problem]:
    """A date column for something that is no stage."""
    deals, stages = context.tables["deals"], context.once(state).stages
    known = {name for _, name in stages.by_name}
    for column, name in deals.extras.items():
        if fold(name) not in known:
            for part in deals.parts:
                if column in part.letters:
                    cell = f"{part.letters[column]}{part.header_row}"
                    yield Problem(
                        part.tab,
                        part.header_row,
                        name,
                        cell,
                        "stage_column_unknown",
                        "warning",
                        name,
                        context.say(NO_STAGE_DATE, value=name),
                        context.say(IN_STAGES),
                    )


def _repeated(context: Context) -> Iterator[Problem]:
    """A stage named twice in one funnel."""
    table, stages = context.tables["stages"], context.once(state).stages
    filled = np.flatnonzero(table.frame["stage"].cat.codes.to_numpy() >= 0)
    for i in sorted(set(filled.tolist()) - set(stages.row.tolist())):
        ref, name = table.ref(i, "stage"), str(table.frame["stage"].iat[i])
        header = context.say(table.table.by_id["stage"].header)
        yield Problem(
            ref.tab,
            table_row(table, i),
            header,
            ref.cell,
            "stage_repeated",
            "error",
            name,
            context.say(TWICE, value=name),
            context.say(ONCE),
        )


def _rows(
    context: Context,
    now: DealState,
    where: Bools,
    column: str,
    code: str,
    severity: Severity,
    sentence: T,
    expected: T,
    known: Sequence[str] = (),
) -> Iterable[Problem]:
    """One problem a deal chosen by ``where``, at its cell of ``column``, with the look-alike among ``known``."""
    deals = context.tables["deals"]
    spec = deals.table.by_id[column]
    titles = {choice.id: context.say(choice.title) for choice in spec.choices}
    wanted, alike = context.say(expected), cache(lambda value: hint(value, list(known), context.language))
    for i in now.row[where].tolist():
        ref, raw = deals.ref(i, column), _cell(deals, i, column)
        value = titles.get(raw, raw)
        said = context.say(sentence, value=value, stage=_cell(deals, i, "stage")) + alike(value)
        row, manager = table_row(deals, i), _cell(deals, i, "manager")
        header = deals.header(i, column, context.language)
        yield Problem(ref.tab, row, header, ref.cell, code, severity, value, said, wanted, manager)


def table_row(table: Typed, i: int) -> int:
    """The sheet row of row ``i`` of the frame."""
    return int(table.frame["_row"].to_numpy()[i])


def _cell(table: Typed, i: int, column: str) -> str:
    """A cell as text, '' for blank; a date in ISO."""
    cell: Any = table.frame[column].iat[i]
    if pd.isna(cell):
        return ""
    return str(cell.date()) if isinstance(cell, pd.Timestamp) else str(cell)
