"""Ten open deals to read by eye: whose, where, and what to look at."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.context import Context
from core.i18n import T, plural
from core.intake.typed import Typed
from core.metrics.deals import DealState, days, state
from core.metrics.discipline import FIELDS, filled
from core.metrics.owners import Codes, label, manager_names
from core.report import Row
from core.reports._links import refs, words

SIZE = 10

BLANK = T("не заполнено: {columns}", "not filled: {columns}")
LATE = T("шаг просрочен на {n} {days}", "the step is {n} {days} late")
NO_COMMENT = T("нет комментария", "no comment")
READ = T("понятно ли из комментария, что дальше", "does the comment tell what comes next")
CHECK = T("сверьте с перепиской и звонками", "compare with the letters and calls")


def sample_rows(context: Context) -> list[Row]:
    """Link, manager, client, stage, amount, what to look at, next step, its date, comment."""
    deals, now = context.tables["deals"], context.once(state)
    owner = context.once(manager_names).codes(deals.frame["manager"])[now.row]
    at = chosen(deals, now, owner, str(context.asof))
    rows = now.row[at]
    stages = [
        now.stages.name[stage] if stage >= 0 else typed
        for stage, typed in zip(now.stage[at].tolist(), words(deals, "stage", rows), strict=True)
    ]
    columns: tuple[Any, ...] = (
        refs(deals, rows, "client"),
        [label(context, code) for code in owner[at].tolist()],
        _none(words(deals, "client", rows)),
        _none(stages),
        [None if np.isnan(amount) else amount for amount in now.amount[at].tolist()],
        _looks(context, deals, rows),
        _none(words(deals, "next_step", rows)),
        days(deals.frame["next_step_date"])[rows].tolist(),
        _none(words(deals, "comment", rows)),
    )
    return [list(row) for row in zip(*columns, strict=True)]


def chosen(deals: Typed, now: DealState, owner: Codes, seed: str, size: int = SIZE) -> npt.NDArray[np.intp]:
    """The deals to read, by manager and client: those of each manager in turn, in an order that the seed shuffles."""
    open_ = np.flatnonzero(now.open)
    rows, owner = now.row[open_], owner[open_]
    codes = {id: deals.frame[id].cat.codes.to_numpy()[rows] for id in ("deal_id", "client", "stage")}
    key = np.where(codes["deal_id"] >= 0, *(_hashed(deals, id, seed)[codes[id]] for id in ("deal_id", "client")))
    created, amount = now.created[open_].astype(np.int64), now.amount[open_]
    ties = (codes["stage"], amount, created, codes["client"], key)
    order = np.lexsort((*ties, owner))
    begins = np.searchsorted(owner[order], owner[order])
    turn = np.empty(len(order), np.int64)
    turn[order] = np.arange(len(order)) - begins
    first = np.lexsort((*ties, turn))[:size]
    return open_[first[np.lexsort((key[first], codes["client"][first], owner[first]))]]


def _hashed(deals: Typed, column: str, seed: str) -> npt.NDArray[np.uint64]:
    """Each word of a text column as a number that the seed decides; blank, the last, is 0."""
    spelled = deals.frame[column].cat.categories.to_numpy(object)
    return np.append(pd.util.hash_array(spelled, hash_key=f"{seed:>16}"[:16], categorize=False), np.uint64(0))


def _looks(context: Context, deals: Typed, rows: npt.NDArray[np.intp]) -> list[str]:
    """What of each deal catches the eye."""
    asked = [id for id in FIELDS if id in deals.present]
    titles = [context.say(deals.table.by_id[id].header) for id in asked]
    there = np.array([filled(deals.frame[id])[rows] for id in asked]).T.tolist()
    asof = np.datetime64(context.asof, "D")
    steps = days(deals.frame["next_step_date"])[rows]
    late = np.where(np.isnat(steps), 0, (asof - steps).astype(np.int64)).tolist()
    told = filled(deals.frame["comment"])[rows].tolist()
    said = []
    for n, cells, comment in zip(late, there, told, strict=True):
        blank = [title for title, cell in zip(titles, cells, strict=True) if not cell]
        parts = [context.say(BLANK, columns=", ".join(blank))] if blank else []
        if n > 0:
            noun = T(plural(n, "день", "дня", "дней"), "day" if n == 1 else "days")
            parts.append(context.say(LATE, n=n, days=noun))
        if comment or "comment" in deals.present:
            parts.append(context.say(READ if comment else NO_COMMENT))
        said.append("; ".join(parts or [context.say(CHECK)]))
    return said


def _none(texts: list[str]) -> list[str | None]:
    return [text or None for text in texts]
