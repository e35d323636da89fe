"""The button over a filled workbook: the tabs appear, the reports are core's, trouble is said in a window."""

from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

import templates
from core.refresh import compute
from core.workbook import Cells, Sheet, drawn
from excel_udfs import errors
from excel_udfs.live import button
from sheets_addon.workbooks import open_xlsx
from tests.contract.live import Live
from tests.excel_udfs.live.fake import com_error

NOW = datetime(2026, 3, 31, 14, 5)


@pytest.fixture(scope="module")
def filled() -> Any:
    return open_xlsx(templates.path("ru", True)).read(lambda title: True)


def test_reports_of_the_open_workbook(filled: Any) -> None:
    subject = Live(filled, Path())
    made = button.press_in(subject.book, NOW)
    assert made is not None and subject.app.alerts == []
    expected = drawn(compute(filled, NOW.date(), "14", NOW))
    assert len(expected) > 15
    assert [one.title for one in subject.drawn()] == [report.title for report in expected]
    for one, report in zip(subject.drawn(), expected, strict=True):
        for block in report.blocks:
            assert not block.rows or {block.title} <= one.texts()
    assert subject.app.status_bar == "Планёрка: отчёты обновлены, 14:05"
    assert button.press_in(subject.book, NOW) is not None
    assert sum(one.charts for one in subject.drawn()) == sum(len(sheet.charts) for sheet in subject.ours)


def test_trouble_is_said_in_a_window(filled: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    subject = Live(filled, Path())
    with patch("excel_udfs.live.book.draw", side_effect=com_error(-2146777998)):
        assert button.press_in(subject.book, NOW) is None
    assert "Excel занят" in subject.app.alerts[0]
    errors.log.cache_clear()
    with patch("excel_udfs.live.book.draw", side_effect=ZeroDivisionError):
        assert button.press_in(subject.book, NOW) is None
    assert "ошибка Планёрки" in subject.app.alerts[1]
    errors.log().handlers.pop().close()
    errors.log.cache_clear()
    assert not subject.ours


def test_a_workbook_of_something_else_gets_no_tabs() -> None:
    subject = Live(Cells([Sheet("Бюджет семьи", [["Еда", 100.0]])]), Path())
    before = subject.people()
    assert button.press_in(subject.book, NOW) is None
    assert "нет вкладок для отчётов" in subject.app.alerts[0]
    assert not subject.ours and subject.people() == before


@pytest.mark.parametrize(
    ("hour", "slot"),
    [(0, "morning"), (10, "morning"), (11, "11"), (15, "14"), (17, "16"), (18, "evening"), (23, "evening")],
)
def test_the_meeting_of_the_hour(hour: int, slot: str) -> None:
    with patch.object(button, "refresh", side_effect=ValueError) as refresh, patch.object(button, "unexpected"):
        button.press_in(Live(Cells([Sheet("Сделки", [])]), Path()).book, datetime(2026, 3, 31, hour))
    assert refresh.call_args.args[2] == slot
