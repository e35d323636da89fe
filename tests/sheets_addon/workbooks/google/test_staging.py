"""Writes too big for one request: what goes by the hidden tab, and what a reader sees meanwhile."""

import pytest

from core.report import Result, Row
from sheets_addon.workbooks.google import plan as planning
from sheets_addon.workbooks.google import staging
from sheets_addon.workbooks.google.known import STAGING
from sheets_addon.workbooks.google.plan import plan
from sheets_addon.workbooks.google.structure import seen
from sheets_addon.workbooks.google.wire import encoded
from tests.sheets_addon.workbooks import samples
from tests.sheets_addon.workbooks.google.plans import PEOPLE, Spreadsheet, carry_out, state, texts
from tests.sheets_addon.workbooks.samples import result
from tests.sheets_api.book import resource

NAMES: list[Row] = [[f"К{i}", float(i)] for i in range(1_000)]


@pytest.fixture
def small_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "LIMIT", 60_000)
    monkeypatch.setattr(staging, "LIMIT", 60_000)


def heavy() -> Result:
    return result(samples.plain(rows=NAMES), samples.long_list(600), samples.finance())


@pytest.mark.usefixtures("small_requests")
def test_a_big_write_goes_by_a_hidden_tab_and_comes_into_sight_at_once() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain(), samples.finance()))
    made = plan(heavy(), there.known)
    assert len(made.staged) > 2
    before = state(there.book)
    for chunk in made.staged:
        carry_out(there.book, chunk)
        assert {title: tab for title, tab in state(there.book).items() if title in before} == before
        assert [tab.title for tab in there.book.tabs if not tab.properties.get("hidden")] == [*before]
    carry_out(there.book, made.requests)
    fresh = Spreadsheet()
    for chunk in [plan(heavy(), fresh.known)]:
        for part in [*chunk.staged, chunk.requests]:
            carry_out(fresh.book, part)
    assert state(there.book).keys() == {PEOPLE, "Простой", "Близко к оплате", "Деньги"}
    for title in ("Простой", "Деньги", "Близко к оплате"):
        assert state(there.book)[title] == state(fresh.book)[title]


@pytest.mark.usefixtures("small_requests")
def test_a_paste_goes_to_as_many_cells_as_it_comes_from() -> None:
    """Google fills a larger range with copies, and what it does with a smaller one is its own affair."""
    pastes = [one["copyPaste"] for one in plan(heavy(), Spreadsheet().known).requests if "copyPaste" in one]
    assert len(pastes) > 2
    for paste in pastes:
        assert size(paste["source"]) == size(paste["destination"])


def size(area: dict[str, int]) -> tuple[int, int]:
    return area["endRowIndex"] - area["startRowIndex"], area["endColumnIndex"] - area["startColumnIndex"]


def test_by_the_hidden_tab_or_not_the_tabs_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    direct = Spreadsheet()
    assert not direct.write(heavy()).staged
    monkeypatch.setattr(planning, "LIMIT", 60_000)
    monkeypatch.setattr(staging, "LIMIT", 60_000)
    by_way = Spreadsheet()
    assert by_way.write(heavy()).staged
    assert state(by_way.book) == state(direct.book)
    assert by_way.known == direct.known
    by_way.write(heavy(), force=frozenset({report.id for report in heavy().reports}))
    assert state(by_way.book) == state(direct.book)


def test_no_request_is_larger_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "LIMIT", 300_000)
    monkeypatch.setattr(staging, "LIMIT", 300_000)
    made = plan(heavy(), Spreadsheet().known)
    sizes = [len(encoded(chunk)) for chunk in [*made.staged, made.requests]]
    assert max(sizes) < 1.05 * 300_000
    assert 0.8 * sum(sizes) < made.bytes < 1.25 * sum(sizes)


@pytest.mark.usefixtures("small_requests")
def test_a_hidden_tab_that_a_broken_write_left_is_taken_away() -> None:
    there = Spreadsheet()
    there.write(result(samples.plain()))
    carry_out(there.book, plan(heavy(), there.known).staged[0])
    there.known = seen(resource(there.book, "we"), there.known)
    assert STAGING in there.known.owned
    again = Spreadsheet(there.book.copy(), there.known)
    again.write(heavy())
    there.write(result(samples.plain()))
    for book in (there.book, again.book):
        assert not [tab for tab in book.tabs if tab.properties.get("hidden")]
    assert STAGING not in there.known.owned
    assert STAGING not in again.known.owned


@pytest.mark.usefixtures("small_requests")
def test_without_room_for_a_hidden_tab_the_write_is_one_large_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "MAX_CELLS", 5_000)
    there = Spreadsheet()
    assert not there.write(heavy()).staged
    assert "К999" in texts(there.tab("Простой"))
