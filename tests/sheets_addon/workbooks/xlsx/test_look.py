"""The report file in LibreOffice: it opens, its links lead where they should, nothing is cut to ###."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from core.report import Report
from sheets_addon.workbooks.xlsx.write import write_reports
from tests.render import convert, render
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.samples import result


def opened(report: Report) -> Report:
    """Without closed columns: LibreOffice prints their figures as ###, clipped to nothing."""
    blocks = [replace(b, columns=tuple(replace(c, detail=False) for c in b.columns)) for b in report.blocks]
    return replace(report, blocks=tuple(blocks))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("look")
    reports = (samples.finance(), samples.funnel(), samples.pipeline(), samples.long_list(30), samples.everything())
    write_reports(result(*map(opened, reports)), folder / "Продажи · отчёты.xlsx", folder / "Продажи 2026.xlsx")
    return folder


def test_each_tab_is_printed_and_no_number_is_too_wide(folder: Path) -> None:
    pages = render(folder / "Продажи · отчёты.xlsx", folder, dpi=40)
    assert len(pages) >= 5
    text = subprocess.run(
        ["pdftotext", "-layout", folder / "Продажи · отчёты.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "###" not in text
    assert "Константинопольская" in text
    assert "Деньги · страница 1 из" in text


def test_links_lead_to_the_very_cell_of_the_book_beside(folder: Path) -> None:
    drawn = convert(folder / "Продажи · отчёты.xlsx", folder, "fods").read_text("utf-8")
    targets = set(re.findall(r'xlink:href="([^"]+)"', drawn))
    assert "./Продажи%202026.xlsx#&apos;Сделки&apos;!C2" in targets
    assert "./Продажи%202026.xlsx#&apos;Лист%20&apos;&apos;А&apos;&apos;%20%231&apos;!B2" in targets
