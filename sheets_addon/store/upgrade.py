"""The tables and their versions: Alembic, with its scripts inside the package."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from core.i18n import T
from sheets_addon.store.engine import Store, connect
from sheets_addon.store.errors import StoreNewer, StoreOutdated
from sheets_addon.store.models import Base

OUTDATED = T(
    "База данных от прежней версии Планёрки. Сделайте её копию и выполните: planerka db upgrade",
    "The database is of an older version of Planerka. Copy it, then run: planerka db upgrade",
)
NEWER = T(
    "База данных от более новой версии Планёрки ({revision}). Обновите программу: pip install --upgrade planerka",
    "The database is of a newer version of Planerka ({revision}). Upgrade the program: pip install --upgrade planerka",
)
STRANGE = T(
    "В базе уже есть таблица «{table}» другой программы. Укажите в PLANERKA_DATABASE_URL отдельную базу.",
    "The database already has a table “{table}” of another program. Name a database of its own in "
    "PLANERKA_DATABASE_URL.",
)
VERSIONS = "planerka_version"
"""The table in which Alembic keeps the revision; not its usual name, which another program may use."""
_LOCK = 7_217_012_413
"""Of PostgreSQL: two processes that upgrade at once do it one after the other, as SQLite's do anyway."""


def upgrade(url: str, revision: str = "head") -> tuple[str | None, str]:
    """Bring the tables to this program's version, all steps or none; the revision before and after.

    Raises StoreUnreachable, StoreNewer.
    """
    store = connect(url)
    try:
        return _upgrade(store, revision)
    finally:
        store.close()


def current(url: str) -> str | None:
    """The revision of the database, None where it has no tables of ours. Raises StoreUnreachable."""
    store = connect(url)
    try:
        with store.engine.begin() as connection:
            return revision_of(connection)
    finally:
        store.close()


def newest() -> str:
    """The revision of this program."""
    head = _scripts().get_current_head()
    assert head is not None  # noqa: S101 - the package has scripts
    return head


def revisions() -> list[str]:
    """Every revision there ever was, the oldest first."""
    return [script.revision for script in reversed(list(_scripts().walk_revisions()))]


def ensure_current(store: Store) -> None:
    """Make the tables of an empty database. Raises StoreOutdated and StoreNewer."""
    with store.read() as session:
        found = revision_of(session.connection())
    if found is None:
        _upgrade(store, "head")
    elif found not in revisions():
        raise StoreNewer(NEWER, revision=found)
    elif found != newest():
        raise StoreOutdated(OUTDATED)


def checked(connection: Connection) -> str | None:
    """The revision, once no other process upgrades. Raises StoreNewer for tables that are not of this program."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK})
    found = revision_of(connection)
    if found is not None and found not in revisions():
        raise StoreNewer(NEWER, revision=found)
    if found is None:
        taken = set(inspect(connection).get_table_names()) & set(Base.metadata.tables)
        if taken:
            raise StoreNewer(STRANGE, table=min(taken))
    return found


def step(connection: Connection, revision: str = "head") -> str:
    """Bring the tables to a revision within the transaction of ``connection``; which one it is."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    after = revision_of(connection)
    assert after is not None  # noqa: S101 - an upgrade ends at a revision
    return after


def _upgrade(store: Store, revision: str) -> tuple[str | None, str]:
    with store.engine.begin() as connection:
        before = checked(connection)
        return before, step(connection, revision)


def revision_of(connection: Connection) -> str | None:
    """None: it has no tables of ours."""
    return MigrationContext.configure(connection, opts={"version_table": VERSIONS}).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
