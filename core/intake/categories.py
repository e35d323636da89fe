"""Categoricals of names: sorted, merged and joined by code, so that a million rows cost what their names cost."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from core.intake.column import MANY, Column

Codes = npt.NDArray[Any]


def categorical(codes: Codes, names: Sequence[str], *, used_only: bool = False) -> Column:
    """Codes (−1 is blank) into ``names``, which are distinct; the categories come out sorted."""
    if used_only and len(names):
        used = np.zeros(len(names) + 1, bool)
        used[codes] = True
        if not used[:-1].all():
            kept = np.flatnonzero(used[:-1])
            into = np.full(len(names) + 1, -1, np.int32)
            into[kept] = np.arange(len(kept))
            codes, names = into[codes], [names[i] for i in kept.tolist()]
    sorted_names: Any
    if len(names) < MANY:
        order = np.array(sorted(range(len(names)), key=names.__getitem__), np.intp)
        sorted_names = [names[i] for i in order.tolist()]
    else:
        texts = pa.array(names, pa.large_string())
        order = pc.sort_indices(texts).to_numpy().astype(np.intp)
        sorted_names = texts.take(pa.array(order))
    if (order[1:] < order[:-1]).any():
        place = np.full(len(names) + 1, -1, np.int32)
        place[order] = np.arange(len(names), dtype=np.int32)
        codes = place[codes]
    return Column(codes, sorted_names)


def union(pieces: Sequence[tuple[Codes, Sequence[str]]]) -> tuple[Codes, list[str]]:
    """Several columns of codes one under the other, over the names of all."""
    if len(pieces) == 1:
        return pieces[0][0], list(pieces[0][1])
    at: dict[str, int] = {}
    codes = []
    for piece, names in pieces:
        into = np.array([at.setdefault(name, len(at)) for name in names] + [-1], np.int32)
        codes.append(into[piece])
    return (np.concatenate(codes) if codes else np.empty(0, np.int32)), list(at)


def names_of(column: "pd.Series[Any] | Column") -> list[str]:
    if isinstance(column, Column):
        return column.names
    names: list[str] = column.array.categories.to_numpy(object).tolist()
    return names


def codes_of(column: "pd.Series[Any] | Column") -> Codes:
    codes: Codes = column.codes if isinstance(column, Column) else column.array.codes
    return codes


def renamed(column: "pd.Series[Any] | Column", names: Sequence[str]) -> Column:
    """The column with its categories renamed; those that become equal are one."""
    at: dict[str, int] = {}
    into = np.array([at.setdefault(name, len(at)) for name in names] + [-1], np.int32)
    return categorical(into[codes_of(column)], list(at))


def looked_up(keys: "pd.Series[Any]", table: dict[str, str]) -> tuple[Codes, list[str]]:
    """For each row the name that its key stands for in ``table``; −1 where it stands for none."""
    at: dict[str, int] = {}
    into = np.array(
        [at.setdefault(found, len(at)) if (found := table.get(key)) is not None else -1 for key in names_of(keys)]
        + [-1],
        np.int32,
    )
    return into[codes_of(keys)], list(at)


def filled(column: "pd.Series[Any]", others: Sequence[tuple[Codes, list[str]]]) -> "pd.Series[Any] | Column":
    """The column, its blank rows taken from the first of ``others`` that has a name there."""
    codes = codes_of(column)
    if not (codes < 0).any() or not others:
        return column
    stacked, names = union([(codes, names_of(column)), *others])
    layers = stacked.reshape(len(others) + 1, len(codes))
    out = layers[0].copy()
    for layer in layers[1:]:
        out = np.where(out < 0, layer, out)
    return categorical(out, names, used_only=True)
