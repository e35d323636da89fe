"""What a monitor reads: counted in this process, and looked up in the store when it is asked for.

Each service has a registry of its own, so that two of them in one process share nothing. Labels are few and known:
a route's pattern, a run's outcome, a code of ours, a workbook's number; never a name, a login or an address.
"""

import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.process_collector import ProcessCollector

from sheets_addon.metrics_store import StoreCollector
from sheets_addon.store import Store
from sheets_addon.sync.outcome import Outcome

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where several processes of one web server put their counts together (see prometheus_client)."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_RUN_SECONDS = (0.5, 1, 2, 3, 5, 10, 20, 40, 80, 160, 240)
_WAIT_SECONDS = (0.001, 0.1, 1, 5, 10, 20, 40, 60, 120, 240)
ERROR = "error"
"""The outcome of a run that an error of ours ended."""


@dataclass(frozen=True)
class Metrics:
    """The instruments of one service, and what it looks up in its store."""

    registry: CollectorRegistry
    looks: StoreCollector
    requests: Counter
    request_seconds: Histogram
    runs: Counter
    run_seconds: Histogram
    run_failures: Counter
    google_requests: Counter
    google_wait: Histogram
    google_given_up: Counter

    def asked(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered; ``route`` '' where it led nowhere."""
        method = method if method in _METHODS else "other"
        self.requests.labels(route or "none", method, str(status)).inc()
        self.request_seconds.labels(route or "none", method).observe(seconds)

    @contextmanager
    def run(self) -> Iterator[Callable[[Outcome], Outcome]]:
        """Around a run: its outcome is given to what is yielded."""
        began, words = time.perf_counter(), [ERROR]

        def ended(outcome: Outcome) -> Outcome:
            words[0] = outcome.word
            if outcome.error is not None:
                self.run_failures.labels(outcome.error.code).inc()
            return outcome

        try:
            yield ended
        finally:
            self.runs.labels(words[0]).inc()
            self.run_seconds.labels(words[0]).observe(time.perf_counter() - began)

    def answered(self, kind: str, status: str) -> None:
        """Google answered a request of that kind; ``broken``: it did not."""
        self.google_requests.labels(kind, status).inc()

    def waited(self, kind: str, seconds: float | None) -> None:
        """A request waited for its turn in the shared allowance; None: its turn would have come too late."""
        if seconds is None:
            self.google_given_up.labels(kind).inc()
        else:
            self.google_wait.labels(kind).observe(seconds)

    def text(self) -> bytes:
        """All of it as Prometheus reads it; of all processes of a web server where they put it together."""
        if _FOLDER not in os.environ:
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        together.register(self.looks)
        return generate_latest(together)


def new(store: Store) -> Metrics:
    """A service's own instruments, all at zero."""
    registry = CollectorRegistry()
    looks = StoreCollector(store, {"version": _version(), "python": platform.python_version()})
    registry.register(looks)
    if _FOLDER not in os.environ:
        ProcessCollector(registry=registry)
    return Metrics(
        registry,
        looks,
        Counter("planerka_requests", "Requests answered.", ["route", "method", "status"], registry=registry),
        Histogram(
            "planerka_request_seconds", "Seconds until a request was answered.", ["route", "method"], registry=registry
        ),
        Counter("planerka_runs", "Refreshes ended.", ["outcome"], registry=registry),
        Histogram(
            "planerka_run_seconds", "Seconds of a refresh.", ["outcome"], buckets=_RUN_SECONDS, registry=registry
        ),
        Counter("planerka_run_failures", "Refreshes that failed, by the code of why.", ["code"], registry=registry),
        Counter(
            "planerka_google_requests", "Requests to Google by kind and answer.", ["kind", "status"], registry=registry
        ),
        Histogram(
            "planerka_google_wait_seconds",
            "Seconds that a request waited for its turn in the shared allowance.",
            ["kind"],
            buckets=_WAIT_SECONDS,
            registry=registry,
        ),
        Counter(
            "planerka_google_given_up", "Requests whose turn would have come too late.", ["kind"], registry=registry
        ),
    )


@contextmanager
def served(metrics: Metrics, host: str, port: int) -> Iterator[int]:
    """A page of the metrics alone, for a process without a web server; its port. Raises OSError for a taken one."""
    server, thread = start_http_server(port, host, metrics.registry)
    try:
        yield int(server.server_port)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _version() -> str:
    try:
        return version("planerka")
    except PackageNotFoundError:  # run from its sources
        return "0"
