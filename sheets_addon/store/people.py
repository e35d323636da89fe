"""People who may sign in: login, password hash, role, the manager's name as in the workbook.

Hashes come and go ready made (:mod:`sheets_addon.people.passwords`): making one takes long, and a transaction of
SQLite would keep every other writer waiting meanwhile.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast, get_args

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.i18n import LANGUAGES, Language, T, clean
from sheets_addon.store import sessions
from sheets_addon.store.errors import BadPerson, LastAdmin, PersonExists, UnknownPerson
from sheets_addon.store.models import PersonRow

Role = Literal["admin", "head", "manager"]
"""``admin`` manages people, keys and workbooks · ``head`` sees everything · ``manager`` sees his own rows."""
ROLES: tuple[Role, ...] = get_args(Role)
LONGEST = 254
"""Characters of a login: as long as an e-mail address may be."""

UNKNOWN = T(
    "Человека с логином «{login}» нет. Кто есть: planerka users list",
    "Nobody has the login “{login}”. Who there is: planerka users list",
)
EXISTS = T(
    "Логин «{login}» уже занят. Сменить пароль: planerka users password {login}",
    "The login “{login}” is taken. To change its password: planerka users password {login}",
)
BAD_LOGIN = T(
    "Логин — адрес почты или слово без пробелов, не длиннее {n} знаков.",
    "A login is an e-mail address or a word without blanks, of at most {n} characters.",
)
NO_MANAGER = T(
    "Роли manager нужно имя менеджера — как в столбце «Менеджер» книги.",
    "The role manager needs the manager's name as the workbook's column “Manager” has it.",
)
NEEDLESS = T(
    "Имя менеджера нужно только роли manager: у роли {role} видно всё.",
    "Only the role manager needs a manager's name: the role {role} sees everything.",
)
LAST = T(
    "«{login}» — последний администратор: сначала добавьте другого.",
    "“{login}” is the last administrator: add another one first.",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Who may sign in. ``has_password`` False: with Google only."""

    id: int
    login: str
    role: Role
    manager: str
    active: bool
    has_password: bool
    added_at: datetime
    language: Language | None = None
    """Of the pages; None: as the browser asks."""


def add(
    session: Session, login: str, role: Role, *, now: datetime, password: str | None = None, manager: str = ""
) -> Person:
    """Let someone in. ``password`` is its hash. Raises BadPerson, PersonExists (then the transaction is to be left)."""
    name = normal(login)
    manager = _manager(role, manager)
    row = PersonRow(login=name, password=password, role=role, manager=manager, active=True, added_at=now)
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        raise PersonExists(EXISTS, login=name) from error
    return _plain(row)


def get(session: Session, id: int) -> Person | None:
    row = session.get(PersonRow, id, populate_existing=True)
    return None if row is None else _plain(row)


def find(session: Session, login: str) -> Person:
    """Raises UnknownPerson."""
    return _plain(_row(session, login))


def credentials(session: Session, login: str) -> tuple[Person, str | None] | None:
    """The person and the password hash to check against; None: nobody of that login is let in."""
    if not _fits(_folded(login)):
        return None
    row = session.scalar(select(PersonRow).where(PersonRow.login == _folded(login), PersonRow.active))
    return None if row is None else (_plain(row), row.password)


def everyone(session: Session) -> list[Person]:
    """By login."""
    return [_plain(row) for row in session.scalars(select(PersonRow).order_by(PersonRow.login))]


def change(
    session: Session, login: str, *, role: Role | None = None, manager: str | None = None, active: bool | None = None
) -> Person:
    """Set what is given; who gets other rights, or none, has to sign in anew.

    Raises UnknownPerson, BadPerson, LastAdmin.
    """
    row = _row(session, login, lock=True)
    before = (row.role, row.manager, row.active)
    new = cast(Role, row.role) if role is None else role
    kept = row.manager if new == "manager" else ""  # a manager who becomes head is no manager of the workbook
    name = _manager(new, kept if manager is None else manager)
    stays = row.active if active is None else active
    if not (stays and new == "admin"):
        _not_last(session, row)
    row.role, row.manager, row.active = new, name, stays
    if before != (new, name, stays):
        sessions.end_all(session, row.id)
    session.flush()
    return _plain(row)


def set_language(session: Session, id: int, language: Language) -> None:
    """Of the pages; nothing happens if the person is gone."""
    row = session.get(PersonRow, id)
    if row is not None:
        row.language = language
        session.flush()


def set_password(session: Session, login: str, password: str | None) -> Person:
    """Keep a new hash; whoever was signed in with the old password no longer is. Raises UnknownPerson."""
    row = _row(session, login, lock=True)
    row.password = password
    sessions.end_all(session, row.id)
    session.flush()
    return _plain(row)


def renew_hash(session: Session, id: int, old: str, new: str) -> None:
    """The same password, hashed with today's costs; nothing happens if it was changed meanwhile."""
    row = session.get(PersonRow, id, with_for_update=True, populate_existing=True)
    if row is not None and row.password == old:
        row.password = new
        session.flush()


def remove(session: Session, login: str) -> None:
    """Forget someone, sessions too. Raises UnknownPerson, LastAdmin."""
    row = _row(session, login, lock=True)
    _not_last(session, row)
    session.delete(row)
    session.flush()


def normal(login: str) -> str:
    """The login as it is kept: one spelling for ``Anna@Firm.RU`` and ``anna@firm.ru``. Raises BadPerson."""
    name = _folded(login)
    if not _fits(name):
        raise BadPerson(BAD_LOGIN, n=LONGEST)
    return name


def _fits(name: str) -> bool:
    return 0 < len(name) <= LONGEST and name.isprintable() and not any(map(str.isspace, name))


def _folded(login: str) -> str:
    return unicodedata.normalize("NFKC", login).strip().casefold()


def _manager(role: Role, manager: str) -> str:
    name = clean(manager)
    if role == "manager" and not name:
        raise BadPerson(NO_MANAGER)
    if role != "manager" and name:
        raise BadPerson(NEEDLESS, role=role)
    return name


def _row(session: Session, login: str, lock: bool = False) -> PersonRow:
    name = _folded(login)
    query = select(PersonRow).where(PersonRow.login == name)
    row = session.scalar(query.with_for_update() if lock else query) if _fits(name) else None
    if row is None:
        raise UnknownPerson(UNKNOWN, login=login)
    return row


def _not_last(session: Session, row: PersonRow) -> None:
    """Raises LastAdmin. All admins are locked, so that two of them cannot remove each other at once."""
    if row.role != "admin" or not row.active:
        return
    admins = select(PersonRow.id).where(PersonRow.role == "admin", PersonRow.active).with_for_update()
    if len(session.scalars(admins).all()) == 1 and session.scalar(select(func.count(PersonRow.id))) != 1:
        raise LastAdmin(LAST, login=row.login)


def _plain(row: PersonRow) -> Person:
    return Person(
        id=row.id,
        login=row.login,
        role=cast(Role, row.role),
        manager=row.manager,
        active=row.active,
        has_password=row.password is not None,
        added_at=row.added_at,
        language=row.language if row.language in LANGUAGES else None,
    )
