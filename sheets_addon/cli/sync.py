"""``planerka sync ID``: refresh a connected spreadsheet here and now."""

import time
from typing import TYPE_CHECKING

import click

from core.i18n import Language, T

if TYPE_CHECKING:
    from sheets_addon.jobs.work import Jobs
    from sheets_addon.sync import Outcome

HELP = T(
    """Обновить отчёты подключённой Google Таблицы ID (номер или адрес) сейчас, не дожидаясь планёрки.

    \b
    Примеры:
      planerka sync 1
      planerka sync https://docs.google.com/spreadsheets/d/… --wait""",
    """Refresh the reports of the connected Google spreadsheet ID (its number or address) now.

    \b
    Examples:
      planerka sync 1
      planerka sync https://docs.google.com/spreadsheets/d/… --wait""",
)
WAIT = T(
    "Если таблицу уже обновляет другой процесс, дождаться его и обновить после него (не дольше 10 минут).",
    "If another process is refreshing it, wait for its end and refresh after it (at most 10 minutes).",
)
LINK = T("Отчёты: {url}", "Reports: {url}")
FOUND = T("Замечаний к данным: {n}.", "Problems in the data: {n}.")
PATIENCE, PAUSE = 600.0, 1.0


def command(language: Language) -> click.Command:
    @click.command("sync", help=HELP.to(language))
    @click.argument("id")
    @click.option("--wait", is_flag=True, help=WAIT.to(language))
    def sync(id: str, wait: bool) -> int:
        return _sync(id, wait, language)

    return sync


def _sync(given: str, wait: bool, language: Language) -> int:
    from sheets_addon import logs
    from sheets_addon.cli.configured import configured
    from sheets_addon.exits import Exit, exit_of
    from sheets_addon.jobs.service import service
    from sheets_addon.sync.connect import resolved
    from sheets_addon.sync.local import no_upload

    settings = configured({}, language)
    logs.configure(settings.home, settings.log)
    with service(settings) as running:
        book = resolved(running.store, given)
        if book.kind == "upload":
            no_upload()  # raises; a run would fail, and the page would say that something is wrong
        outcome = _run(running.jobs, book.id, wait)
    click.echo(outcome.message(language), err=not outcome.is_good)
    if outcome.is_good:
        if outcome.problems:
            click.echo(FOUND.say(language, n=outcome.problems))
        if book.kind == "google":
            click.echo(LINK.say(language, url=f"https://docs.google.com/spreadsheets/d/{book.spreadsheet_id}"))
        return Exit.OK
    return exit_of(outcome.error) if outcome.error else Exit.LATER


def _run(jobs: "Jobs", id: int, wait: bool) -> "Outcome":
    from sheets_addon.jobs.work import at_once

    until = time.monotonic() + PATIENCE
    outcome = at_once(jobs, id)
    while wait and outcome.word == "running" and time.monotonic() < until:
        time.sleep(PAUSE)
        outcome = at_once(jobs, id)
    return outcome
