"""``planerka serve``: the pages and the API over one workbook."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.i18n import Language, T
from sheets_addon.cli.kinds import Day

if TYPE_CHECKING:
    from sheets_addon.jobs.stopping import Stopping
    from sheets_addon.settings import Settings

HELP = T(
    """Запустить страницу и API. По умолчанию слушает только эту машину.

    Имя и пароль печатаются при запуске. Постоянные — в PLANERKA_USER, PLANERKA_PASSWORD, PLANERKA_TOKEN.

    \b
    Примеры:
      planerka serve --book книга.xlsx
      planerka serve --book книга.xlsx --port 9000""",
    """Start the page and the API. By default only this machine can reach it.

    User and password are printed at the start. To keep them: PLANERKA_USER, PLANERKA_PASSWORD, PLANERKA_TOKEN.

    \b
    Examples:
      planerka serve --book book.xlsx
      planerka serve --book book.xlsx --port 9000""",
)
HOST = T("Адрес, на котором слушать (127.0.0.1).", "The address to listen on (127.0.0.1).")
PORT = T("Порт (8765); 0 — любой свободный.", "The port (8765); 0 takes any free one.")
BOOK = T("Книга, отчёты которой показывать.", "The workbook whose reports to show.")
WORK = T(
    "Обновлять ли здесь же подключённые Google Таблицы (да с базой SQLite; с PostgreSQL это делает planerka work).",
    "Whether to refresh connected Google spreadsheets here too (yes with SQLite; with PostgreSQL planerka work does).",
)
ASOF = T("Дата отчёта; без неё — сегодня.", "The report date; without it today.")


def command(language: Language) -> click.Command:
    def say(text: T) -> str:
        return text.to(language)

    @click.command("serve", help=say(HELP))
    @click.option("--host", metavar="ADDRESS", help=say(HOST))
    @click.option("--port", type=click.IntRange(0, 65535), metavar="N", help=say(PORT))
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

    settings = configured(given, language)
    logs.configure(settings.home)
    app = create_app(settings)
    view = app.extensions["desk"].view()
    if view.result is None and view.error is not None:
        raise view.error
    server = serving.bound(app, settings.host, settings.port, language)
    with _working(settings, works) as stopping:
        serving.run(server, settings, language, stopping)


@contextmanager
def _working(settings: "Settings", works: bool | None) -> Iterator["Stopping | None"]:
    """The jobs in threads beside the pages; both end within one grace."""
    from sheets_addon.jobs import worker
    from sheets_addon.jobs.service import service
    from sheets_addon.store.place import where

    if works is False or (works is None and where(settings.store_url).path is None):
        yield None
        return
    with service(settings) as jobs, worker.working(jobs.queue.huey, settings.workers, jobs.stopping):
        yield jobs.stopping
