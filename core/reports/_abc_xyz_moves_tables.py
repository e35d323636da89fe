"""Rows of the report «Перемещения ABC-XYZ»: who moved, and what became of a group of clients."""

import numpy as np
import pandas as pd

from core.context import Context
from core.i18n import T
from core.metrics.client_groups import client_managers
from core.metrics.days import number
from core.metrics.lines import Lines
from core.metrics.moves import GONE, SAME, WORSE, Moves, Tally
from core.metrics.owners import label, manager_names
from core.metrics.segments import ABC_NAMES, XYZ_NAMES, Codes
from core.report import Column, Row
from core.reports._abc_xyz_moves_words import CALL_BACK, NEW, VERDICTS, WAS_GONE

TALLY = (
    Column("then", T("Клиентов было", "Clients before"), "count", adds=True),
    Column("now", T("Стало", "Clients now"), "count", adds=True),
    Column("up", T("Выше по объёму", "Up by value"), "count", heat=True),
    Column("down", T("Ниже по объёму", "Down by value"), "count", heat=True),
    Column("regular", T("Регулярнее", "More regular"), "count", heat=True),
    Column("irregular", T("Менее регулярно", "Less regular"), "count", heat=True),
    Column("new", T("Новые", "New"), "count", heat=True),
    Column("gone", T("Ушли", "Gone"), "count", heat=True),
    Column("amount_then", T("Объём был", "Value before"), "money"),
    Column("amount_now", T("Объём стал", "Value now"), "money"),
    Column("change", T("Изменение", "Change"), "money"),
    Column("a_then", T("В группе A было", "In group A before"), "count", detail=True),
    Column("a_kept", T("Из них остались в A", "Of these still in A"), "count", detail=True),
)


def tally_rows(found: Tally) -> list[Row]:
    """The figures of :data:`TALLY`, a row a group of clients."""
    counts = (found.then, found.now, found.up, found.down, found.regular, found.irregular, found.new, found.gone)
    sums = (found.amount_then, found.amount_now, np.round(found.amount_now - found.amount_then, 6))
    columns = (column.tolist() for column in (*counts, *sums, found.a_then, found.a_kept))
    return [list(row) for row in zip(*columns, strict=True)]


def mover_rows(found: Moves, context: Context, texts: dict[str, str]) -> list[Row]:
    """The worse ones first, each part by the change of value; ties by client."""
    verdict, change = found.verdict, found.change
    at = np.flatnonzero(verdict != SAME)
    at = at[np.lexsort((at, change[at], ~np.isin(verdict[at], WORSE)))]
    owners = context.once(client_managers)
    nobody = label(context, len(context.once(manager_names)))
    said = [context.say(word) for word in VERDICTS]
    columns = [
        *(_groups(*pair, at, context.say(word)) for pair, word in _sides(found)),
        verdict[at].tolist(),
        found.then.amount[at].tolist(),
        found.now.amount[at].tolist(),
        change[at].tolist(),
        found.then.xyz.days[at].tolist(),
        found.now.xyz.days[at].tolist(),
    ]
    lost = context.say(CALL_BACK)
    return [
        [
            found.now.clients[i], was, now, said[what], before, after, moved, owners[i] or nobody,
            lost if what == GONE else texts[now], days_then, days_now,
        ]
        for i, was, now, what, before, after, moved, days_then, days_now in zip(at.tolist(), *columns, strict=True)
    ]  # fmt: skip


def _sides(found: Moves) -> list[tuple[tuple[Codes, Codes], T]]:
    (a, b), (x, y) = found.abc, found.xyz
    return [((a, x), NEW), ((b, y), WAS_GONE)]


def _groups(abc: Codes, xyz: Codes, at: Codes, absent: str) -> list[str]:
    """The group's name of each client, or that they are not there."""
    names = np.array([a + x for a in (*ABC_NAMES, "") for x in (*XYZ_NAMES, "")], object)
    names[15] = absent
    out: list[str] = names[abc[at].astype(np.int64) * 4 + xyz[at]].tolist()
    return out


def bought_in(found: Moves, sold: Lines) -> tuple[Codes, Codes]:
    """The distinct (client, product) pairs sold in either window; clients as in ``found``."""
    inside = np.zeros(len(sold), bool)
    for look in (found.then, found.now):
        inside |= (sold.day >= number(look.first)) & (sold.day <= number(look.last))
    place = np.append(pd.Index(found.now.clients).get_indexer(pd.Index(sold.clients)), -1)
    client, product = place[sold.client], sold.product
    there = np.append(found.then.there | found.now.there, False)[client]
    at = np.flatnonzero(inside & (product >= 0) & there)
    pair = np.unique(client[at] * np.int64(len(sold.products)) + product[at])
    return pair // max(len(sold.products), 1), pair % max(len(sold.products), 1)
