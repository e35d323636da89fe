"""Runs and Google's answers are counted where they happen."""

from functools import partial

import pytest

from sheets_addon import metrics
from sheets_addon.store import Store
from sheets_addon.sync import sync
from sheets_addon.sync.opening import opener
from tests.sheets_addon.sync.rig import Rig
from tests.sheets_addon.test_metrics import read, value


def test_outcomes_answers_and_refusals(rig: Rig, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = metrics.new(store)
    time = rig.time
    opened = opener(
        lambda _: rig.key, root=rig.server.root, clock=time.clock, sleep=time.sleep, answered=counted.answered
    )
    run = partial(sync, store, rig.id, open_book=opened, clock=rig.clock)

    def ran(reason: str = "schedule") -> str:
        with counted.run() as ended:
            return ended(run(reason=reason)).word

    assert [ran(), ran(), ran()] == ["written", "same", "looked"]
    rig.server.faults.plan(kind="status", match="batchGetByDataFilter", code=429)
    rig.type_in("'Оплаты'!C2", [1])
    assert ran() == "written"
    rig.server.accounts.revoked.add(rig.key["client_email"])
    assert ran("manual") == "failed"
    rig.server.accounts.revoked.clear()
    monkeypatch.setattr("sheets_addon.sync.engine.compute", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        ran("manual")
    values = read(counted.text())
    outcomes = {
        word: value(values, "runs_total", outcome=word) for word in ("written", "same", "looked", "failed", "error")
    }
    assert outcomes == {"written": 2, "same": 1, "looked": 1, "failed": 1, "error": 1}
    assert value(values, "run_seconds_count", outcome="written") == 2
    assert value(values, "run_failures_total", code="key") == 1
    assert value(values, "google_requests_total", kind="read", status=429) == 1
    assert (value(values, "google_requests_total", kind="write", status=200) or 0) >= 2
    assert (value(values, "google_requests_total", kind="drive", status=200) or 0) >= 4
