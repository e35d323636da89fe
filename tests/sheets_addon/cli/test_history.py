"""``planerka refresh --history``: the history beside the workbook, and reports that an error of ours stops."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from core.history import from_json
from core.reports import all_reports
from sheets_addon.exits import Exit
from tests.sheets_addon.cli.books import MINIMAL, write
from tests.sheets_addon.cli.conftest import Run

ASOF = ("--asof", "2026-03-31", "--json", "out.json")
DEALS = ["Клиент", "Менеджер", "Создана", "Сумма", "Этап", "ID сделки"]


def book(path: Path, stage: str = "Новая", amount: int = 100) -> Path:
    return write(path, {"Сделки": [DEALS, ["ООО Ромашка", "Анна", date(2026, 3, 2), amount, stage, "7"]]})


def kept(path: Path) -> Any:
    return from_json(json.loads(path.read_text("utf-8")))


def test_each_refresh_adds_what_changed_since_the_last(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "b.history.json"
    assert run("refresh", book(tmp_path / "b.xlsx"), *ASOF, "--history", file).exit_code == Exit.OK
    assert [change.column for change in kept(file).changes] == [""]
    first = file.read_bytes()
    assert run("refresh", "b.xlsx", *ASOF, "--history", file).exit_code == Exit.OK
    assert file.read_bytes() == first
    assert run("refresh", book(tmp_path / "b.xlsx", "КП", 150), *ASOF, "--history", file).exit_code == Exit.OK
    assert [(c.column, c.old, c.new) for c in kept(file).changes[1:]] == [
        ("amount", 100, 150),
        ("stage", "Новая", "КП"),
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.history.json", "b.xlsx", "out.json"]


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b'{"version": 9}', b"\xff\xfe\x00", b"[" * 100_000])
def test_a_damaged_history_is_a_sentence_and_is_left_as_it_is(run: Run, tmp_path: Path, damaged: bytes) -> None:
    file = tmp_path / "b.history.json"
    file.write_bytes(damaged)
    ended = run("refresh", book(tmp_path / "b.xlsx"), "--history", file)
    assert ended.exit_code == Exit.UNREADABLE
    assert str(file) in ended.stderr
    assert "новая история" in ended.stderr
    assert file.read_bytes() == damaged
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["b.xlsx"]


def test_a_history_that_cannot_be_written_or_read_is_a_sentence(run: Run, tmp_path: Path) -> None:
    ended = run("refresh", book(tmp_path / "b.xlsx"), *ASOF, "--history", tmp_path / "нет" / "h.json", language="en")
    assert ended.exit_code == Exit.BUSY
    assert "could not be written" in ended.stderr
    assert run("refresh", "b.xlsx", *ASOF, "--history", tmp_path).exit_code == Exit.UNREADABLE


def test_a_failed_reading_leaves_the_history_as_it_is(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "b.history.json"
    run("refresh", book(tmp_path / "b.xlsx"), *ASOF, "--history", file)
    first = file.read_bytes()
    (tmp_path / "b.xlsx").write_text("not a workbook")
    assert run("refresh", "b.xlsx", *ASOF, "--history", file).exit_code == Exit.UNREADABLE
    assert file.read_bytes() == first


def test_a_report_that_our_error_stops_leaves_the_others_and_an_honest_code(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_context: object) -> str:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr(all_reports()["day"], "mode", broken)
    write(tmp_path / "b.xlsx", MINIMAL)
    ended = run("refresh", "b.xlsx", "--asof", "2026-03-31", "--json", "out.json", "--out", "r.xlsx")
    assert ended.exit_code == Exit.PARTIAL
    assert "«День»" in ended.stderr
    assert "Traceback" not in ended.output
    log = tmp_path / "var" / "logs" / "planerka.log"
    assert "deep inside" in log.read_text("utf-8")
    tabs = load_workbook("r.xlsx")
    said = [row[0].value for row in tabs["День"].iter_rows() if row[0].value]
    assert "Этот отчёт не посчитан: ошибка у нас, остальные верны; подробности в журнале." in said
    assert sum("не посчитан" in str(value) for value in said) == 1
    assert "Деньги" in tabs.sheetnames
    blocks = json.loads(Path("out.json").read_text("utf-8"))["reports"]["day"]["blocks"]
    assert {block["unavailable"]["code"] for block in blocks.values()} == {"failed"}
