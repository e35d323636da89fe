"""The steps of a sync and their order, over a spreadsheet in memory."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from core.errors import ServiceDown, WorkbookReadOnly
from core.i18n import T
from sheets_addon.store import Store, history, leases, problems, runs, snapshots, workbooks
from sheets_addon.sync import telling
from sheets_addon.sync.engine import DEADLINE
from tests.sheets_addon.sync.conftest import Sync
from tests.sheets_addon.sync.fakes import Clock, Online

FIRST = ["look", "read", "computing", "before write", "write", "written"]


def latest(store: Store, id: int) -> runs.Run:
    with store.read() as session:
        return runs.latest(session, id)[0]


def raises(error: Exception) -> Callable[[], None]:
    def fail() -> None:
        raise error

    return fail


def test_a_first_sync_writes_and_keeps_everything(sync: Sync, online: Online, store: Store, id: int) -> None:
    outcome = sync()
    assert (outcome.word, online.steps) == ("written", FIRST)
    assert outcome.requests == {"look": 1, "read": 1, "write": 1}
    assert online.shown is not None
    with store.read() as session:
        run = runs.latest(session, id)[0]
        assert (run.status, run.slot, str(run.asof)) == ("ok", "morning", "2026-03-31")
        assert run.requests == outcome.requests
        kept = snapshots.load(session, id)
        assert kept is not None and kept.reports == online.shown.reports
        assert sorted(problems.load(session, id)) == sorted(online.shown.problems)
        assert history.load(session, id).rows == online.shown.history.rows  # type: ignore[union-attr]
        assert (lease := leases.holder(session, id)) and lease.owner == ""
        book = workbooks.get(session, id)
    assert (book.title, book.time_zone, book.failures) == ("Книга", "Europe/Moscow", 0)


def test_a_run_counts_its_problems(sync: Sync, online: Online, store: Store, id: int) -> None:
    online.type_in(1, 3, "много")
    assert sync().problems == 1
    assert latest(store, id).counts == {"error": 1, "warning": 0, "info": 0}


def test_the_workbook_is_called_as_its_file(sync: Sync, store: Store, id: int) -> None:
    with store.write() as session:
        workbooks.change(session, id, title="Как её звали")
    sync()
    with store.read() as session:
        assert workbooks.get(session, id).title == "Книга"


def test_the_stamp_names_the_run_and_its_fence(sync: Sync, online: Online, store: Store, id: int) -> None:
    sync()
    run = latest(store, id)
    assert online.receipt == f"{run.id}.{run.fence}"


def test_after_a_write_one_run_only_reads_and_then_runs_only_look(
    sync: Sync, online: Online, store: Store, id: int
) -> None:
    assert [sync().word for _ in range(4)] == ["written", "same", "looked", "looked"]
    assert latest(store, id).requests == {"look": 1}
    assert online.steps == [*FIRST, "look", "read", "computing", "look", "look"]
    online.type_in(1, 3, 5000)
    assert [sync().word for _ in range(3)] == ["written", "same", "looked"]


def test_another_meeting_or_day_reads_again(sync: Sync, clock: Clock) -> None:
    for _ in range(3):
        sync()
    clock.ahead(hours=2)
    assert sync().word != "looked"
    sync()
    assert sync().word == "looked"
    clock.ahead(hours=22)
    assert sync().word != "looked"


def test_a_person_who_asks_gets_a_reading(sync: Sync) -> None:
    for _ in range(3):
        sync()
    assert sync("manual").word == "same"


def test_reports_are_forced_only_where_they_were_typed_over(sync: Sync, online: Online) -> None:
    sync()
    online.type_in(1, 3, 7)
    sync()
    online.typed_over = True
    online.type_in(1, 3, 8)
    sync()
    assert online.forced == [True, False, True]


def test_the_structure_is_looked_at_once_a_day_by_hand_and_after_a_failure(
    sync: Sync, online: Online, clock: Clock
) -> None:
    def reads(reason: str = "schedule") -> str:
        online.type_in(1, 3, len(online.steps))
        sync(reason)
        return online.anew[-1]

    assert [reads(), reads(), reads("manual"), reads()] == ["day", "", "manual", ""]
    online.meanwhile["computing"] = raises(ServiceDown(T("нет ответа", "no answer")))
    assert [reads(), reads(), reads()] == ["", "failed", ""]
    clock.ahead(days=1)
    assert [reads(), reads()] == ["day", ""]


def test_while_one_runs_another_asks_for_one_more(sync: Sync, online: Online, store: Store, id: int) -> None:
    words: list[str] = []
    online.meanwhile["read"] = lambda: words.extend([sync().word, sync("manual").word])
    assert sync().word == "written"
    assert words == ["running", "running"]
    with store.read() as session:
        assert workbooks.get(session, id).wanted_reason == "schedule"
        assert len(runs.latest(session, id, 9)) == 1
    sync()
    with store.read() as session:
        assert workbooks.get(session, id).wanted_at is None


def test_a_run_that_is_asked_for_runs_once_with_its_reason(
    sync: Sync, online: Online, store: Store, id: int, clock: Clock
) -> None:
    assert sync(None).word == "running" and online.steps == [], "nobody has asked"
    with store.write() as session:
        workbooks.want(session, id, "button", clock.now)
    words: list[str] = []
    online.meanwhile["read"] = lambda: words.append(sync(None).word)
    assert sync(None).word == "written"
    assert words == ["running"]
    with store.read() as session:
        assert workbooks.get(session, id).wanted_at is None
        assert [run.reason for run in runs.latest(session, id, 9)] == ["button"]


@pytest.mark.parametrize("step", ["look", "read", "before write", "write", "written"])
def test_a_failure_is_a_failed_run_and_the_last_good_report_stays(
    sync: Sync, online: Online, store: Store, id: int, step: str
) -> None:
    sync()
    with store.read() as session:
        good, found = snapshots.load(session, id), problems.load(session, id)
    online.type_in(1, 3, 9000)
    online.meanwhile[step] = raises(ServiceDown(T("Google не отвечает.", "Google does not answer.")))
    outcome = sync()
    assert (outcome.word, outcome.passes) == ("failed", True)
    assert outcome.message("ru") == "Отчёты не обновлены: Google не отвечает."
    run = latest(store, id)
    assert (run.status, run.error_code) == ("failed", "outage")
    assert run.requests == outcome.requests and run.requests["look"] == 1
    with store.read() as session:
        assert snapshots.load(session, id) == good
        assert problems.load(session, id) == found
        assert workbooks.get(session, id).failures == 1
        assert (lease := leases.holder(session, id)) and lease.owner == ""
    assert sync().word == "written", "whatever the failure left in doubt is written anew"
    assert online.forced[-1] == (step in ("write", "written"))
    with store.read() as session:
        assert workbooks.get(session, id).failures == 0


def test_a_look_that_finds_nothing_new_ends_the_failures(sync: Sync, online: Online, store: Store, id: int) -> None:
    for _ in range(2):
        sync()
    online.meanwhile["look"] = raises(ServiceDown(T("нет ответа", "no answer")))
    assert [sync().word, sync().word] == ["failed", "looked"]
    with store.read() as session:
        assert workbooks.get(session, id).failures == 0


def test_what_rows_changed_is_kept_even_if_the_write_fails(sync: Sync, online: Online, store: Store, id: int) -> None:
    sync()
    online.type_in(1, 3, 2000)
    online.meanwhile["write"] = raises(WorkbookReadOnly(T("смотреть", "view")))
    sync()
    online.type_in(1, 3, 1000)
    sync()
    with store.read() as session:
        assert [(c.old, c.new) for c in history.latest(session, id)] == [(2000.0, 1000.0), (1000.0, 2000.0)]


def test_new_meetings_are_heeded_although_the_reports_could_not_be_written(
    sync: Sync, online: Online, store: Store, id: int
) -> None:
    online.tab, online.rows = "Настройки", [["Параметр", "Значение"], ["meetings", "08:15"]]
    online.meanwhile["write"] = raises(WorkbookReadOnly(T("смотреть", "view")))
    assert sync().word == "failed"
    with store.read() as session:
        assert (workbooks.get(session, id).rules or {})["meetings"] == ["08:15"]


def test_what_the_settings_tab_says_holds_in_the_run_that_reads_it(
    sync: Sync, online: Online, store: Store, id: int, clock: Clock
) -> None:
    """Half past eight in the evening in Moscow is the morning of the next day in Vladivostok."""
    clock.now = datetime(2026, 3, 31, 17, 30, 0, 123, UTC)
    said = {"time_zone": "Asia/Vladivostok", "language": "en", "meetings": "05:00"}
    online.tab, online.rows = "Настройки", [["Параметр", "Значение"], *map(list, said.items())]
    assert sync().word == "written"
    assert online.shown is not None
    stamp = online.shown.stamp
    assert (str(stamp.asof), stamp.slot, stamp.language) == ("2026-04-01", "morning", "en")
    assert stamp.now == datetime(2026, 4, 1, 3, 30)
    assert latest(store, id).asof == stamp.asof
    with store.read() as session:
        book = workbooks.get(session, id)
    assert (book.time_zone, book.language) == ("Asia/Vladivostok", "en")


def test_what_the_page_of_settings_says_counts(sync: Sync, online: Online, store: Store, id: int) -> None:
    with store.write() as session:
        workbooks.change(session, id, overrides={"language": "en"})
    sync()
    assert online.shown is not None and online.shown.stamp.language == "en"


def test_each_step_is_told_to_whoever_waits(
    sync: Sync, online: Online, store: Store, id: int, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(telling.runs, "tell", lambda session, run, step, *_: told.append(step))
    monkeypatch.setattr(telling, "PAUSE", timedelta(0))
    computed: list[str] = []
    sync(progress=lambda name, done, of: computed.append(name))
    assert list(dict.fromkeys(told)) == ["look", "read", "compute", "write"]
    assert computed and told.count("compute") == len(computed)


def test_a_lease_outlives_the_time_that_a_sync_may_take(
    sync: Sync, online: Online, store: Store, id: int, clock: Clock
) -> None:
    def look() -> None:
        with store.read() as session:
            lease = leases.holder(session, id)
        assert lease is not None and lease.expires_at - clock.now > DEADLINE

    online.meanwhile["look"] = look
    assert sync().word == "written"


def test_an_error_of_ours_is_kept_and_raised(sync: Sync, online: Online, store: Store, id: int) -> None:
    online.meanwhile["read"] = raises(ZeroDivisionError("ours"))
    with pytest.raises(ZeroDivisionError):
        sync()
    run = latest(store, id)
    assert run.status == "failed" and run.error is not None and "Ошибка Планёрки" in run.error.ru


def test_a_workbook_without_any_tab_of_ours_keeps_its_reports(sync: Sync, online: Online) -> None:
    sync()
    shown = online.shown
    online.tab = "Заметки"
    online.type_in(1, 3, 1)
    outcome = sync()
    assert outcome.error is not None and outcome.error.code == "nothing"
    assert online.shown is shown


def test_no_write_begins_after_the_deadline(sync: Sync, online: Online, clock: Clock) -> None:
    online.meanwhile["computing"] = lambda: clock.ahead(minutes=4)
    outcome = sync()
    assert outcome.error is not None and outcome.error.code == "late"
    assert "write" not in online.steps


@pytest.mark.parametrize("step", ["look", "read", "computing", "before write"])
def test_a_worker_that_lost_its_lease_writes_neither_to_google_nor_to_the_store(
    sync: Sync, online: Online, store: Store, id: int, clock: Clock, step: str
) -> None:
    taken: list[str] = []

    def frozen() -> None:
        online.steps.clear()
        clock.ahead(minutes=5)
        online.type_in(1, 3, 777)
        taken.append(sync().word)
        shown.append(online.shown)
        online.steps.clear()

    shown: list[object] = []
    online.meanwhile[step] = frozen
    outcome = sync()
    assert taken == ["written"]
    assert outcome.word == "lost"
    assert "write" not in online.steps and online.shown is shown[0]
    with store.read() as session:
        statuses = [run.status for run in runs.latest(session, id, 9)]
        assert statuses == ["ok", "taken-over"]
        kept = snapshots.load(session, id)
    assert kept is not None and kept.reports == online.shown.reports  # type: ignore[union-attr]


def test_a_write_that_was_on_its_way_is_healed_by_the_next_sync(
    sync: Sync, online: Online, store: Store, id: int, clock: Clock
) -> None:
    """The fence was checked, then the worker froze with its request half sent; the other one wrote meanwhile."""

    def frozen() -> None:
        clock.ahead(minutes=5)
        online.type_in(1, 3, 777)
        assert sync().word == "written"

    online.meanwhile["write"] = frozen
    assert sync().word == "lost"
    with store.read() as session:
        right = snapshots.load(session, id)
    assert right is not None and online.shown is not None
    assert online.shown.reports != right.reports, "the old request came in after the new one"
    assert sync().word == "written"
    assert online.shown.reports == right.reports
