"""What can go wrong with the store, as a code and one sentence.

::

    StoreError               code             what its reader met
    ├── StoreUnreachable     store_closed     no such database, no right to it, or no driver for it
    ├── StoreOutdated        store_outdated   tables of an older version: planerka db upgrade
    ├── StoreNewer           store_newer      tables of a newer version than this program
    ├── UnknownWorkbook      unknown          no workbook of that id
    ├── LeaseLost            lease_lost       someone else has taken the workbook over: nothing was written
    ├── StoreBusy            store_busy       another process is writing and does not end
    ├── StoreNotEmpty        store_not_empty  a backup would be put over what is there
    ├── BackupUnwritable     backup_failed    the file of a backup cannot be written there
    ├── BackupUnreadable     backup_damaged   no such file, no backup, or a damaged one
    ├── BackupNewer          backup_newer     made by a newer version of this program
    ├── AccessError                           about people and the keys of programs
    │   ├── UnknownPerson    unknown_person   nobody has that login
    │   ├── PersonExists     person_exists    someone has that login already
    │   ├── BadPerson        bad_person       the login, the role or the manager's name does not fit
    │   ├── LastAdmin        last_admin       without this one nobody could manage people
    │   └── UnknownKey       unknown_key      no key of a program begins so
    └── SecretError
        ├── NoSecretKey      no_secret_key    PLANERKA_SECRET_KEY is not given, or is short
        ├── WrongSecretKey   wrong_secret_key it is not the key that the secret was kept with
        └── UnknownSecret    unknown_secret   no secret of that name
"""

from core.errors import PlanerkaError


class StoreError(PlanerkaError):
    code = "store"


class StoreUnreachable(StoreError):
    code = "store_closed"


class StoreOutdated(StoreError):
    code = "store_outdated"


class StoreNewer(StoreError):
    code = "store_newer"


class UnknownWorkbook(StoreError):
    code = "unknown"


class LeaseLost(StoreError):
    code = "lease_lost"


class StoreBusy(StoreError):
    code = "store_busy"


class StoreNotEmpty(StoreError):
    code = "store_not_empty"


class BackupUnwritable(StoreError):
    code = "backup_failed"


class BackupUnreadable(StoreError):
    code = "backup_damaged"


class BackupNewer(StoreError):
    code = "backup_newer"


class AccessError(StoreError):
    """About people and the keys of programs."""


class UnknownPerson(AccessError):
    code = "unknown_person"


class PersonExists(AccessError):
    code = "person_exists"


class BadPerson(AccessError):
    code = "bad_person"


class LastAdmin(AccessError):
    code = "last_admin"


class UnknownKey(AccessError):
    code = "unknown_key"


class SecretError(StoreError):
    """About what is kept encrypted."""


class NoSecretKey(SecretError):
    code = "no_secret_key"


class WrongSecretKey(SecretError):
    code = "wrong_secret_key"


class UnknownSecret(SecretError):
    code = "unknown_secret"
