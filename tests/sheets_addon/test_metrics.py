"""What a monitor reads is what happened: requests, runs, what Google answered, and how the workbooks stand."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families

from sheets_addon import metrics
from sheets_addon.jobs.budget import Budget
from sheets_addon.jobs.service import Service
from sheets_addon.metrics import Metrics
from sheets_addon.metrics_store import StoreCollector
from sheets_addon.store import budget, leases, workbooks
from sheets_addon.store.budget import Limits
from sheets_addon.work import utc_now
from tests.sheets_addon.conftest import bearer, browser, person, shown

ROOT = Path(__file__).parents[2]
Values = dict[tuple[str, frozenset[tuple[str, str]]], float]


def read(text: bytes | str) -> Values:
    found = text_string_to_metric_families(text if isinstance(text, str) else text.decode())
    return {(s.name, frozenset(s.labels.items())): s.value for family in found for s in family.samples}


def value(values: Values, name: str, **labels: object) -> float | None:
    return values.get((f"planerka_{name}", frozenset((key, str(one)) for key, one in labels.items())))


@pytest.fixture
def scraped(app: Flask, running: Service) -> Callable[[], Values]:
    """As Prometheus reads it, with a key for all workbooks."""
    key = bearer(running, workbooks=None)

    def scraped() -> Values:
        answer = app.test_client().get("/metrics", headers=key)
        assert answer.status_code == 200
        assert answer.content_type.startswith("text/plain; version=")
        return read(answer.data)

    return scraped


def test_requests_are_counted_by_route_and_never_by_address(app: Flask, running: Service, scraped: Any) -> None:
    id = shown(running)
    head = browser(app, running, person(running, "head", "head"))
    for _ in range(3):
        head.get("/?x=secret")
    head.get("/secret/way")
    head.open("/secret", method="SECRET")
    head.get(f"/workbooks/{id}")
    values = scraped()
    assert value(values, "requests_total", route="/", method="GET", status=200) == 3
    assert value(values, "requests_total", route="none", method="GET", status=404) == 1
    assert value(values, "request_seconds_count", route="/", method="GET") == 3
    assert 0 < (value(values, "request_seconds_sum", route="/", method="GET") or 0) < 60
    assert "other" in str([key for key in values if key[0] == "planerka_requests_total"])
    assert "secret" not in str(values).casefold()
    assert str(id) not in {label for _, labels in values for name, label in labels if name == "route"}


@pytest.mark.parametrize("given", [None, {"functions": True}, {"workbooks": (1,)}])
def test_it_is_closed_to_all_but_who_may_see_everything(app: Flask, running: Service, given: Any) -> None:
    headers = {} if given is None else bearer(running, **given)
    assert app.test_client().get("/metrics", headers=headers).status_code == (401 if given is None else 403)


def test_two_services_share_nothing(running: Service) -> None:
    one, other = metrics.new(running.store), metrics.new(running.store)
    one.asked("GET", "/", 200, 0.1)
    assert value(read(one.text()), "requests_total", route="/", method="GET", status=200) == 1
    assert value(read(other.text()), "requests_total", route="/", method="GET", status=200) is None


@pytest.fixture
def counted(running: Service) -> Metrics:
    return running.metrics


def test_how_the_workbooks_stand(running: Service, counted: Metrics) -> None:
    good, failed, paused, due, asked, runs = (shown(running, f"книга {n}") for n in range(6))
    now = utc_now()
    with running.store.write() as session:
        for id in (good, failed, paused, due, asked, runs):
            workbooks.change(session, id, next_run_at=now + timedelta(hours=1))
        workbooks.failed(session, failed, now)
        workbooks.failed(session, failed, now)
        workbooks.change(session, paused, paused=True, next_run_at=now - timedelta(days=9))
        workbooks.change(session, due, next_run_at=now - timedelta(minutes=10))
        workbooks.want(session, asked, "manual", now - timedelta(minutes=3))
        workbooks.want(session, runs, "manual", now - timedelta(minutes=99))
        assert leases.acquire(session, runs, "me", now, timedelta(minutes=4))
        never = workbooks.add(session, "new", title="x", language="ru", time_zone="UTC", now=now).id
    values = read(counted.text())
    states = {
        state: value(values, "workbooks", state=state) for state in ("good", "failed", "never", "running", "paused")
    }
    assert states == {"good": 3, "failed": 1, "never": 1, "running": 1, "paused": 1}
    assert value(values, "queue_workbooks") == 2
    assert 600 <= (value(values, "queue_oldest_seconds") or 0) < 660
    assert value(values, "workbook_failures", workbook=failed) == 2
    assert value(values, "workbook_failures", workbook=paused) is None
    assert 0 <= (value(values, "report_age_seconds", workbook=good) or 0) < 60
    assert value(values, "report_age_seconds", workbook=never) is None
    assert value(values, "problems", severity="error") == 6  # each has one
    assert value(values, "store_up") == 1
    later = StoreCollector(running.store, {"version": "x"}, clock=lambda: now + timedelta(hours=5))
    [ages] = [family for family in later.collect() if family.name == "planerka_report_age_seconds"]
    assert {round(sample.value / 3600) for sample in ages.samples} == {5}
    [broken] = [f for f in later.collect() if f.name == "planerka_workbooks"]
    assert {s.labels["state"]: s.value for s in broken.samples}["broken"] == 1


def test_while_the_database_is_away_it_says_so(
    running: Service, counted: Metrics, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sheets_addon.metrics_store.answers", lambda _: False)
    values = read(counted.text())
    assert value(values, "store_up") == 0
    assert value(values, "queue_workbooks") is None


def test_the_allowance_and_the_wait_for_it(running: Service, counted: Metrics) -> None:
    limits, slept = Limits(account=2, project=100, minute=60), list[float]()
    asks = Budget(running.store, limits, clock=lambda: 0.0, pause=slept.append, waited=counted.waited)
    for kind, account in (("read", "a"), ("read", "a"), ("write", "b")):
        with asks.turn(kind, f"{account}@p.iam.gserviceaccount.com", 300):  # type: ignore[arg-type]
            pass
    with (
        pytest.raises(Exception, match="This minute"),
        asks.turn("read", "a@p.iam.gserviceaccount.com", 5),
    ):
        pass
    values = read(counted.text())
    assert value(values, "google_wait_seconds_count", kind="read") == 2
    assert value(values, "google_given_up_total", kind="read") == 1
    assert value(values, "google_minute_requests", kind="read") == 2
    assert value(values, "google_minute_share", kind="write") == 1 / 60
    assert "gserviceaccount" not in str(values)
    with running.store.read() as session:
        assert budget.taken(session, time.time() + 61, limits) == {}


def test_a_page_of_its_own_for_a_worker(counted: Metrics) -> None:
    with metrics.served(counted, "127.0.0.1", 0) as port:
        counted.answered("read", "429")
        with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            values = read(answer.read())
        assert value(values, "google_requests_total", kind="read", status=429) == 1
        with pytest.raises(OSError, match="in use"), metrics.served(counted, "127.0.0.1", port):
            pass
    with pytest.raises(URLError):
        urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5)


def test_processes_of_one_web_server_are_counted_together(running: Service, tmp_path: Path) -> None:
    """Each with a service on the same store; whichever is asked gives the sum."""
    code = (
        "import sys; from sheets_addon.store import open_store; from sheets_addon import metrics\n"
        "made = metrics.new(open_store(sys.argv[1])); made.asked('GET', '/', 200, 0.1)\n"
        "print(made.text().decode())"
    )
    (tmp_path / "counts").mkdir()
    environ = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "counts"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, running.settings.store_url]
    for n in (1, 2):
        ended = subprocess.run(command, env=environ, capture_output=True, text=True, check=True)
        values = read(ended.stdout)
        assert value(values, "requests_total", route="/", method="GET", status=200) == n
        assert value(values, "store_up") == 1
