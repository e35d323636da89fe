"""How often an invoice's expected date was put off, as the history saw it."""

from collections import defaultdict
from datetime import date, datetime, time
from itertools import groupby

import numpy as np

from core.context import Context
from core.history import Change, Row
from core.metrics.money import Codes


def moves_of_invoices(context: Context, first: date, last: date) -> Codes | None:
    """Per row of the invoices tab, how often promised (else due) became later from ``first`` to ``last``.

    None where no history reaches back to ``first``. A date that is set for the first time is not moved.
    """
    begin, end = datetime.combine(first, time.min), datetime.combine(last, time.max)
    history = context.history
    keys = history.seen.get("invoices", ()) if history else ()
    if history is None or len(keys) != len(context.tables["invoices"]) or not history.knows("invoices", begin):
        return None
    rows = {key: i for i, key in enumerate(keys)}
    edits: defaultdict[str, list[Change]] = defaultdict(list)
    for change in history.changes:
        if change.table == "invoices" and change.column in ("promised", "due") and change.key in rows:
            edits[change.key].append(change)
    out = np.zeros(len(keys), np.int64)
    for key, changes in edits.items():
        out[rows[key]] = _put_off(history.rows["invoices"][key], changes, begin, end)
    return out


def _put_off(now: Row, changes: list[Change], begin: datetime, end: datetime) -> int:
    """How many readings found the date later than before; walks back from the row as it is ``now``."""
    row, n = dict(now), 0
    for at, together in groupby(reversed(changes), key=lambda change: change.at):
        after = _plan(row)
        for change in together:
            if isinstance(change.old, str):
                row[change.column] = change.old
            else:
                row.pop(change.column, None)
        before = _plan(row)
        n += begin <= at <= end and bool(before) and after > before
    return n


def _plan(row: Row) -> str:
    """The promised, else the due date, ISO; '' without one."""
    return str(row.get("promised") or row.get("due") or "")
