"""``planerka keys``: what programs may ask of the service."""

import json
from typing import TYPE_CHECKING

import click

from core.i18n import Language, T

if TYPE_CHECKING:
    from sheets_addon.store.api_keys import ApiKey

HELP = T(
    """Ключи для программ: надстроек Excel и Google Таблиц, своих сценариев.

    В базе ключа нет, только его подпись ключом PLANERKA_SECRET_KEY: показываем ключ один раз.""",
    """Keys of programs: add-ins of Excel and Google Sheets, scripts of your own.

    The database has no key, only its signature with PLANERKA_SECRET_KEY: a key is shown once.""",
)
ADD = T(
    """Сделать ключ; NAME — для чего он, чтобы потом узнать.

    Без --workbook и --all-workbooks ключ не открывает ни одной таблицы.""",
    """Make a key; NAME says what it is for, to know it by.

    Without --workbook and --all-workbooks the key opens no spreadsheet.""",
)
LIST = T("Показать ключи: начало, для чего, что открывают.", "Show the keys: how they begin, what for, what they open.")
REVOKE = T(
    "Отозвать ключ, который начинается с PREFIX (plk_…): он больше ничего не открывает.",
    "Revoke the key that begins with PREFIX (plk_…): it opens nothing any more.",
)
FUNCTIONS = T("Можно вызывать функции.", "May call the functions.")
WORKBOOK = T(
    "Номер или адрес подключённой таблицы, отчёты которой видны; можно несколько раз.",
    "Number or address of a connected spreadsheet whose reports it may see; may be given again.",
)
ALL = T("Видны отчёты всех таблиц, и будущих тоже.", "May see the reports of every spreadsheet, later ones too.")
JSON = T("Для программ: список в JSON, время — UTC.", "For machines: a JSON list, times in UTC.")

BOTH = T(
    "Книги выбирают либо по одной (--workbook), либо все (--all-workbooks): оставьте одно.",
    "Workbooks are chosen either one by one (--workbook) or all of them (--all-workbooks): leave one of the two.",
)
NOTHING = T(
    "Ключ ничего не открывал бы: добавьте --functions, --workbook ID или --all-workbooks.",
    "The key would open nothing: add --functions, --workbook ID or --all-workbooks.",
)
MADE = T(
    "Сохраните ключ «{name}» сейчас, больше мы его не покажем:", "Keep the key “{name}” now, it is not shown again:"
)
NONE = T(
    "Ключей нет. Сделать: planerka keys add ИМЯ --functions",
    "There are no keys. To make one: planerka keys add NAME --functions",
)
REVOKED = T("Ключ {prefix} «{name}» отозван.", "The key {prefix} “{name}” is revoked.")
OF_FUNCTIONS = T("функции", "functions")
OF_BOOKS = T("таблицы {ids}", "spreadsheets {ids}")
OF_ALL = T("все таблицы", "every spreadsheet")
USED = T("последний раз {at:%d.%m.%Y %H:%M} UTC", "last used {at:%Y-%m-%d %H:%M} UTC")
UNUSED = T("ещё не использовался", "never used")
IS_REVOKED = T("отозван", "revoked")


def command(language: Language) -> click.Command:
    @click.group("keys", help=HELP.to(language), invoke_without_command=True)
    @click.pass_context
    def keys(context: click.Context) -> None:
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    @keys.command("add", help=ADD.to(language))
    @click.argument("name")
    @click.option("--functions", is_flag=True, help=FUNCTIONS.to(language))
    @click.option("--workbook", "workbooks", multiple=True, metavar="ID", help=WORKBOOK.to(language))
    @click.option("--all-workbooks", "every", is_flag=True, help=ALL.to(language))
    def add(name: str, functions: bool, workbooks: tuple[str, ...], every: bool) -> None:
        _add(name, functions, workbooks, every, language)

    @keys.command("list", help=LIST.to(language))
    @click.option("--json", "as_json", is_flag=True, help=JSON.to(language))
    def list_(as_json: bool) -> None:
        _list(as_json, language)

    @keys.command("revoke", help=REVOKE.to(language))
    @click.argument("prefix")
    def revoke(prefix: str) -> None:
        _revoke(prefix, language)

    return keys


def _add(name: str, functions: bool, given: tuple[str, ...], every: bool, language: Language) -> None:
    from sheets_addon.cli.configured import configured, opened
    from sheets_addon.cli.group import Sentence
    from sheets_addon.exits import Exit
    from sheets_addon.store import api_keys, audit
    from sheets_addon.sync.connect import resolved
    from sheets_addon.work import utc_now

    if not (functions or given or every):
        raise Sentence(NOTHING.to(language), Exit.USAGE)
    if given and every:  # which of the two is meant is not guessed: one of them opens everything
        raise Sentence(BOTH.to(language), Exit.USAGE)
    signing, now = api_keys.signing(configured({}, language).store_key), utc_now()
    with opened(language) as store:
        workbooks = None if every else [resolved(store, one).id for one in given]
        with store.write() as session:
            key, token = api_keys.add(
                session, signing, name, now=now, added_by=audit.CONSOLE, functions=functions, workbooks=workbooks
            )
            audit.write(session, audit.CONSOLE, "key_added", now=now, subject=key.prefix)
    click.echo(MADE.say(language, name=key.name), err=True)  # so that stdout is the key alone
    click.echo(token)


def _list(as_json: bool, language: Language) -> None:
    from sheets_addon.cli.configured import opened
    from sheets_addon.store import api_keys

    with opened(language) as store, store.read() as session:
        found = api_keys.listed(session)
    if as_json:
        click.echo(json.dumps([_plain(key) for key in found], ensure_ascii=False, indent=2))
    elif not found:
        click.echo(NONE.to(language))
    for key in () if as_json else found:
        click.echo(f"{key.prefix}  «{key.name}»  {_scope(key, language)}  {_state(key, language)}")


def _revoke(prefix: str, language: Language) -> None:
    from sheets_addon.cli.configured import opened
    from sheets_addon.store import api_keys, audit
    from sheets_addon.work import utc_now

    now = utc_now()
    with opened(language) as store, store.write() as session:
        key = api_keys.revoke(session, prefix, now)
        audit.write(session, audit.CONSOLE, "key_revoked", now=now, subject=key.prefix)
    click.echo(REVOKED.say(language, prefix=key.prefix, name=key.name))


def _scope(key: "ApiKey", language: Language) -> str:
    said = [OF_FUNCTIONS.to(language)] if key.functions else []
    if key.workbooks is None:
        said.append(OF_ALL.to(language))
    elif key.workbooks:
        said.append(OF_BOOKS.say(language, ids=", ".join(map(str, sorted(key.workbooks)))))
    return ", ".join(said)


def _state(key: "ApiKey", language: Language) -> str:
    if key.revoked_at is not None:
        return IS_REVOKED.to(language)
    return UNUSED.to(language) if key.used_at is None else USED.say(language, at=key.used_at)


def _plain(key: "ApiKey") -> dict[str, object]:
    return {
        "prefix": key.prefix,
        "name": key.name,
        "functions": key.functions,
        "workbooks": None if key.workbooks is None else sorted(key.workbooks),
        "added_by": key.added_by,
        "added_at": key.added_at.isoformat(),
        "used_at": key.used_at and key.used_at.isoformat(),
        "revoked_at": key.revoked_at and key.revoked_at.isoformat(),
    }
