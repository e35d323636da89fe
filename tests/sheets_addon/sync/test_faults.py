"""Every case of the fault matrix; docs/fault-matrix.md says what each leaves."""

from collections.abc import Iterator

import pytest

from tests.sheets_addon.sync.faults import PAGE, Case, cases, kept, page
from tests.sheets_addon.sync.striking import Strike, bench


@pytest.fixture(scope="module")
def strike() -> Iterator[Strike]:
    with bench() as strike:
        yield strike


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.id)
def test_a_fault(strike: Strike, case: Case) -> None:
    assert strike(case) == kept()[case.id], "write the page anew: python -m tests.sheets_addon.sync.faults"


def test_the_page_is_nothing_but_the_cases() -> None:
    assert PAGE.read_text("utf-8") == page({case.id: kept()[case.id] for case in cases()})
