"""Small random workbooks, all reports at once: what REPORTS §0 promises holds for each of them."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.core.properties import checks
from tests.core.properties.books import Book, books

PHASES = (Phase.explicit, Phase.generate)
"""No shrinking: the seed and the size that a failure names are enough, and a run costs a good part of a second."""
QUICK = {"computes": 15, "missing_tabs": 10}


@pytest.mark.parametrize("check", [pytest.param(check, id=check.__name__) for check in checks.ALL])
def test_of_any_workbook(check) -> None:
    run(check, QUICK.get(check.__name__, 6))


@pytest.mark.long
@pytest.mark.parametrize("check", [pytest.param(check, id=check.__name__) for check in checks.ALL])
def test_of_many_workbooks(check) -> None:
    run(check, 150)


def run(check, examples: int) -> None:
    @given(books())
    @settings(max_examples=examples, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
    def holds(book: Book) -> None:
        check(book)

    holds()
