"""``planerka status``: how every connected spreadsheet stands."""

import json

import click

from core.i18n import Language, T

HELP = T(
    """Показать, как обновляются подключённые таблицы: насколько свежи отчёты, что не удалось, что дальше.

    Код завершения 12, если отчёты хотя бы одной не обновлены вовремя.""",
    """Show how the connected spreadsheets stand: how fresh the reports are, what failed, what comes next.

    Exit code 12 if the reports of one or more are not up to date.""",
)
JSON = T("Для программ: список в JSON, время — UTC.", "For machines: a JSON list, times in UTC.")
NONE = T(
    "Подключённых таблиц нет. Подключить: planerka connect АДРЕС",
    "No spreadsheet is connected. To connect one: planerka connect URL",
)
HEAD = T("№ {id} «{title}»", "No. {id} “{title}”")


def command(language: Language) -> click.Command:
    @click.command("status", help=HELP.to(language))
    @click.option("--json", "as_json", is_flag=True, help=JSON.to(language))
    def status(as_json: bool) -> int:
        return _status(as_json, language)

    return status


def _status(as_json: bool, language: Language) -> int:
    from sheets_addon.cli.configured import configured
    from sheets_addon.exits import Exit
    from sheets_addon.jobs.standing import standings
    from sheets_addon.store import open_store
    from sheets_addon.work import utc_now

    store = open_store(configured({}, language).store_url)
    found = standings(store, utc_now())
    store.close()
    if as_json:
        click.echo(json.dumps([one.as_json() for one in found], ensure_ascii=False, indent=2))
    elif not found:
        click.echo(NONE.to(language))
    else:
        for one in found:
            head = HEAD.say(language, id=one.status.workbook.id, title=one.status.workbook.title)
            click.echo("\n".join([head, *(f"  {line}" for line in one.lines(language))]))
    return Exit.OK if all(one.is_fine for one in found) else Exit.STALE
