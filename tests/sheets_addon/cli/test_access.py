"""planerka users and planerka keys, as a person types them."""

import json
import os
import pty
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets_addon.exits import Exit
from sheets_addon.people.signing import sign_in
from sheets_addon.settings import Settings
from sheets_addon.store import Store, api_keys, audit, open_store, people, workbooks
from tests.sheets_addon.cli.conftest import Run

ROOT = Path(__file__).parents[3]
PASSWORD = "верный пароль 7"
LINE = f"{PASSWORD}\n".encode()
SECRET = "s" * 40


@pytest.fixture
def store(tmp_path: Path, run: Run):  # type: ignore[no-untyped-def]
    store = open_store(Settings(home=tmp_path / "var").store_url)
    yield store
    store.close()


def done(store: Store) -> list[tuple[str, str]]:
    with store.read() as session:
        return [(entry.what, entry.subject) for entry in reversed(audit.read(session))]


def test_the_first_admin_can_sign_in(run: Run, store: Store) -> None:
    assert "planerka users add" in run("users", "list").stdout
    ended = run("users", "add", " Head@Firm.ru ", "--role", "admin", input=LINE)
    assert (ended.exit_code, ended.stdout) == (Exit.OK, "head@firm.ru может входить, роль admin.\n")
    assert sign_in(store, "head@firm.ru", PASSWORD, datetime.now(UTC))
    assert PASSWORD not in ended.output
    assert done(store)[0] == ("person_added", "head@firm.ru")


def test_list_remove_and_password(run: Run, store: Store) -> None:
    run("users", "add", "head@firm.ru", "--role", "admin", input=LINE)
    ended = run("users", "add", "anna@firm.ru", "--role", "manager", "--manager", "Анна Белова", "--no-password")
    assert ended.exit_code == Exit.OK, ended.output
    assert run("users", "list").stdout.splitlines() == [
        "anna@firm.ru  manager  Анна Белова  без пароля",
        "head@firm.ru  admin",
    ]
    [anna, _] = json.loads(run("users", "list", "--json").stdout)
    assert (anna["manager"], anna["has_password"], anna["active"]) == ("Анна Белова", False, True)
    assert run("users", "password", "Anna@firm.ru", input="совсем другой 8\n".encode()).exit_code == Exit.OK
    assert sign_in(store, "anna@firm.ru", "совсем другой 8", datetime.now(UTC))
    assert "can sign in no more" in run("users", "remove", "anna@firm.ru", language="en").stdout
    with store.read() as session:
        assert [person.login for person in people.everyone(session)] == ["head@firm.ru"]
    assert [what for what, _ in done(store)] == [
        "person_added",
        "person_added",
        "password_changed",
        "signed_in",
        "person_removed",
    ]


@pytest.mark.parametrize(
    ("typed", "input", "said"),
    [
        (("add", "head@firm.ru", "--role", "head"), LINE, "занят"),
        (("add", "a b", "--role", "head"), LINE, "без пробелов"),
        (("add", "x", "--role", "head"), b"short\n", "от 12"),
        (("add", "x", "--role", "manager"), LINE, "имя менеджера"),
        (("add", "x", "--role", "boss"), LINE, "--role"),
        (("add", "x"), LINE, "--role"),
        (("remove", "nobody"), b"", "planerka users list"),
        (("password", "nobody"), LINE, "planerka users list"),
        (("remove", "head@firm.ru"), b"", "последний администратор"),
    ],
)
def test_what_does_not_fit_is_one_sentence(run: Run, typed: tuple[str, ...], input: bytes, said: str) -> None:
    run("users", "add", "head@firm.ru", "--role", "admin", input=LINE)
    run("users", "add", "other@firm.ru", "--role", "head", "--no-password")
    ended = run("users", *typed, input=input)
    assert ended.exit_code == Exit.USAGE
    assert said in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_at_a_terminal_the_password_is_asked_twice_and_not_shown(tmp_path: Path) -> None:
    for second, code in (("correct horse 7", Exit.OK), ("correct horse 8", Exit.USAGE)):
        ours, theirs = pty.openpty()
        environ = os.environ | {"PLANERKA_HOME": str(tmp_path / str(code)), "PLANERKA_LANGUAGE": "en"}
        command = "from sheets_addon.cli import main; main()"
        process = subprocess.Popen(
            [sys.executable, "-c", command, "users", "add", "head@firm.ru", "--role", "admin"],
            cwd=ROOT,
            env=environ,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        shown = until(ours, b"Password")
        os.write(ours, b"correct horse 7\n")
        shown += until(ours, b"Once more")
        os.write(ours, f"{second}\n".encode())
        shown += until(ours, b"sign in" if code == Exit.OK else b"differ")
        assert process.wait(60) == code
        os.close(ours)
        assert b"correct horse" not in shown


def until(terminal: int, words: bytes) -> bytes:
    shown = b""
    while words not in shown:
        shown += os.read(terminal, 1000)
    return shown


def test_a_key_is_shown_once_and_opens_what_it_is_for(run: Run, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANERKA_SECRET_KEY", SECRET)
    now = datetime.now(UTC)
    with store.write() as session:
        book = workbooks.add(
            session, "1AbcdefghijklmnopqrstuvWxyz", title="Отдел", language="ru", time_zone="UTC", now=now
        )
    assert "planerka keys add" in run("keys", "list").stdout
    ended = run("keys", "add", "Сценарий", "--workbook", book.id)
    assert ended.exit_code == Exit.OK, ended.output
    token = ended.stdout.strip()
    assert "больше мы его не покажем" in ended.stderr
    with store.read() as session:
        key = api_keys.find(session, api_keys.signing(SECRET), token)
    assert key and key.workbooks == {book.id} and not key.functions
    shown = run("keys", "list").stdout
    assert shown == f"{key.prefix}  «Сценарий»  таблицы {book.id}  ещё не использовался\n"
    assert token not in shown + run("keys", "list", "--json").stdout
    assert run("keys", "revoke", key.prefix, language="en").stdout == f"The key {key.prefix} “Сценарий” is revoked.\n"
    assert run("keys", "list").stdout.strip().endswith("отозван")
    assert done(store) == [("key_added", key.prefix), ("key_revoked", key.prefix)]


def test_keys_of_everything_and_of_functions(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANERKA_SECRET_KEY", SECRET)
    assert run("keys", "add", "Excel", "--functions").exit_code == Exit.OK
    assert run("keys", "add", "BI", "--all-workbooks", "--functions").exit_code == Exit.OK
    one, two = json.loads(run("keys", "list", "--json").stdout)
    assert (one["functions"], one["workbooks"], two["functions"], two["workbooks"]) == (True, [], True, None)
    assert "every spreadsheet" in run("keys", "list", language="en").stdout


def test_keys_that_do_not_fit(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = run("keys", "add", "Excel", "--functions")
    assert (ended.exit_code, "PLANERKA_SECRET_KEY" in ended.stderr) == (Exit.STORE, True)
    monkeypatch.setenv("PLANERKA_SECRET_KEY", SECRET)
    ended = run("keys", "add", "Excel")
    assert (ended.exit_code, "--functions" in ended.stderr) == (Exit.USAGE, True)
    assert run("keys", "add", "Excel", "--workbook", "7").exit_code == Exit.UNREADABLE
    ended = run("keys", "revoke", "plk_0")
    assert (ended.exit_code, "planerka keys list" in ended.stderr) == (Exit.USAGE, True)


@pytest.mark.parametrize("group", ["users", "keys"])
def test_alone_they_show_what_there_is(run: Run, group: str) -> None:
    for language in ("ru", "en"):
        shown = run(group, language=language).stdout
        assert "list" in shown and "add" in shown
        for command in ("add", "list"):
            shown = run(group, command, "--help", language=language).stdout
            assert language == "ru" or not any("а" <= c <= "я" for c in shown.casefold())


def test_a_key_for_one_workbook_and_for_all_is_not_made(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANERKA_SECRET_KEY", "s" * 32)
    ended = run("keys", "add", "Excel", "--workbook", "1", "--all-workbooks")
    assert ended.exit_code == Exit.USAGE
    assert "оставьте одно" in ended.stderr
    assert "Ключей нет" in run("keys", "list").stdout
