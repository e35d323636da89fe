"""``planerka work``: refresh connected spreadsheets when they are due, on this machine or on many."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import click

from core.i18n import Language, T
from sheets_addon.cli.kinds import Within

if TYPE_CHECKING:
    from sheets_addon.jobs.service import Service

HELP = T(
    """Обновлять подключённые таблицы к планёркам и по просьбе, пока не остановят (Ctrl+C или SIGTERM).

    Сколько угодно таких процессов на скольких угодно машинах с общей базой PostgreSQL (PLANERKA_DATABASE_URL).
    С базой SQLite это делает и planerka serve.""",
    """Refresh connected spreadsheets before their meetings and on request until stopped (Ctrl+C or SIGTERM).

    Any number of such processes on any number of machines with one PostgreSQL database (PLANERKA_DATABASE_URL).
    With a SQLite database planerka serve does it too.""",
)
WORKERS = T("Сколько таблиц обновлять сразу (2).", "How many spreadsheets to refresh at once (2).")
BEGUN = T("Подключено таблиц: {n}. Остановить: Ctrl+C", "Spreadsheets connected: {n}. Stop with: Ctrl+C")
METRICS = T(
    "Отдавать метрики Prometheus на этом порту (0 — любой свободный); без ключа, поэтому только этой машине.",
    "Give Prometheus metrics on this port (0 takes any free one); no key is asked, so to this machine only.",
)
METRICS_HOST = T("Адрес для метрик (127.0.0.1).", "The address of the metrics (127.0.0.1).")
TAKEN = T(
    "Порт метрик {port} на {host} занят. Дайте другой: --metrics-port 9109",
    "The port {port} of {host} for metrics is taken. Give another: --metrics-port 9109",
)
MEASURED = T("Метрики: http://{host}:{port}/metrics", "Metrics: http://{host}:{port}/metrics")
ENDED = T("Остановлено.", "Stopped.")


def command(language: Language) -> click.Command:
    @click.command("work", help=HELP.to(language))
    @click.option("--workers", type=Within(1, 64, language), metavar="N", help=WORKERS.to(language))
    @click.option("--metrics-port", type=Within(0, 65535, language), metavar="N", help=METRICS.to(language))
    @click.option("--metrics-host", default="127.0.0.1", metavar="ADDRESS", help=METRICS_HOST.to(language))
    def work(workers: int | None, metrics_port: int | None, metrics_host: str) -> None:
        _work(workers, metrics_host, metrics_port, language)

    return work


def _work(workers: int | None, host: str, port: int | None, language: Language) -> None:
    from sheets_addon import logs
    from sheets_addon.cli.configured import configured
    from sheets_addon.jobs import worker
    from sheets_addon.jobs.service import service
    from sheets_addon.store import workbooks

    settings = configured({"workers": workers}, language)
    logs.configure(settings.home, settings.log)
    with service(settings) as running, _measured(running, host, port, language):
        with running.store.read() as session:
            click.echo(BEGUN.say(language, n=len(workbooks.all_workbooks(session))))
        worker.run(running.queue.huey, settings.workers, running.stopping)
    click.echo(ENDED.to(language))


@contextmanager
def _measured(running: "Service", host: str, port: int | None, language: Language) -> Iterator[None]:
    from sheets_addon import metrics
    from sheets_addon.cli.group import Sentence
    from sheets_addon.exits import Exit

    if port is None:
        yield
        return
    with ExitStack() as stack:
        try:
            found = stack.enter_context(metrics.served(running.metrics, host, port))
        except OSError:
            raise Sentence(TAKEN.say(language, host=host, port=port), Exit.BUSY) from None
        click.echo(MEASURED.say(language, host=host, port=found))
        yield
