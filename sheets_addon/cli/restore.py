"""``planerka restore FILE``: a backup put back, all of it or nothing."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.i18n import Language, T
from core.i18n.formats import day

if TYPE_CHECKING:
    from sheets_addon.settings import Settings

HELP = T(
    """Заполнить базу службы из копии FILE, которую сделала planerka backup: всё или ничего.

    Сначала остановите planerka serve и planerka work. База — та, что в настройках (SQLite или PostgreSQL, какой бы
    ни была прежняя); нужна пустая, данные непустой заменит --force. PLANERKA_SECRET_KEY должен быть прежним.
    После этого все входят заново, а следующее обновление перепишет отчёты целиком.""",
    """Fill the service's database from a backup FILE made by planerka backup: all of it or nothing.

    Stop planerka serve and planerka work first. The database is the one of the settings (SQLite or PostgreSQL, whatever
    the old one was) and must be empty; --force replaces what is in it. PLANERKA_SECRET_KEY must be the old one.
    Afterwards everyone signs in again, and the next refresh writes the reports anew.""",
)
FORCE = T(
    "Заменить всё, что есть в базе, и закончить сеансы людей.",
    "Replace all that is in the database, and end people's sessions.",
)
FILLING = T("База из копии", "Restoring the database")
DONE = T(
    "База восстановлена на {day} {time} UTC: таблиц {tables}, строк {rows}.",
    "The database is restored as of {day} {time} UTC: {tables} tables, {rows} rows.",
)
NO_KEY = T(
    "Внимание: ключи в базе зашифрованы, а PLANERKA_SECRET_KEY не задан. Задайте тот, с которым сделана копия, иначе "
    "таблицы Google не обновятся.",
    "Mind: the keys in the database are encrypted and PLANERKA_SECRET_KEY is not given. Give the one of the backup, "
    "or Google spreadsheets are not refreshed.",
)
WRONG_KEY = T(
    "Внимание: PLANERKA_SECRET_KEY не открывает {names}. Задайте тот, с которым сделана копия, или подключите ключи "
    "заново: planerka connect АДРЕС --key ключ.json",
    "Mind: PLANERKA_SECRET_KEY does not open {names}. Give the one the backup was made with, or give the keys again: "
    "planerka connect URL --key key.json",
)


def command(language: Language) -> click.Command:
    @click.command("restore", help=HELP.to(language))
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--force", is_flag=True, help=FORCE.to(language))
    def restore(file: Path, force: bool) -> None:
        _restore(file, force, language)

    return restore


def _restore(file: Path, force: bool, language: Language) -> None:
    from sheets_addon.cli.bar import bar
    from sheets_addon.cli.configured import configured
    from sheets_addon.store import restore
    from sheets_addon.sync.guard import still_known

    settings = configured({}, language)
    with bar(FILLING.to(language)) as progress:
        made = restore.restore(settings.store_url, file, force=force, doubt=still_known, progress=progress)
    at = made.made_at
    shown = {"day": day(at.date(), language), "time": f"{at:%H:%M}", "tables": len(made.tables), "rows": made.rows}
    click.echo(DONE.say(language, **shown))
    if warning := _written_down(settings, language):
        click.echo(warning, err=True)


def _written_down(settings: "Settings", language: Language) -> str:
    """Who did it, in the restored database; what to mind about its keys, or ''."""
    from sheets_addon.store import audit, open_store, secrets
    from sheets_addon.store.errors import NoSecretKey
    from sheets_addon.work import utc_now

    store = open_store(settings.store_url)
    try:
        with store.write() as session:
            audit.write(session, audit.CONSOLE, "restored", now=utc_now())
        with store.read() as session:
            if not secrets.listed(session):
                return ""
            closed = secrets.unreadable(session, secrets.keys(settings.store_key))
    except NoSecretKey:
        return NO_KEY.to(language)
    finally:
        store.close()
    return WRONG_KEY.say(language, names=", ".join(closed)) if closed else ""
