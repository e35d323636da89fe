"""The same call gives the same answer in every face: numbers to 1e-9, and the same error.

A face joins with an entry of :data:`core.renderings.HOSTS`, a function in :mod:`tests.parity.faces` and a fixture.
"""

import os
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from core.registry import all_functions
from core.renderings import ERRORS, HOSTS
from tests.parity.calls import Call, declared, failing, generated
from tests.parity.faces import Failure, Outcome, wanted

FIXTURES = {host: "addin" if host == "office" else host for host in HOSTS}
SEED = int(os.environ.get("PARITY_SEED", "20260331"))


def usual() -> list[Call]:
    return [*declared(), *failing(), *generated(5, SEED)]


def test_the_calls_are_worth_comparing() -> None:
    """Every function, every error, and mostly values: the reference is core itself."""
    calls = usual()
    outcomes = [wanted(call, HOSTS["rest"], "titles") for call in calls]
    answered = {call.name for call, one in zip(calls, outcomes, strict=True) if not isinstance(one, Failure)}
    codes = [one.code for one in outcomes if isinstance(one, Failure)]
    assert answered == set(all_functions()) and set(codes) == set(ERRORS)
    assert len(codes) < len(calls) / 2
    assert any(isinstance(cell, date) for call in calls for cell in call.cells())


@pytest.mark.parametrize("host", HOSTS)
def test_examples_and_generated_ranges(host: str, request: pytest.FixtureRequest) -> None:
    compare(host, usual(), request)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("host", HOSTS)
def test_many_more_ranges(host: str, seed: int, request: pytest.FixtureRequest) -> None:
    compare(host, generated(20, SEED + seed), request)


def compare(host: str, calls: Sequence[Call], request: pytest.FixtureRequest) -> None:
    if host == "calc":
        calls = [call for call in calls if reaches_calc(call)]
    expected = [wanted(call, HOSTS[host], "ids" if host == "cli" else "titles") for call in calls]
    face = request.getfixturevalue(FIXTURES[host])
    shapes = [(1, 1) if isinstance(one, Failure) else (len(one), len(one[0])) for one in expected]
    got = face(calls, shapes) if host == "calc" else face(calls)
    differ = [
        f"{call.name}{call.args}\n  core: {one}\n  {host}: {other}"
        for call, one, other in zip(calls, expected, got, strict=True)
        if not same(one, other)
    ]
    assert not differ, f"{len(differ)} of {len(calls)}:\n" + "\n".join(differ[:10])


def reaches_calc(call: Call) -> bool:
    """What Calc itself does not hand over to an add-in: an error within a range (the cell shows Err:504), TRUE (1 comes
    instead), and one empty cell (0 comes instead, so that no 0 can be told from it). The guide says so."""
    alone = [cell for cell in call.args if not isinstance(cell, list)]
    return not any(isinstance(cell, bool) or str(cell).startswith("#") for cell in call.cells()) and not any(
        cell in {0, ""} for cell in alone
    )


def same(wanted: Outcome, got: Outcome) -> bool:
    if isinstance(wanted, Failure) or isinstance(got, Failure):
        return isinstance(wanted, Failure) and isinstance(got, Failure) and _same_failure(wanted, got)
    return len(wanted) == len(got) and all(
        len(row) == len(other) and all(map(_same_cell, row, other)) for row, other in zip(wanted, got, strict=True)
    )


def _same_failure(wanted: Failure, got: Failure) -> bool:
    if wanted.code != got.code or (wanted.sentence is None) != (got.sentence is None):
        return False
    said = " ".join((got.sentence or "").split()).removesuffix("…")
    return " ".join((wanted.sentence or "").split()).startswith(said)


def _same_cell(wanted: Any, got: Any) -> bool:
    if isinstance(wanted, bool) or isinstance(got, bool) or not isinstance(wanted, (int, float)):
        return type(wanted) is type(got) and bool(wanted == got)
    return isinstance(got, (int, float)) and got == pytest.approx(wanted, rel=1e-9, abs=1e-9)
