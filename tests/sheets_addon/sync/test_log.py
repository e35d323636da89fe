"""What a run leaves in the log: its numbers on each line, one line at its end, and nothing of what the cells hold."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from core.reports import all_reports
from sheets_addon.store import Store, workbooks
from tests.sheets_addon.sync.rig import Rig, small
from tests.sheets_addon.test_logs import Lines, lines

__all__ = ["lines"]
MARK = "Меченый"


@pytest.fixture
def marked(connect: Callable[..., Rig]) -> Rig:
    """Each cell of people's, their tab's title and the spreadsheet's name hold the mark, or a phone, or an address."""
    sheets = small()
    sheets[0]["rows"] += [
        [f"{MARK} клиент", f"{MARK} менеджер", f"{MARK}", f"{MARK}@firm.ru", "+7 912 345-67-89", MARK]
    ]
    sheets[2]["title"] = f"{MARK} листок"
    return connect(sheets, title=f"{MARK} отдел")


def test_a_good_run_is_one_line_with_its_numbers(marked: Rig, lines: Lines) -> None:
    outcome = marked.sync()
    [line] = [one for one in lines() if one["event"] == "sync"]
    assert (line["workbook"], line["run"], line["outcome"]) == (marked.id, outcome.run_id, "written")
    assert line["requests"] == outcome.requests and line["problems"] == outcome.problems > 0
    assert line["seconds"] > 0 and line["reason"] == "schedule" and line["level"] == "info" and line["code"] is None
    assert "request" not in line


def test_a_report_that_an_error_of_ours_stopped_has_its_traceback(
    marked: Rig, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says no more than that the error is ours: whoever is to mend it has only the log."""
    spec = all_reports()["funnel"]

    def broken(_: object) -> None:
        raise ValueError(f"could not read '{MARK} клиент'")

    monkeypatch.setattr(spec, "blocks", [replace(spec.blocks[0], fill=broken, needs=()), *spec.blocks[1:]])
    outcome = marked.sync()
    failed, end = lines()
    assert (failed["event"], failed["report"], failed["level"]) == ("report_failed", "funnel", "error")
    assert failed["exception"][0]["exc_type"] == "ValueError"
    assert (failed["workbook"], failed["run"]) == (marked.id, outcome.run_id)
    assert MARK not in json.dumps(failed, ensure_ascii=False)
    assert (end["event"], end["outcome"]) == ("sync", "written")


def test_each_end_has_its_line(marked: Rig, store: Store, lines: Lines, monkeypatch: pytest.MonkeyPatch) -> None:
    marked.sync()
    marked.server.accounts.revoked.add(marked.key["client_email"])
    marked.sync("manual")
    marked.server.accounts.revoked.clear()

    def broken(*_: object, **__: object) -> None:
        raise ValueError(f"could not read '{MARK} клиент' +7 912 345-67-89 {MARK}@firm.ru")

    monkeypatch.setattr("sheets_addon.sync.engine.compute", broken)
    with pytest.raises(ValueError, match=MARK):
        marked.sync("manual")
    said = lines()
    ends = [(one["event"], one.get("outcome"), one.get("code"), one["level"]) for one in said]
    assert ends == [
        ("sync", "written", None, "info"),
        ("sync", "failed", "key", "warning"),
        ("sync_failed", None, None, "error"),
    ]
    assert [one["workbook"] for one in said] == [marked.id] * 3
    assert len({one["run"] for one in said}) == 3
    assert "could not read '***'" in json.dumps(said)
    with store.read() as session:
        assert workbooks.get(session, marked.id).title == f"{MARK} отдел"
    text = json.dumps(said, ensure_ascii=False)
    for secret in (MARK, "912", marked.key["private_key"][40:80], marked.key["client_email"], marked.book_id):
        assert secret not in text
