"""An error of ours in one report: it says so, and every other report stands."""

from dataclasses import replace
from datetime import date, datetime

import pytest

import core.checks
from core.refresh import compute
from core.reports import all_reports
from core.reports.build import FAILED
from core.workbook import drawn
from sheets_addon.workbooks.as_json import as_json
from tests.core.test_refresh import figures, filled, made

WHEN = (date(2026, 3, 31), "evening", datetime(2026, 3, 31, 18))


def broken(_context):
    raise ZeroDivisionError("deep inside")


def spoil(monkeypatch: pytest.MonkeyPatch, id: str) -> None:
    """Let the last block of a report raise."""
    spec = all_reports()[id]
    monkeypatch.setattr(spec, "blocks", [*spec.blocks[:-1], replace(spec.blocks[-1], fill=broken, needs=())])


@pytest.mark.parametrize("id", ["funnel", "day", "summary", "data_quality", "definitions"])
def test_the_other_reports_stand(monkeypatch: pytest.MonkeyPatch, id: str) -> None:
    right = figures(made(filled()))
    spoil(monkeypatch, id)
    result = made(filled())
    assert [(failure.where, str(failure.error)) for failure in result.failures] == [(id, "deep inside")]
    assert [r.id for r in result.reports] == list(all_reports())
    report = result.report(id)
    assert report.failure == FAILED.ru
    assert report in drawn(result)
    assert all(block.rows == [] and block.unavailable for block in report.blocks)
    assert as_json(result)["reports"][id]["blocks"]
    left = figures(result)
    changed = {name.partition(".")[0] for name in right if left[name] != right[name]}
    assert changed <= {id, "definitions"}  # which quote the modes of the others


def test_a_mode_that_cannot_be_said_is_a_failure_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(all_reports()["funnel"], "mode", broken)
    assert made(filled("en")).report("funnel").failure == FAILED.en


def test_a_broken_check_stops_neither_the_others_nor_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    before = made(filled())
    monkeypatch.setattr(core.checks, "all_checks", lambda: (core.checks.Check(broken), *CHECKS))
    result = compute(filled(), *WHEN)
    assert [failure.where for failure in result.failures] == ["broken"]
    assert result.problems == before.problems
    assert figures(result) == figures(before)


CHECKS = core.checks.all_checks()
