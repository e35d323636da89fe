"""Rows in every table, and all that a store holds, to compare."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Table, insert, select, text

from sheets_addon.store import Store
from sheets_addon.store.backup_file import Kind, kind_of
from sheets_addon.store.columns import Packed
from sheets_addon.store.models import Base

Content = dict[str, list[dict[str, Any]]]


def filled(store: Store, rows: int = 3) -> None:
    """``rows`` in every table, the passing ones too; what points at another row points at the one of its number."""
    with store.write() as session:
        for declared in Base.metadata.sorted_tables:
            session.execute(insert(declared), [row(declared, n) for n in range(1, rows + 1)])
            if session.get_bind().dialect.name == "postgresql" and declared.autoincrement_column is not None:
                session.execute(text(f"SELECT setval('{declared.name}_id_seq', {rows})"))


def row(declared: Table, n: int) -> dict[str, Any]:
    return {
        column.name: value("json" if isinstance(column.type, Packed) else kind_of(column), n)
        for column in declared.columns
    }


def value(kind: Kind, n: int) -> Any:
    match kind:
        case "moment":
            return datetime(2026, 3, 31, 6, 0, 0, 123456, tzinfo=UTC) + timedelta(hours=n)
        case "time":
            return datetime(2026, 3, 31, 9, 0, 0, 1) + timedelta(days=n)
        case "date":
            return date(2026, 3, n)
        case "bytes":
            return bytes(range(256)) * n
        case "json":
            return {"ключ": [n, 1e22, 0.1, None, True, "a\0\ud800 \"'\n\r\u2028"], "": {}}
        case "yesno":
            return n % 2 == 0
        case "integer":
            return n
        case "number":
            return 0.1 * n
        case "text":
            return f"«слово» №{n}\n\r\u2028'; DROP TABLE x; --"


def content(store: Store) -> Content:
    """Every row of every table, as the database has it."""
    with store.read() as session:
        return {
            declared.name: [
                dict(one) for one in session.execute(select(declared).order_by(*declared.primary_key)).mappings()
            ]
            for declared in Base.metadata.sorted_tables
        }


def lasting(found: Content) -> Content:
    return {name: rows for name, rows in found.items() if not Base.metadata.tables[name].info.get("passing")}
