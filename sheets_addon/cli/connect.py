"""``planerka connect URL``: a Google spreadsheet becomes one whose reports are kept up."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.i18n import Language, T

if TYPE_CHECKING:
    from sheets_addon.sync.connect import Checked

HELP = T(
    """Подключить Google Таблицу по её адресу URL.

    Таблицу нужно открыть сервисному аккаунту Планёрки («Поделиться», право «Редактор»); если она не открыта, команда
    скажет кому. Проверяются все вкладки; ваши вкладки только читаются, отчёты появятся на новых.

    \b
    Примеры:
      planerka connect https://docs.google.com/spreadsheets/d/… --key ключ.json
      planerka connect https://docs.google.com/spreadsheets/d/…""",
    """Connect the Google spreadsheet at URL.

    It has to be shared with Planerka's service account (“Share”, as an editor); if it is not, the command says with
    whom. Every tab is checked; your own tabs are only read, the reports come on new ones.

    \b
    Examples:
      planerka connect https://docs.google.com/spreadsheets/d/… --key key.json
      planerka connect https://docs.google.com/spreadsheets/d/…""",
)
KEY = T(
    "Файл ключа сервисного аккаунта (JSON); нужен один раз, хранится в базе зашифрованным (PLANERKA_SECRET_KEY).",
    "A service account's key file (JSON); needed once, kept encrypted in the database (PLANERKA_SECRET_KEY).",
)
THERE = T("✓ {titles}: строк {rows}", "✓ {titles}: {rows} rows")
LACKS = T("! {titles}: {what}", "! {titles}: {what}")
MISSING = T(
    "— нет вкладок: {titles}. Отчёты, которым они нужны, скажут об этом.",
    "— no tabs: {titles}. The reports that need them will say so.",
)
PROBLEMS = T(
    "Замечаний к ячейкам: {n}. Они будут на вкладке «{tab}».",
    "Problems in cells: {n}. They will be on the tab “{tab}”.",
)
CONNECTED = T("«{title}» подключена под № {id} ({address}).", "“{title}” is connected as no. {id} ({address}).")
AGAIN = T(
    "«{title}» уже была подключена, её № {id} ({address}).",
    "“{title}” was connected already, it is no. {id} ({address}).",
)
NEXT = T("Обновить отчёты сейчас: planerka sync {id}", "To refresh the reports now: planerka sync {id}")


def command(language: Language) -> click.Command:
    @click.command("connect", help=HELP.to(language))
    @click.argument("url")
    @click.option("--key", type=click.Path(path_type=Path), metavar="FILE", help=KEY.to(language))
    def connect(url: str, key: Path | None) -> None:
        _connect(url, key, language)

    return connect


def _connect(url: str, key: Path | None, language: Language) -> None:
    from sheets_addon.cli.configured import configured
    from sheets_addon.jobs.service import service
    from sheets_addon.sync import connect, keys
    from sheets_addon.work import utc_now

    id, settings = connect.spreadsheet_id(url), configured({}, language)
    with service(settings) as running:
        only = None
        if key is not None:
            only = keys.keep(running.store, settings.store_key, keys.read_key(key), utc_now())
        address, checked = connect.reach(running.readers(id, only))
        click.echo(said(checked, language))
        book, is_new = connect.kept(running.store, id, address, checked, utc_now())
        click.echo((CONNECTED if is_new else AGAIN).say(language, title=book.title, id=book.id, address=address))
        click.echo(NEXT.say(language, id=book.id))


def said(checked: "Checked", language: Language) -> str:
    """Each input tab in a line."""
    from core.reports import all_reports
    from core.tables import table

    lines, missing = [], []
    for tab in checked.tabs:
        titles = ", ".join(tab.titles)
        if not tab.titles:
            missing.append(table(tab.table).title.to(language))
        elif tab.lacks:
            lines.append(LACKS.say(language, titles=titles, what=" ".join(tab.lacks)))
        else:
            lines.append(THERE.say(language, titles=titles, rows=tab.rows))
    if missing:
        lines.append(MISSING.say(language, titles=", ".join(missing)))
    if checked.problems:
        lines.append(PROBLEMS.say(language, n=checked.problems, tab=all_reports()["data_quality"].title))
    return "\n".join(lines)
