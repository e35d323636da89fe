"""``planerka backup FILE``: a copy of the service's database in one file."""

from pathlib import Path

import click

from core.i18n import Language, T

HELP = T(
    """Сохранить всю базу службы в один файл FILE (или в папку, под именем со временем). Служба при этом работает.

    Копия подходит к SQLite и к PostgreSQL: planerka restore. Ключи в ней зашифрованы, поэтому храните отдельно и
    PLANERKA_SECRET_KEY: без него они не откроются. Кто сейчас вошёл, в копии нет.

    \b
    Примеры:
      planerka backup planerka.backup.zip
      planerka backup копии/""",
    """Keep the whole database of the service in one file FILE (or in a folder, named by the time), while it works.

    The copy fits SQLite and PostgreSQL: planerka restore. Keys are encrypted in it, so keep PLANERKA_SECRET_KEY too,
    and apart from it: without it they do not open. Who is signed in now is not in the copy.

    \b
    Examples:
      planerka backup planerka.backup.zip
      planerka backup backups/""",
)
COPYING = T("Копия базы", "Copying the database")
DONE = T(
    "Копия сохранена: {path} (таблиц {tables}, строк {rows}).", "Backup kept: {path} ({tables} tables, {rows} rows)."
)
KEY = T(
    "Ключи в ней зашифрованы: сохраните отдельно и PLANERKA_SECRET_KEY.",
    "The keys in it are encrypted: keep PLANERKA_SECRET_KEY too, and apart from it.",
)


def command(language: Language) -> click.Command:
    @click.command("backup", help=HELP.to(language))
    @click.argument("file", type=click.Path(path_type=Path))
    def backup(file: Path) -> None:
        _backup(file, language)

    return backup


def _backup(file: Path, language: Language) -> None:
    from sheets_addon.cli.bar import bar
    from sheets_addon.cli.configured import opened
    from sheets_addon.store import audit, backup
    from sheets_addon.work import utc_now

    now = utc_now()
    with opened(language) as store:
        with bar(COPYING.to(language)) as progress:
            path, manifest = backup.backup(store, file, now, progress)
        with store.write() as session:
            audit.write(session, audit.CONSOLE, "backed_up", now=now)
    click.echo(DONE.say(language, path=path, tables=len(manifest.tables), rows=manifest.rows))
    if manifest.of("secrets") or manifest.of("api_keys"):
        click.echo(KEY.to(language))
