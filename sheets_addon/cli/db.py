"""``planerka db``: the tables of the service's database, and the key of its secrets."""

import click

from core.i18n import Language, T

HELP = T(
    """База данных службы: версия таблиц и смена ключа.

    База — planerka.db в PLANERKA_HOME, или та, что названа в PLANERKA_DATABASE_URL
    (sqlite:///путь или postgresql://пользователь:пароль@машина/база).""",
    """The service's database: the version of its tables, the change of its key.

    The database is planerka.db in PLANERKA_HOME, or the one that PLANERKA_DATABASE_URL names
    (sqlite:///path or postgresql://user:password@host/name).""",
)
UPGRADE = T(
    """Привести таблицы к версии программы: все шаги или ни одного. Данные остаются.

    Назад пути нет: перед обновлением сделайте копию базы.""",
    """Bring the tables to the program's version: all steps or none. What is in them stays.

    There is no way back: copy the database first.""",
)
ROTATE = T(
    """Зашифровать сохранённые ключи Google новым PLANERKA_SECRET_KEY.

    Впишите новый ключ перед прежним, через запятую, выполните эту команду и уберите прежний.""",
    """Encrypt the kept keys of Google with a new PLANERKA_SECRET_KEY.

    Put the new key before the old one, with a comma, run this command, then leave the old one out.""",
)
UPGRADED = T("Таблицы обновлены: {before} → {after}.", "The tables are upgraded: {before} → {after}.")
MADE = T("Таблицы созданы: версия {after}.", "The tables are made: version {after}.")
NEWEST = T("Таблицы уже нужной версии: {after}.", "The tables are of the right version already: {after}.")
ROTATED = T("Перешифровано ключей: {n}.", "Keys encrypted anew: {n}.")


def command(language: Language) -> click.Command:
    @click.group("db", help=HELP.to(language), invoke_without_command=True)
    @click.pass_context
    def db(context: click.Context) -> None:
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    @db.command("upgrade", help=UPGRADE.to(language))
    def upgrade() -> None:
        _upgrade(language)

    @db.command("rotate", help=ROTATE.to(language))
    def rotate() -> None:
        _rotate(language)

    return db


def _upgrade(language: Language) -> None:
    from sheets_addon.cli.configured import configured
    from sheets_addon.store.upgrade import upgrade

    before, after = upgrade(configured({}, language).store_url)
    said = MADE if before is None else NEWEST if before == after else UPGRADED
    click.echo(said.say(language, before=before, after=after))


def _rotate(language: Language) -> None:
    from sheets_addon.cli.configured import configured
    from sheets_addon.store import open_store, secrets

    settings = configured({}, language)
    keys = secrets.keys(settings.store_key)
    store = open_store(settings.store_url)
    with store.write() as session:
        n = secrets.rotate(session, keys)
    store.close()
    click.echo(ROTATED.say(language, n=n))
