"""Tables linked once: whose payment it is, and a key for each row that has none."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.intake.categories import categorical, codes_of, filled, looked_up, names_of
from core.intake.typed import Typed
from core.intake.vocabulary import canonical


def link(tables: Mapping[str, Typed]) -> dict[str, Typed]:
    """The tables with words in their dictionaries' spelling and blanks filled, each from the others given only."""
    return filled_from_each_other(canonical(tables))


def filled_from_each_other(tables: Mapping[str, Typed]) -> dict[str, Typed]:
    """Blanks that another table knows.

    An invoice's manager is its deal's, else its client's; a payment's client is its invoice's, its manager the
    invoice's, else its client's deals' where one manager has them all, else the clients tab's. A blank key is made of
    the row's content. Ids match exactly as text.
    """
    out = dict(tables)
    if (deals := out.get("deals")) is not None:
        out["deals"] = keyed(deals)
    by_deal, by_client = _map(out, "deals", "deal_id"), _client_managers(out)
    _fill(out, "invoices", "manager", [("deal_id", by_deal), ("client", by_client)])
    _fill(out, "payments", "client", [("invoice_id", _map(out, "invoices", "invoice_id", "client"))])
    invoice = _map(out, "invoices", "invoice_id")
    _fill(out, "payments", "manager", [("invoice_id", invoice), ("client", by_client)])
    return out


def _fill(out: dict[str, Typed], id: str, column: str, sources: list[tuple[str, dict[str, str]]]) -> None:
    """Fill a column's blanks from maps of other columns' names, the first source that knows a name."""
    typed = out.get(id)
    if typed is None or not len(typed):
        return
    given = [looked_up(typed.frame[key], names) for key, names in sources if names]
    if not given:
        return
    column_now = typed.frame[column]
    new = filled(column_now, given)
    if new is not column_now:
        present = typed.present | {column} if bool((codes_of(new) >= 0).any()) else typed.present
        out[id] = replace(typed, frame=typed.frame.assign(**{column: new.array}), present=present)


def _map(tables: Mapping[str, Typed], id: str, key: str, value: str = "manager") -> dict[str, str]:
    """key → value of a table, where all rows of the key that have a value agree on it: nothing is guessed."""
    typed = tables.get(id)
    if typed is None or not len(typed):
        return {}
    keys, values = codes_of(typed.frame[key]), codes_of(typed.frame[value]).astype(np.int32)
    both = (keys >= 0) & (values >= 0)
    one = np.full(len(typed.frame[key].cat.categories), -1, np.int32)
    one[keys[both]] = values[both]
    differs = one[keys[both]] != values[both]
    one[keys[both][differs]] = -1
    spelled, names = names_of(typed.frame[key]), names_of(typed.frame[value])
    return {spelled[i]: names[one[i]] for i in np.flatnonzero(one >= 0).tolist()}


def _client_managers(tables: Mapping[str, Typed]) -> dict[str, str]:
    """A client's manager: that of all their deals, else that of the clients tab."""
    return _map(tables, "clients", "client") | _map(tables, "deals", "client")


def keyed(typed: Typed) -> Typed:
    """A key made of the content for each row without one; equal rows get ``#2``, ``#3``, so order does not matter."""
    key = typed.table.key
    if key is None or not len(typed):
        return typed
    codes = codes_of(typed.frame[key])
    blank = np.flatnonzero(codes < 0)
    if not len(blank):
        return typed
    seen: defaultdict[int, int] = defaultdict(int)
    made = []
    for value in _content(typed)[blank].tolist():
        seen[value] += 1
        made.append(f"~{value:016x}" + (f"#{seen[value]}" if seen[value] > 1 else ""))
    known = names_of(typed.frame[key])
    full = codes.astype(np.int32).copy()
    full[blank] = np.arange(len(known), len(known) + len(made))
    return replace(typed, frame=typed.frame.assign(**{key: categorical(full, [*known, *made]).array}))


def _content(typed: Typed) -> npt.NDArray[np.uint64]:
    """A hash of each row's filled cells: neither the order of columns nor a blank column changes it."""
    out = np.zeros(len(typed), np.uint64)
    for name in typed.present - {typed.table.key}:
        column = typed.frame[name]
        seed = np.uint64(int.from_bytes(blake2b(name.encode(), digest_size=8).digest()))
        if isinstance(column.dtype, pd.CategoricalDtype):
            names = column.cat.categories.to_numpy(object)
            values = np.append(pd.util.hash_array(names, categorize=False), np.uint64(0))[codes_of(column)]
            filled_rows = codes_of(column) >= 0
        else:
            plain: Any = column.to_numpy()
            filled_rows = ~np.isnan(plain)
            values = (plain if plain.dtype.kind == "M" else plain + 0.0).view(np.uint64)
        if filled_rows.any():
            out += np.where(filled_rows, _mixed(values ^ seed), np.uint64(0))
    return out


def _mixed(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The finalizer of SplitMix64 (Steele, Lea, Flood 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
