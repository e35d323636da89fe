"""The managers' names that workbooks have, to choose from where a manager is let in."""

from functools import lru_cache

from core.i18n import fold
from sheets_addon.people.mentions import NOBODY, named
from sheets_addon.store import Store, snapshots, workbooks

MOST = 50
"""Workbooks that are looked into."""


def manager_names(store: Store) -> list[str]:
    """By the alphabet, each once, as the last results have them."""
    with store.read() as session:
        books = workbooks.all_workbooks(session)[:MOST]
        heads = [(book.id, head.run_id) for book in books if (head := snapshots.head(session, book.id))]
    found = {name for id, run_id in heads for name in _names(store, id, run_id)}
    return sorted(found, key=str.casefold)


@lru_cache(2 * MOST)
def _names(store: Store, workbook_id: int, run_id: int) -> frozenset[str]:
    """``run_id`` tells one result from another. A result of another version names nobody."""
    with store.read() as session:
        try:
            result = snapshots.load(session, workbook_id)
        except ValueError:
            return frozenset()
    return frozenset() if result is None else frozenset(name for name in named(result) if fold(name) not in NOBODY)
