"""How a command ends: the one list of exit codes, which ``--help`` and docs/cli.md print."""

from enum import IntEnum

from core.errors import FunctionError, PlanerkaError
from core.i18n import T


class Exit(IntEnum):
    OK = 0
    INTERNAL = 1
    USAGE = 2
    FUNCTION = 3
    UNREADABLE = 4
    BUSY = 5
    NOTHING = 6
    DOCTOR = 7
    PARTIAL = 8
    STORE = 9
    GOOGLE = 10
    LATER = 11
    STALE = 12
    INTERRUPTED = 130


MEANINGS: dict[Exit, T] = {
    Exit.OK: T(
        "готово; ошибки в ячейках людей — не сбой, о них говорит отчёт",
        "done; problems in people's cells are no failure, the report names them",
    ),
    Exit.INTERNAL: T("внутренняя ошибка; подробности в журнале", "an internal error; the log has the details"),
    Exit.USAGE: T(
        "команда набрана неверно, или в ней не тот логин, пароль или ключ",
        "the command was typed wrong, or its login, password or key does not fit",
    ),
    Exit.FUNCTION: T("у функции нет значения (#N/A, #VALUE! …)", "the function has no value (#N/A, #VALUE! …)"),
    Exit.UNREADABLE: T(
        "файл не найден, повреждён, не читается или не пишется",
        "the file is not there, is damaged, or cannot be read or written",
    ),
    Exit.BUSY: T(
        "файл отчётов открыт в другой программе, порт занят или базу держит другой процесс",
        "the report file is open elsewhere, the port is taken, or another process holds the database",
    ),
    Exit.NOTHING: T("в файле нет ни одной знакомой вкладки", "the workbook has no tab that we know"),
    Exit.DOCTOR: T("planerka doctor нашёл, что исправить", "planerka doctor found something to mend"),
    Exit.PARTIAL: T(
        "отчёты записаны, но один или несколько не посчитаны из-за нашей ошибки; подробности в журнале",
        "the reports are written, but an error of ours stopped one or more of them; the log has the details",
    ),
    Exit.STORE: T(
        "база службы не открывается, устарела, или не подходит ключ PLANERKA_SECRET_KEY",
        "the service's database cannot be opened or is outdated, or PLANERKA_SECRET_KEY does not fit",
    ),
    Exit.GOOGLE: T(
        "Google Таблица не обновлена, пока человек не исправит то, что названо в сообщении",
        "the Google spreadsheet is not refreshed until someone mends what the message names",
    ),
    Exit.LATER: T(
        "Google занят или не отвечает, или книгу уже обновляет другой процесс: повторите позже",
        "Google is busy or does not answer, or another process is at the workbook: try again later",
    ),
    Exit.STALE: T(
        "planerka status: у одной или нескольких книг отчёты не обновлены вовремя",
        "planerka status: the reports of one or more workbooks are not up to date",
    ),
    Exit.INTERRUPTED: T("прервано с клавиатуры", "interrupted from the keyboard"),
}

_BY_CODE: dict[str, Exit] = {
    "not_found": Exit.UNREADABLE,
    "unreadable": Exit.UNREADABLE,
    "busy": Exit.BUSY,
    "nothing": Exit.NOTHING,
    "unknown": Exit.UNREADABLE,
    "no_address": Exit.USAGE,
    **dict.fromkeys(("not_shared", "read_only", "trashed", "full", "protected", "key", "refused"), Exit.GOOGLE),
    **dict.fromkeys(("quota", "outage", "late", "stopped", "lease_lost"), Exit.LATER),
    **dict.fromkeys(
        ("unknown_person", "person_exists", "bad_person", "last_admin", "unknown_key", "weak_password"), Exit.USAGE
    ),
    "store_not_empty": Exit.USAGE,
    "store_busy": Exit.BUSY,
    **dict.fromkeys(("backup_damaged", "backup_failed"), Exit.UNREADABLE),
    "backup_newer": Exit.STORE,
    "store_closed": Exit.STORE,
    "store_outdated": Exit.STORE,
    "store_newer": Exit.STORE,
    "no_secret_key": Exit.STORE,
    "wrong_secret_key": Exit.STORE,
}


def exit_of(error: PlanerkaError) -> Exit:
    """The exit code with which a command reports ``error``."""
    if isinstance(error, FunctionError):
        return Exit.FUNCTION
    return _BY_CODE.get(error.code, Exit.INTERNAL)
