from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Boolean, Connection, Date, DateTime, Integer, LargeBinary, MetaData, Table, inspect, select, text
from sqlalchemy.types import JSON, Float

from sheets_addon.store import open_store
from sheets_addon.store.columns import pack
from sheets_addon.store.engine import connect
from sheets_addon.store.errors import StoreNewer, StoreOutdated
from sheets_addon.store.models import Base
from sheets_addon.store.upgrade import VERSIONS, _config, current, newest, revisions, upgrade


def test_models_and_migrations_agree(url: str) -> None:
    store = open_store(url)
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSIONS, "compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []
        for table in Base.metadata.tables:  # what alembic does not compare
            assert all(
                key["options"].get("ondelete") == "CASCADE" for key in inspect(connection).get_foreign_keys(table)
            )
    store.close()


def test_an_empty_database_gets_its_tables_and_a_second_upgrade_does_nothing(url: str) -> None:
    assert current(url) is None
    assert upgrade(url) == (None, newest())
    assert upgrade(url) == (newest(), newest())
    assert current(url) == newest() == revisions()[-1]


@pytest.mark.parametrize("old", revisions()[:-1])
def test_an_upgrade_from_every_older_version_keeps_every_row(url: str, old: str) -> None:
    upgrade(url, old)
    store = connect(url)
    with store.engine.begin() as connection:
        before = {name: filled(connection, table) for name, table in tables(connection).items()}
    with pytest.raises(StoreOutdated, match="planerka db upgrade"):
        open_store(url)
    assert current(url) == old
    assert upgrade(url) == (old, newest())
    with store.engine.begin() as connection:
        there = tables(connection)
        for name, row in before.items():
            [kept] = connection.execute(select(*(there[name].c[column] for column in row))).mappings().all()
            assert dict(kept) == row
    store.close()
    open_store(url).close()


def tables(connection: Connection) -> dict[str, Table]:
    found = MetaData()
    found.reflect(connection)
    return {table.name: table for table in found.sorted_tables if table.name != VERSIONS}


def filled(connection: Connection, table: Table) -> dict[str, Any]:
    """A row with something in every column."""
    aware = connection.dialect.name == "postgresql"
    row: dict[str, Any] = {column.name: value(column.type, aware) for column in table.columns}
    connection.execute(table.insert().values(row))
    return row


def value(kind: Any, aware: bool) -> Any:
    match kind:
        case Boolean():
            return True
        case Integer():
            return 1
        case Float():
            return 1.5
        case DateTime():
            return datetime(2026, 3, 31, 6, tzinfo=UTC if aware and kind.timezone else None)
        case Date():
            return date(2026, 3, 31)
        case LargeBinary():
            return pack(["bytes", "\0"])
        case JSON():
            return {"a": [1, None, "я"]}
        case _:
            return "слово"


def test_a_step_back_is_refused_and_changes_nothing(url: str) -> None:
    store = open_store(url)
    with store.engine.connect() as connection:
        config = _config()
        config.attributes["connection"] = connection
        with pytest.raises(NotImplementedError, match="no way back"):
            command.downgrade(config, "-1")
        connection.rollback()
    assert current(url) == newest()
    assert set(Base.metadata.tables) <= set(inspect(store.engine).get_table_names())
    store.close()


def test_every_script_refuses_to_go_back() -> None:
    from sheets_addon.store.upgrade import _scripts

    for script in _scripts().walk_revisions():
        with pytest.raises(NotImplementedError):
            script.module.downgrade()


def test_a_failed_step_leaves_the_database_as_it_was(url: str) -> None:
    upgrade(url, "0001")
    store = connect(url)
    with store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE snapshots (mine INTEGER)"))
    with pytest.raises(Exception, match="already exists"):
        upgrade(url)
    assert current(url) == "0001"
    assert "problems" not in inspect(store.engine).get_table_names()
    store.close()


def test_a_newer_database_is_not_touched(url: str) -> None:
    store = open_store(url)
    with store.engine.begin() as connection:
        connection.execute(text(f"UPDATE {VERSIONS} SET version_num = '9999'"))
    store.close()
    for use in (open_store, upgrade):
        with pytest.raises(StoreNewer, match="9999"):
            use(url)


def test_a_database_of_another_program_is_not_touched(url: str) -> None:
    store = connect(url)
    with store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE runs (theirs INTEGER)"))
    with pytest.raises(StoreNewer, match="“runs”"):
        open_store(url)
    assert inspect(store.engine).get_table_names() == ["runs"]
    store.close()


def test_processes_that_start_together_make_the_tables_once(url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(lambda _: open_store(url), range(4)):
            store.close()
    assert current(url) == newest()
