"""Many workbooks, two workers, Google's quota enforced: no request is refused, and little of the quota is left."""

from pathlib import Path

import pytest

from sheets_addon.store.budget import Limits
from tests.sheets_addon.sync.apart import server_apart
from tests.sheets_addon.sync.load import Figures, connect_all, run


def loaded(folder: Path, accounts: int, books: int, syncs: int, limits: Limits) -> Figures:
    url = f"sqlite:///{folder / 'store.sqlite3'}"
    with server_apart(accounts) as server:
        connect_all(server, url, books)
        assert run(server, url, folder, workers=2, syncs=books, limits=None).words == {"written": books}
        return run(server, url, folder, workers=2, syncs=syncs, limits=limits)


def test_a_small_load(tmp_path: Path) -> None:
    figures = loaded(tmp_path, 2, 20, 20, Limits(account=4, project=7, minute=4.0))
    assert figures.words == {"written": 20}
    assert figures.refused == 0, "a request was refused with 429"


@pytest.mark.long
@pytest.mark.parametrize(
    ("accounts", "syncs", "minute"), [(1, 600, 60.0), (5, 900, 240.0)], ids=["one account", "five accounts"]
)
def test_three_hundred_workbooks(tmp_path: Path, accounts: int, syncs: int, minute: float) -> None:
    """The quota minute of five accounts is lengthened: three hundred syncs a minute are more than two cores can do.

    Where the cores cannot even do that, what is measured is the cores: lengthen it further.
    """
    figures = loaded(tmp_path, accounts, 300, syncs, Limits(minute=minute))
    print(f"\n{accounts} account(s), quota minute {minute:g} s: {figures}")
    assert figures.words == {"written": syncs}
    assert figures.refused == 0, "a request was refused with 429"
    assert figures.rate >= 0.9 * 60 * accounts
