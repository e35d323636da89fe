"""``planerka serve``: the pages and the API, and what keeps the workbooks refreshed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.i18n import Language, T
from sheets_addon.cli.kinds import Day, Within

if TYPE_CHECKING:
    from sheets_addon.jobs.service import Service

HELP = T(
    """Запустить страницу и API. По умолчанию слушает только эту машину.

    При первом запуске печатаются логин и пароль администратора; дальше людей и ключи добавляют на страницах
    или командами planerka users и planerka keys.

    \b
    Примеры:
      planerka serve --book книга.xlsx
      planerka serve --book книга.xlsx --port 9000""",
    """Start the page and the API. By default only this machine can reach it.

    The first start prints the login and password of the administrator; people and keys are then added on the
    pages or with planerka users and planerka keys.

    \b
    Examples:
      planerka serve --book book.xlsx
      planerka serve --book book.xlsx --port 9000""",
)
HOST = T("Адрес, на котором слушать (127.0.0.1).", "The address to listen on (127.0.0.1).")
PORT = T("Порт (8765); 0 — любой свободный.", "The port (8765); 0 takes any free one.")
BOOK = T(
    "Файл .xlsx на этой машине, отчёты которого тоже показывать.",
    "An .xlsx file on this machine whose reports to show too.",
)
WORK = T(
    "Обновлять ли здесь же подключённые Google Таблицы (да с базой SQLite; с PostgreSQL это делает planerka work).",
    "Whether to refresh connected Google spreadsheets here too (yes with SQLite; with PostgreSQL planerka work does).",
)
ASOF = T("Дата отчётов этого файла; без неё — сегодня.", "The report date of that file; without it today.")


def command(language: Language) -> click.Command:
    def say(text: T) -> str:
        return text.to(language)

    @click.command("serve", help=say(HELP))
    @click.option("--host", metavar="ADDRESS", help=say(HOST))
    @click.option("--port", type=Within(0, 65535, language), metavar="N", help=say(PORT))
    @click.option("--book", type=click.Path(path_type=Path), metavar="FILE", help=say(BOOK))
    @click.option("--asof", type=Day(language), metavar="DATE", help=say(ASOF))
    @click.option("--work/--no-work", "works", default=None, help=say(WORK))
    def serve(host: str | None, port: int | None, book: Path | None, asof: date | None, works: bool | None) -> None:
        _serve({"host": host, "port": port, "book": book, "asof": asof}, works, language)

    return serve


def _serve(given: dict[str, Any], works: bool | None, language: Language) -> None:
    from sheets_addon import logs
    from sheets_addon.app import create_app
    from sheets_addon.cli import serving
    from sheets_addon.cli.configured import configured
    from sheets_addon.jobs.service import service

    settings = configured(given, language)
    logs.configure(settings.home, settings.log)
    with service(settings) as running:
        if settings.book is not None:
            serving.shown(running, settings.book)
        server = serving.bound(create_app(running), settings.host, settings.port, language)
        try:  # last of all: a start that ends before it prints the password must not have made one
            password = serving.first_password(running, language)
        except BaseException:
            server.close()
            raise
        with _working(running, works):
            serving.run(server, running, language, password)


@contextmanager
def _working(running: "Service", works: bool | None) -> Iterator[None]:
    """The jobs in threads beside the pages; both end within one grace."""
    from sheets_addon.jobs import worker
    from sheets_addon.store.place import where

    if works is False or (works is None and where(running.settings.store_url).path is None):
        yield
        return
    with worker.working(running.queue.huey, running.settings.workers, running.stopping):
        yield
