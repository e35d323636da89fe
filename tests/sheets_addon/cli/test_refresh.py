import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

import templates
from core.reports import all_reports
from sheets_addon.exits import Exit
from tests.sheets_addon.cli.books import EMPTY, FOREIGN, MINIMAL, write
from tests.sheets_addon.cli.conftest import Run

ASOF = ("--asof", "2026-03-31")


def test_a_refresh_writes_the_reports_beside_and_says_so(run: Run, tmp_path: Path) -> None:
    book = write(tmp_path / "книга.xlsx", MINIMAL)
    before = book.read_bytes()
    ended = run("refresh", book, *ASOF)
    assert ended.exit_code == Exit.OK, ended.output
    report = tmp_path / "книга · отчёты.xlsx"
    assert "День" in load_workbook(report).sheetnames
    assert "Отчёты на 31.03.2026" in ended.stdout
    assert str(report) in ended.stdout
    assert "Счета!E3" in ended.stdout
    assert "1 ошибка" in ended.stdout
    assert book.read_bytes() == before


def test_json_is_all_that_stdout_holds(run: Run, tmp_path: Path) -> None:
    book = write(tmp_path / "книга.xlsx", MINIMAL)
    ended = run("refresh", book, *ASOF, "--json", "-")
    assert ended.exit_code == Exit.OK
    assert ended.stderr == ""
    made = json.loads(ended.stdout_bytes.decode("utf-8"))
    assert made["asof"] == "2026-03-31"
    assert made["language"] == "ru"
    assert list(made["reports"]) == list(all_reports())
    assert made["problems"][0]["cell"] == "E3"
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["книга.xlsx"]  # nobody asked for the workbook


def test_figures_of_the_json_are_those_of_the_cells(run: Run, tmp_path: Path) -> None:
    book = write(tmp_path / "книга.xlsx", MINIMAL)
    made = json.loads(run("refresh", book, *ASOF, "--json", "-").stdout_bytes)
    block = made["reports"]["day"]["blocks"]["managers"]
    total = dict(zip(block["columns"], block["total"], strict=True))
    assert total["received"] == 300
    assert total["planned_7d"] == 700


def test_json_into_a_file_and_the_workbook_where_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    book = write(tmp_path / "книга.xlsx", MINIMAL)
    ended = run("refresh", book, *ASOF, "--json", "a.json", "--out", "b.xlsx")
    assert ended.exit_code == Exit.OK, ended.output
    assert json.loads(Path("a.json").read_text("utf-8"))["asof"] == "2026-03-31"
    assert Path("b.xlsx").exists()
    assert "b.xlsx" in ended.stdout


@pytest.mark.parametrize("tabs", [MINIMAL, EMPTY, {"Счета": EMPTY["Счета"]}])
def test_any_workbook_of_the_schema_gives_json(run: Run, tmp_path: Path, tabs: dict[str, list[list[object]]]) -> None:
    ended = run("refresh", write(tmp_path / "b.xlsx", tabs), *ASOF, "--json", "-")
    assert ended.exit_code == Exit.OK, ended.output
    assert json.loads(ended.stdout_bytes)["reports"]


def test_without_a_known_tab_it_says_so_and_every_block_is_unavailable(run: Run, tmp_path: Path) -> None:
    book = write(tmp_path / "b.xlsx", FOREIGN)
    ended = run("refresh", book, *ASOF, "--json", "-")
    assert ended.exit_code == Exit.NOTHING
    assert "ни одной знакомой вкладки" in ended.stderr
    reports = json.loads(ended.stdout_bytes)["reports"]
    blocks = [block for id, r in reports.items() if id != "definitions" for block in r["blocks"].values()]
    assert blocks
    assert all(block["unavailable"]["message"] for block in blocks if not block["rows"])
    plain = run("refresh", book, *ASOF)
    assert plain.exit_code == Exit.NOTHING
    assert [p.name for p in tmp_path.glob("*.xlsx")] == ["b.xlsx"]


def test_a_missing_file_and_one_that_is_no_workbook(run: Run, tmp_path: Path) -> None:
    missing = run("refresh", "нет.xlsx")
    assert missing.exit_code == Exit.UNREADABLE
    assert "нет.xlsx" in missing.stderr
    assert missing.stdout == ""
    (tmp_path / "x.xlsx").write_text("text")
    other = run("refresh", "x.xlsx", language="en")
    assert other.exit_code == Exit.UNREADABLE
    assert "not an Excel workbook" in other.stderr


def test_a_report_file_that_is_open_elsewhere(run: Run, tmp_path: Path) -> None:
    book = write(tmp_path / "b.xlsx", MINIMAL)
    assert run("refresh", book, *ASOF, "--out", "r.xlsx").exit_code == Exit.OK
    Path("~$r.xlsx").write_bytes(b"lock")
    ended = run("refresh", book, *ASOF, "--out", "r.xlsx")
    assert ended.exit_code == Exit.BUSY
    assert "r.xlsx" in ended.stderr


def test_without_a_date_it_is_today_in_the_workbook_s_zone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import UTC, datetime

    from sheets_addon import work

    late = datetime(2026, 3, 31, 22, 30, tzinfo=UTC)
    refresh = work.refresh
    monkeypatch.setattr(work, "refresh", lambda order, **more: refresh(order, clock=lambda: late, **more))
    for zone, day in (("Europe/Moscow", "2026-04-01"), ("UTC", "2026-03-31")):
        tabs = MINIMAL | {"Настройки": [["Параметр", "Значение"], ["time_zone", zone]]}
        made = json.loads(run("refresh", write(tmp_path / "b.xlsx", tabs), "--json", "-").stdout_bytes)
        assert made["asof"] == day


def test_settings_of_the_command_line(run: Run, tmp_path: Path) -> None:
    book = write(tmp_path / "b.xlsx", MINIMAL)
    given = ("--from", "01.03.2026", "--to", "2026-03-15", "--set", "abc_a=0,6", "--set", "abc_b=0,95", "--slot", "11")
    ended = run("refresh", book, *ASOF, *given, "--language", "en", "--json", "-")
    assert ended.exit_code == Exit.OK, ended.output
    made = json.loads(ended.stdout_bytes)
    assert made["language"] == "en"
    assert made["meta"]["slot"] == "11"
    assert made["reports"]["day"]["title"] == "Day"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--set", "abc_a=lots"], "abc_a"),
        (["--set", "abc=1"], "abc"),
        (["--set", "abc_a"], "параметр=значение"),
        (["--asof", "31.02.2026"], "31.02.2026"),
        (["--asof", "tomorrow"], "2026-03-31"),
        (["--slot", "noon"], "morning"),
        (["--from", "2026-03-31", "--to", "2026-03-01"], "2026-03-31"),
        (["--nothing"], "--help"),
        (["second.xlsx"], "second.xlsx"),
    ],
)
def test_a_wrong_command_is_one_sentence(run: Run, tmp_path: Path, options: list[str], said: str) -> None:
    book = write(tmp_path / "b.xlsx", MINIMAL)
    ended = run("refresh", book, *options)
    assert ended.exit_code == Exit.USAGE
    assert said in ended.stderr
    assert ended.stdout == ""
    assert len(ended.stderr.strip().splitlines()) == 1
    assert any("а" <= c <= "я" for c in ended.stderr)


def test_an_internal_error_is_a_sentence_with_the_traceback_in_the_log(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sheets_addon import work

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr(work, "refresh", broken)
    ended = run("refresh", "b.xlsx")
    assert ended.exit_code == Exit.INTERNAL
    assert "Traceback" not in ended.output
    assert "deep inside" not in ended.output
    log = tmp_path / "var" / "logs" / "planerka.log"
    assert str(log) in ended.stderr
    assert "deep inside" in log.read_text("utf-8")


def test_reports_are_not_written_under_a_name_that_excel_would_not_open(run: Run, tmp_path: Path) -> None:
    ended = run("refresh", templates.path("ru", True), "--out", "отчёты.csv")
    assert ended.exit_code == Exit.USAGE
    assert ".xlsx" in ended.stderr
    assert not (tmp_path / "отчёты.csv").exists()


@pytest.mark.parametrize(("to", "why"), [("gone/x.json", "нет такого файла или папки"), ("here", "это папка")])
def test_a_json_that_cannot_be_written_is_a_sentence(run: Run, tmp_path: Path, to: str, why: str) -> None:
    (tmp_path / "here").mkdir()
    ended = run("refresh", templates.path("ru", False), "--json", to)
    assert ended.exit_code == Exit.UNREADABLE, ended.output
    assert why in ended.stderr
    assert list(tmp_path.glob("*.tmp")) == []
