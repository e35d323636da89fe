"""``planerka work``: refresh connected spreadsheets when they are due, on this machine or on many."""

import click

from core.i18n import Language, T

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
ENDED = T("Остановлено.", "Stopped.")


def command(language: Language) -> click.Command:
    @click.command("work", help=HELP.to(language))
    @click.option("--workers", type=click.IntRange(1, 64), metavar="N", help=WORKERS.to(language))
    def work(workers: int | None) -> None:
        _work(workers, language)

    return work


def _work(workers: int | None, language: Language) -> None:
    from sheets_addon import logs
    from sheets_addon.cli.configured import configured
    from sheets_addon.jobs import worker
    from sheets_addon.jobs.service import service
    from sheets_addon.store import workbooks

    settings = configured({"workers": workers}, language)
    logs.configure(settings.home, settings.log)
    with service(settings) as running:
        with running.store.read() as session:
            click.echo(BEGUN.say(language, n=len(workbooks.all_workbooks(session))))
        worker.run(running.queue.huey, settings.workers, running.stopping)
    click.echo(ENDED.to(language))
