"""Several service accounts: who connects what, whose key a sync takes; and addresses of spreadsheets."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.errors import KeyRefused, PlanerkaError, WorkbookNotShared, WorkbookReadOnly
from core.i18n import T
from core.workbook import Cells, Sheet
from sheets_addon.store import Store, workbooks
from sheets_addon.store.errors import NoSecretKey, UnknownWorkbook
from sheets_addon.store.workbooks import Workbook
from sheets_addon.sync import connect, keys
from tests.sheets_addon.jobs.conftest import Bench

NOW = datetime(2026, 3, 31, 6, 0, tzinfo=UTC)
ID = "1AbC-dEf_GhIjKlMnOpQrStUvWxYz0123456789ABCDE"
BOOK = Workbook(1, ID, "Отдел", "ru", "Europe/Moscow")
A, B = "a@one.iam.gserviceaccount.com", "b@one.iam.gserviceaccount.com"


def info(address: str) -> dict[str, Any]:
    return {"client_email": address, "private_key": "secret", "token_uri": "https://oauth2.googleapis.com/token"}


@pytest.fixture
def store(bench: Bench) -> Store:
    return bench.store


@pytest.mark.parametrize(
    "given",
    [
        ID,
        f"  {ID}\n",
        f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid=0",
        f"https://docs.google.com/spreadsheets/d/{ID}",
        f"docs.google.com/spreadsheets/d/{ID}/edit?usp=sharing",
        f"https://docs.google.com/spreadsheets/u/1/d/{ID}/htmlview",
        f"https://docs.google.com/a/example.org/spreadsheets/d/{ID}/edit",
        f"https://drive.google.com/open?id={ID}",
        f"https://spreadsheets.google.com/ccc?key={ID}",
    ],
)
def test_every_form_of_an_address(given: str) -> None:
    assert connect.spreadsheet_id(given) == ID


@pytest.mark.parametrize(
    "given",
    [
        "",
        "17",
        f"https://evil.example/spreadsheets/d/{ID}",
        f"https://docs.google.com.evil.example/spreadsheets/d/{ID}",
        f"https://docs.google.com/document/d/{ID}",
        f"https://docs.google.com/spreadsheets/d/{ID}%2F..%2F",
        "https://[",
        "x" * 5000 + "!",
    ],
)
def test_what_is_no_address(given: str) -> None:
    with pytest.raises(connect.NoAddress) as refused:
        connect.spreadsheet_id(given)
    assert len(refused.value.message("ru")) < 300


def test_a_workbook_is_named_by_number_address_or_id(bench: Bench, store: Store) -> None:
    with store.write() as session:
        made = workbooks.add(session, ID, title="Отдел", language="ru", time_zone="Europe/Moscow", now=NOW)
    for given in (str(made.id), ID, f"https://docs.google.com/spreadsheets/d/{ID}/edit"):
        assert connect.resolved(store, given).id == made.id
    for given in ("99", "1" * 44):
        with pytest.raises(UnknownWorkbook):
            connect.resolved(store, given)


def reader(outcome: PlanerkaError | None = None) -> Callable[[], tuple[str, Cells]]:
    def read() -> tuple[str, Cells]:
        if outcome is not None:
            raise outcome
        rows = [["Клиент", "Создана", "Сумма"], ["Ромашка", 46100, "?"]]
        settings = [["Параметр", "Значение"], ["meetings", "10:00;15:00"], ["time_zone", "Asia/Omsk"]]
        return "Книга", Cells([Sheet("Сделки", rows), Sheet("Настройки", settings)], "ru_RU", "Europe/Moscow")

    return read


NOT_SHARED = WorkbookNotShared(T("Нет.", "No."))
READ_ONLY = WorkbookReadOnly(T("Только смотреть.", "View only."))


def test_the_first_account_that_may_edit_connects() -> None:
    address, checked = connect.reach({A: reader(NOT_SHARED), B: reader()})
    assert (address, checked.title, checked.language, checked.time_zone) == (B, "Книга", "ru", "Asia/Omsk")
    tabs = {tab.table: tab for tab in checked.tabs}
    assert tabs["deals"].titles == ("Сделки",) and tabs["deals"].rows == 1
    assert any("Менеджер" in lack for lack in tabs["deals"].lacks)
    assert tabs["payments"].titles == () and tabs["payments"].lacks == ()
    assert checked.problems >= 1
    assert checked.rules["meetings"] == ["10:00", "15:00"]


def test_where_none_may_it_says_what_would_help_most() -> None:
    with pytest.raises(WorkbookReadOnly):
        connect.reach({A: reader(NOT_SHARED), B: reader(READ_ONLY)})
    with pytest.raises(WorkbookNotShared) as refused:
        connect.reach({A: reader(NOT_SHARED), B: reader(NOT_SHARED)})
    assert f"{A}, {B}" in refused.value.message("ru")


def test_workbooks_are_spread_over_the_accounts(store: Store) -> None:
    _, checked = connect.reach({A: reader()})
    for n in range(4):
        account = connect.by_use(store, [A, B])[0]
        connect.kept(store, f"sheet-{n}", account, checked, NOW)
    with store.read() as session:
        assert [book.account for book in workbooks.all_workbooks(session)] == [A, B, A, B]


def test_connecting_again_wakes_what_rested_and_asks_for_one_run(store: Store) -> None:
    _, checked = connect.reach({A: reader()})
    book, is_new = connect.kept(store, ID, A, checked, NOW, by="head")
    assert is_new and book.wanted_reason == "connect" and book.added_by == "head"
    connect.disconnect(store, book.id, purge=False)
    again, is_new = connect.kept(store, ID, B, checked, NOW)
    assert not is_new and again.id == book.id and again.account == B and not again.paused
    connect.disconnect(store, book.id, purge=True)
    with store.read() as session:
        assert workbooks.all_workbooks(session) == []


def test_keys_come_from_files_and_from_the_store(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(info(A)))
    assert keys.keep(store, "k" * 40, info(B), NOW) == B
    assert list(keys.accounts(store, tmp_path / "a.json", "k" * 40)) == [A, B]
    assert list(keys.accounts(store, tmp_path, "k" * 40)) == [A, B]
    assert list(keys.accounts(store, None, "k" * 40)) == [B]
    with pytest.raises(NoSecretKey):
        keys.accounts(store, None, None)


@pytest.mark.parametrize("text", ["", "[]", "{", json.dumps({"client_email": A})])
def test_a_file_that_is_no_key(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(KeyRefused, match="no key of a Google service account"):
        keys.read_key(tmp_path / "x.json")


def test_whose_key_a_sync_takes() -> None:
    known = {A: info(A), B: info(B)}
    key_of = keys.chooser(lambda: known, lambda addresses: sorted(addresses, reverse=True))
    own = Workbook(1, ID, "Отдел", "ru", "Europe/Moscow", account=A)
    assert key_of(own)["client_email"] == A
    assert key_of(BOOK)["client_email"] == B, "any may: the one with the least to do"
    del known[A]
    with pytest.raises(KeyRefused, match="is gone"):
        key_of(own)
    known.clear()
    with pytest.raises(KeyRefused, match="no Google key"):
        key_of(BOOK)
