"""The part of the metrics that is in the store: looked up when a monitor asks, the same from whichever process."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from sheets_addon.store import Store, budget
from sheets_addon.store.budget import Limits
from sheets_addon.store.engine import answers
from sheets_addon.store.overview import STATES, Seen, overview
from sheets_addon.store.problems import SEVERITIES
from sheets_addon.work import utc_now


class StoreCollector(Collector):
    """``build`` is what stands in ``planerka_build_info``."""

    def __init__(
        self,
        store: Store,
        build: Mapping[str, str],
        limits: Limits | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self._store, self._build, self._limits, self._clock = store, dict(build), limits or Limits(), clock

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing is looked up only to register."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield _gauge("build_info", "The program that runs.", [(self._build, 1.0)])
        is_up = answers(self._store)
        yield _gauge("store_up", "Whether the database answers.", [({}, float(is_up))])
        if not is_up:
            return
        now = self._clock()
        with self._store.read() as session:
            found = overview(session, now)
            minute = budget.taken(session, now.timestamp(), self._limits)
        yield from _workbooks(found, now)
        yield from _queue(found, now)
        yield from _quota(minute, self._limits)


def _workbooks(found: list[Seen], now: datetime) -> Iterator[GaugeMetricFamily]:
    states = Counter(one.state for one in found)
    yield _gauge("workbooks", "Workbooks by how they stand.", [({"state": s}, states[s]) for s in STATES])
    yield _gauge(
        "report_age_seconds",
        "Seconds since the reports of a workbook were found or made right; paused ones are left out.",
        [
            ({"workbook": str(one.id)}, max(0.0, (now - one.good_at).total_seconds()))
            for one in found
            if one.good_at is not None and one.state != "paused"
        ],
    )
    yield _gauge(
        "workbook_failures",
        "Refreshes of a workbook that have failed in a row.",
        [({"workbook": str(one.id)}, one.failures) for one in found if one.state != "paused"],
    )
    yield _gauge(
        "problems",
        "Problems in the cells, as of the last good refresh of each workbook.",
        [({"severity": s}, sum(one.problems.get(s, 0) for one in found)) for s in SEVERITIES],
    )


def _queue(found: list[Seen], now: datetime) -> Iterator[GaugeMetricFamily]:
    waiting = [one.waits_since for one in found if one.waits_since is not None and one.waits_since <= now]
    yield _gauge("queue_workbooks", "Workbooks that are due or asked for, and wait.", [({}, len(waiting))])
    oldest = (now - min(waiting)).total_seconds() if waiting else 0.0
    yield _gauge("queue_oldest_seconds", "How long the first of them has waited.", [({}, oldest)])


def _quota(minute: Mapping[tuple[str, str], int], limits: Limits) -> Iterator[GaugeMetricFamily]:
    kinds = ("read", "write")
    of = {kind: [n for (one, _), n in minute.items() if one == kind] for kind in kinds}
    yield _gauge(
        "google_minute_requests", "Requests to Sheets in the last minute.", [({"kind": k}, sum(of[k])) for k in kinds]
    )
    yield _gauge(
        "google_minute_share",
        "Of what Google allows a service account in a minute, how much the busiest one has used.",
        [({"kind": k}, max(of[k], default=0) / limits.account) for k in kinds],
    )


def _gauge(name: str, help: str, values: list[tuple[Mapping[str, str], float]]) -> GaugeMetricFamily:
    labels = list(values[0][0]) if values else []
    family = GaugeMetricFamily(f"planerka_{name}", help, labels=labels)
    for given, value in values:
        family.add_metric([given[label] for label in labels], value)
    return family
