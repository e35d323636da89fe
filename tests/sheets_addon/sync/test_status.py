"""What is said of a workbook is true at every moment."""

import pytest

from core.errors import WorkbookReadOnly
from core.i18n import T
from sheets_addon.store import Store, workbooks
from sheets_addon.sync.status import status
from tests.sheets_addon.sync.conftest import Sync
from tests.sheets_addon.sync.fakes import Clock, Online
from tests.sheets_addon.sync.test_engine import raises

VIEW = WorkbookReadOnly(T("Дайте право «Редактор».", "Make it an editor."))


def lines(store: Store, id: int, clock: Clock, language: str = "ru") -> list[str]:
    return status(store, id, clock.now).lines(language)  # type: ignore[arg-type]


def test_before_the_first_run(store: Store, id: int, clock: Clock) -> None:
    assert lines(store, id, clock) == ["Отчётов ещё не было."]


def test_a_run_says_since_when_and_how_old_the_reports_are(
    sync: Sync, online: Online, store: Store, id: int, clock: Clock
) -> None:
    sync()
    clock.ahead(hours=2)
    seen: list[list[str]] = []
    online.meanwhile["read"] = lambda: seen.append(lines(store, id, clock))
    sync()
    assert seen == [["Обновляется с 10:50.", "Отчёты верны на 08:50 (2 часа назад)."]]
    assert lines(store, id, clock) == ["Отчёты верны на 10:50 (только что)."]


def test_a_failure_says_why_and_how_often_and_the_old_reports_their_age(
    sync: Sync, online: Online, store: Store, id: int, clock: Clock
) -> None:
    sync()
    for n in range(2):
        clock.ahead(days=1)
        online.type_in(1, 3, n)
        online.meanwhile["write"] = raises(VIEW)
        sync()
    clock.ahead(minutes=1)
    assert lines(store, id, clock) == [
        "Не удалось обновить в 08:50 (2-й раз подряд): Дайте право «Редактор».",
        "Отчёты верны на 31.03.2026 08:50 (2 дня назад).",
    ]
    assert lines(store, id, clock, "en") == [
        "The refresh at 08:50 failed (2 times in a row): Make it an editor.",
        "The reports are right as of 2026-03-31 08:50 (2 days ago).",
    ]
    sync()
    assert status(store, id, clock.now).state == "good"


def test_a_dead_worker_is_not_said_to_run(sync: Sync, online: Online, store: Store, id: int, clock: Clock) -> None:
    online.meanwhile["written"] = raises(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        sync()
    assert status(store, id, clock.now).state == "running", "as far as anybody can know before the lease ends"
    clock.ahead(minutes=5)
    assert lines(store, id, clock) == [
        "Обновление, начатое в 08:50, прервалось; его начнёт заново другой процесс.",
        "Отчётов ещё не было.",
    ]
    assert sync().word == "written"
    assert status(store, id, clock.now).state == "good"


def test_a_paused_workbook_says_so(store: Store, id: int, clock: Clock) -> None:
    with store.write() as session:
        workbooks.change(session, id, paused=True)
    assert lines(store, id, clock)[-1] == "Обновление по расписанию остановлено."
