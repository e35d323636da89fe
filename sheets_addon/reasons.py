"""What the operating system or a database said of a file, in a word or two that go into a sentence."""

import errno

from core.i18n import T

ABSENT = T("нет такого файла или папки", "there is no such file or folder")
FORBIDDEN = T("на это нет прав", "there is no right to do so")
READ_ONLY = T("диск открыт только для чтения", "the disk is open for reading only")
FULL = T("на диске нет места", "the disk is full")
A_FOLDER = T("это папка", "that is a folder")
NO_FOLDER = T("на пути к нему стоит файл, а не папка", "a file stands in its path in the place of a folder")
USED = T("он занят другой программой", "another program uses it")
LONG = T("слишком длинное имя", "the name is too long")
REASONS = {
    errno.ENOENT: ABSENT,
    errno.EACCES: FORBIDDEN,
    errno.EPERM: FORBIDDEN,
    errno.EROFS: READ_ONLY,
    errno.ENOSPC: FULL,
    errno.EISDIR: A_FOLDER,
    errno.ENOTDIR: NO_FOLDER,
    errno.EBUSY: USED,
    errno.ENAMETOOLONG: LONG,
}
OF_A_DATABASE = {
    "unable to open database file": T("файл не создать и не открыть", "the file can be neither made nor opened"),
    "file is not a database": T("этот файл — не база", "this file is no database"),
    "attempt to write a readonly database": FORBIDDEN,
    "database or disk is full": FULL,
    "database is locked": T("её держит другой процесс", "another process holds it"),
    "disk I/O error": T("ошибка диска", "an error of the disk"),
}
"""By SQLite's words; other databases speak for themselves."""


def reason(error: OSError) -> T:
    """Whatever is rarer stays in the system's own words."""
    return REASONS.get(error.errno or 0) or T.same(error.strerror or type(error).__name__)


def reason_of_database(said: str) -> T:
    """``said`` by the driver."""
    return OF_A_DATABASE.get(said) or T.same(" ".join(said.split()).rstrip(".?"))
