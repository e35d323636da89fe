"""``planerka users``: who may sign in to the service."""

import json
import sys
from typing import TYPE_CHECKING

import click

from core.i18n import Language, T
from sheets_addon.cli.kinds import OneOf

if TYPE_CHECKING:
    from sheets_addon.store.people import Person, Role

HELP = T(
    """Люди, которые входят в службу: логин, роль, пароль.

    Роли: admin — управляет людьми, ключами и таблицами; head — видит все строки книг, в которые его пустили;
    manager — только свои строки в них.
    Первого администратора добавляют так: planerka users add ЛОГИН --role admin""",
    """The people who sign in to the service: login, role, password.

    Roles: admin manages people, keys and spreadsheets; head sees all rows of the workbooks
    that they were let into; manager their own rows of these.
    The first administrator is added by: planerka users add LOGIN --role admin""",
)
ADD = T(
    """Добавить человека с логином LOGIN (лучше адрес почты).

    Пароль спросим; если ввод не с клавиатуры, это первая его строка.""",
    """Add someone with the login LOGIN (best an e-mail address).

    The password is asked for; where the input is no keyboard, it is its first line.""",
)
LIST = T("Показать, кто может входить.", "Show who may sign in.")
REMOVE = T("Убрать человека: войти он больше не сможет.", "Remove someone, who then can sign in no more.")
PASSWORD = T(
    "Сменить пароль. Открытые сеансы этого человека закончатся.",
    "Change a password. The open sessions of that person end.",
)
ROLE = T("Что человеку можно.", "What the person may do.")
MANAGER = T(
    "Имя менеджера — как в столбце «Менеджер» книги (для роли manager).",
    "The manager's name as in the workbook's column “Manager” (for the role manager).",
)
NO_PASSWORD = T("Без пароля: вход только через Google.", "Without a password: signs in with Google only.")
JSON = T("Для программ: список в JSON, время — UTC.", "For machines: a JSON list, times in UTC.")

ASK = T("Пароль", "Password")
AGAIN = T("Ещё раз", "Once more")
DIFFERENT = T("Пароли не совпали.", "The passwords differ.")
ADDED = T("{login} может входить, роль {role}.", "{login} may sign in, role {role}.")
REMOVED = T("{login} больше не может входить.", "{login} can sign in no more.")
CHANGED = T(
    "Пароль {login} сменён, открытые сеансы закончены.", "The password of {login} is changed, open sessions ended."
)
NOBODY = T(
    "Пока никто не может входить. Добавить: planerka users add ЛОГИН --role admin",
    "Nobody may sign in yet. To add someone: planerka users add LOGIN --role admin",
)
OFF = T("вход закрыт", "locked out")
GOOGLE_ONLY = T("без пароля", "no password")


def command(language: Language) -> click.Command:
    @click.group("users", help=HELP.to(language), invoke_without_command=True)
    @click.pass_context
    def users(context: click.Context) -> None:
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    @users.command("add", help=ADD.to(language))
    @click.argument("login")
    @click.option("--role", type=OneOf(("admin", "head", "manager"), language), required=True, help=ROLE.to(language))
    @click.option("--manager", default="", metavar="NAME", help=MANAGER.to(language))
    @click.option("--no-password", is_flag=True, help=NO_PASSWORD.to(language))
    def add(login: str, role: "Role", manager: str, no_password: bool) -> None:
        _add(login, role, manager, no_password, language)

    @users.command("list", help=LIST.to(language))
    @click.option("--json", "as_json", is_flag=True, help=JSON.to(language))
    def list_(as_json: bool) -> None:
        _list(as_json, language)

    @users.command("remove", help=REMOVE.to(language))
    @click.argument("login")
    def remove(login: str) -> None:
        _remove(login, language)

    @users.command("password", help=PASSWORD.to(language))
    @click.argument("login")
    def password(login: str) -> None:
        _password(login, language)

    return users


def _add(login: str, role: "Role", manager: str, no_password: bool, language: Language) -> None:
    from sheets_addon.cli.configured import opened
    from sheets_addon.people.passwords import hashed
    from sheets_addon.store import audit, people
    from sheets_addon.work import utc_now

    now, name = utc_now(), people.normal(login)
    with opened(language) as store:
        kept = None if no_password else hashed(_asked(language), name)
        with store.write() as session:
            person = people.add(session, name, role, now=now, password=kept, manager=manager)
            audit.write(session, audit.CONSOLE, "person_added", now=now, subject=person.login)
    click.echo(ADDED.say(language, login=person.login, role=person.role))


def _list(as_json: bool, language: Language) -> None:
    from sheets_addon.cli.configured import opened
    from sheets_addon.store import people

    with opened(language) as store, store.read() as session:
        found = people.everyone(session)
    if as_json:
        click.echo(json.dumps([_plain(person) for person in found], ensure_ascii=False, indent=2))
    elif not found:
        click.echo(NOBODY.to(language))
    for person in () if as_json else found:
        flags = [OFF.to(language)] * (not person.active) + [GOOGLE_ONLY.to(language)] * (not person.has_password)
        click.echo("  ".join(filter(None, [person.login, person.role, person.manager, ", ".join(flags)])))


def _remove(login: str, language: Language) -> None:
    from sheets_addon.cli.configured import opened
    from sheets_addon.store import audit, people
    from sheets_addon.work import utc_now

    with opened(language) as store, store.write() as session:
        person = people.find(session, login)
        people.remove(session, login)
        audit.write(session, audit.CONSOLE, "person_removed", now=utc_now(), subject=person.login)
    click.echo(REMOVED.say(language, login=person.login))


def _password(login: str, language: Language) -> None:
    from sheets_addon.cli.configured import opened
    from sheets_addon.people.passwords import hashed
    from sheets_addon.store import audit, people
    from sheets_addon.work import utc_now

    with opened(language) as store:
        with store.read() as session:
            person = people.find(session, login)
        kept = hashed(_asked(language), person.login)
        with store.write() as session:
            people.set_password(session, login, kept)
            audit.write(session, audit.CONSOLE, "password_changed", now=utc_now(), subject=person.login)
    click.echo(CHANGED.say(language, login=person.login))


def _asked(language: Language) -> str:
    """Never on the command line: other people of the machine and the shell's history see that."""
    from sheets_addon.cli.group import Sentence
    from sheets_addon.exits import Exit

    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given = [click.prompt(words.to(language), hide_input=True, type=str) for words in (ASK, AGAIN)]
    if given[0] != given[1]:
        raise Sentence(DIFFERENT.to(language), Exit.USAGE)
    return str(given[0])


def _plain(person: "Person") -> dict[str, object]:
    return {
        "login": person.login,
        "role": person.role,
        "manager": person.manager,
        "active": person.active,
        "has_password": person.has_password,
        "added_at": person.added_at.isoformat(),
    }
