"""``planerka demo``: the whole of it on an example, in one command."""

from typing import TYPE_CHECKING, Any

import click

from core.i18n import Language, T
from sheets_addon.cli.kinds import OneOf, Within

if TYPE_CHECKING:
    from flask import Flask

    from core.report import Result
    from sheets_addon.settings import Settings

HELP = T(
    """Показать на примере. Заполненная книга, её отчёты и страница с ними — одной командой.

    Книга примера и книга отчётов лежат в ./var/demo (или в PLANERKA_HOME/demo): меняйте ячейки и нажимайте «Обновить».

    \b
    Примеры:
      planerka demo
      planerka demo --check      проверить всё то же и выйти""",
    """Show it on an example. A filled workbook, its reports and the page that shows them, in one command.

    The example and its reports lie in ./var/demo (or PLANERKA_HOME/demo): change cells, then press “Refresh”.

    \b
    Examples:
      planerka demo
      planerka demo --check      check all of it and leave""",
)
CHECK = T(
    "Всё проделать, сверить страницы с расчётом и выйти.",
    "Do all of it, compare the pages with the figures, and leave.",
)
PORT = T("Порт (8765, а если занят — любой свободный).", "The port (8765, or any free one if that is taken).")
RESET = T("Вернуть книгу примера в исходный вид.", "Put the example workbook back as it was.")
LANGUAGE = T("Язык примера: ru или en.", "The language of the example: ru or en.")
READING = T("Считаем отчёты", "Computing the reports")
BOOK = T("Книга примера: {path}", "Example workbook: {path}")
CHECKED = T(
    "Проверено: отчётов с данными {n}, на страницах сверено ячеек {cells}.",
    "Checked: {n} reports with data, {cells} cells of their pages compared.",
)


def command(language: Language) -> click.Command:
    def say(text: T) -> str:
        return text.to(language)

    @click.command("demo", help=say(HELP))
    @click.option("--check", is_flag=True, help=say(CHECK))
    @click.option("--port", type=Within(0, 65535, language), metavar="N", help=say(PORT))
    @click.option("--reset", is_flag=True, help=say(RESET))
    @click.option("--language", "asked", type=OneOf(("ru", "en"), language), metavar="ru|en", help=say(LANGUAGE))
    def demo(check: bool, port: int | None, reset: bool, asked: Language | None) -> None:
        _demo(check, port, reset, asked or language)

    return demo


def _demo(check: bool, port: int | None, reset: bool, language: Language) -> None:
    from sheets_addon import demo, logs
    from sheets_addon.app import create_app
    from sheets_addon.cli import outcome, serving
    from sheets_addon.cli.bar import bar
    from sheets_addon.cli.configured import configured
    from sheets_addon.jobs import worker
    from sheets_addon.jobs.service import service

    settings = demo.settings_of(configured({"port": 0 if check else port}, language))
    logs.configure(settings.home, settings.log)
    order = demo.prepare(settings.home, language, anew=reset or check)
    with bar(READING.to(language)) as progress:
        done = demo.make(order, progress)
    click.echo(BOOK.say(language, path=order.book))
    click.echo(outcome.summary(done.result, done.target))
    if done.result.failures:
        click.echo(outcome.failed(done.result, logs.keep_failures(done.result.failures)), err=True)
    with service(settings) as running:
        id, key = demo.connect(running, order, language)
        app = create_app(running)
        if not check:
            server = _server(app, settings.host, settings.port, port is not None, language)
            password = settings.password.get_secret_value()
            with worker.working(running.queue.huey, 1, running.stopping):
                serving.run(server, running, language, password, key)
            return
        server = serving.bound(app, "127.0.0.1", 0, language)
        with serving.running(server):
            cells = _check(serving.url_of(server, "127.0.0.1"), id, settings, done.result, language)
    n = sum(report.has_data for report in done.result.reports)
    click.echo(CHECKED.say(language, n=n, cells=cells))


def _server(app: "Flask", host: str, port: int, is_asked: bool, language: Language) -> Any:
    """On the port asked for, or on any free one where nobody asked and the usual one is taken."""
    from sheets_addon.cli import serving
    from sheets_addon.cli.group import Sentence

    try:
        return serving.bound(app, host, port, language)
    except Sentence:
        if is_asked:
            raise
        return serving.bound(app, host, 0, language)


def _check(url: str, id: int, settings: "Settings", result: "Result", language: Language) -> int:
    from sheets_addon.cli.group import Sentence
    from sheets_addon.demo import CheckFailed, check
    from sheets_addon.exits import Exit

    try:
        return check(url, id, settings.user, settings.password.get_secret_value(), result)
    except CheckFailed as failed:
        raise Sentence(failed.message(language), Exit.INTERNAL) from None
