"""Links out of a report file: where each leads."""

from pathlib import Path

import pytest

from core.report import Ref
from sheets_addon.workbooks.xlsx.links import MAX_LINKS, Links, book_address


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Книга.xlsx", "Книга.xlsx"),
        ("Продажи 2026.xlsx", "Продажи%202026.xlsx"),
        ("100% #1 [a].xlsx", "100%25%20%231%20%5Ba%5D.xlsx"),
    ],
)
def test_the_book_is_linked_by_its_bare_name(tmp_path: Path, name: str, address: str) -> None:
    assert book_address(tmp_path / name, tmp_path / "итог.xlsx") == address


def test_the_book_in_another_folder_is_linked_by_a_relative_path(tmp_path: Path) -> None:
    assert book_address(tmp_path / "a" / "Книга.xlsx", tmp_path / "b" / "итог.xlsx") == "../a/Книга.xlsx"


def links(book: str = "Книга.xlsx") -> Links:
    return Links(book, {"Деньги": "Деньги"}, frozenset({"Прогноз"}))


def test_a_link_to_a_person_s_cell() -> None:
    url = links().to(Ref("Сделки О'Нила #1", "C17", "сделка"))
    assert url is not None
    assert (url._link, url._anchor, url.text) == ("Книга.xlsx", "'Сделки О''Нила #1'!C17", "сделка")


def test_a_link_to_a_report_of_ours_stays_in_the_file() -> None:
    url = links().to(Ref("Деньги", "A1", ""))
    assert url is not None
    assert (url._anchor, url.text) == ("'Деньги'!A1", "A1")


def test_no_link_without_a_book_or_to_a_report_that_is_not_drawn() -> None:
    assert links("").to(Ref("Сделки", "A1")) is None
    assert links().to(Ref("Прогноз", "A1")) is None


def test_beyond_excel_s_limit_there_are_no_links() -> None:
    made = links()
    made.made = MAX_LINKS - 1
    assert made.to(Ref("Сделки", "A1")) is not None
    assert made.to(Ref("Сделки", "A2")) is None
    assert made.left_out == 1
