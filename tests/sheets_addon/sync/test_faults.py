"""Every case of the fault matrix; docs/fault-matrix.md says what each leaves."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.sheets_addon.sync.faults import PAGE, Case, cases, kept, page
from tests.sheets_addon.sync.striking import Strike, bench


@pytest.fixture(scope="module")
def strike() -> Iterator[Strike]:
    with bench() as strike:
        yield strike


def _marked(case: Case) -> Any:
    """Lasting faults of all but a read and a write are for the long run: the answers are the same, the tries more."""
    is_long = case.times == "lasting" and case.request not in ("read", "write")
    return pytest.param(case, id=case.id, marks=[pytest.mark.long] if is_long else [])


@pytest.mark.parametrize("case", list(map(_marked, cases())))
def test_a_fault(strike: Strike, case: Case) -> None:
    assert strike(case) == kept()[case.id], "write the page anew: python -m tests.sheets_addon.sync.faults"


def test_the_page_is_nothing_but_the_cases() -> None:
    assert PAGE.read_text("utf-8") == page({case.id: kept()[case.id] for case in cases()})
