"""What the service remembers: workbooks, runs, leases, problems, history, snapshots, secrets.

The only room that imports SQLAlchemy and Alembic. ``open_store(url)`` gives a :class:`Store`; within
``with store.write() as session`` the modules' plain functions read and write, frozen dataclasses come out.
Times are aware, in UTC; only the history's are the wall clock of the workbook's zone, as core keeps them.

========== ===================================================================
engine     ``open_store``: SQLite in WAL or PostgreSQL, safe with threads and forks
upgrade    Alembic inside the package: ``upgrade``, ``current``
leases     who works on a workbook now; ``fenced`` is how a run is written
workbooks  what is connected, when it is due, what is wanted, what failed
runs       each try, its outcome and its numbers
problems   of the last run
history    row-level changes, as ``core.history`` thinks of them
snapshots  the last result, whole; ``codec`` turns it into JSON and back
secrets    keys and tokens, encrypted
channels   by which Drive tells of changes
agendas    of the last days' meetings
alerts     messages to people: claimed, sent, tried again
people     who may sign in, with which role; ``sessions``: who is signed in
members    who may see which workbook
api_keys   what programs may do, and what is kept of their keys
answers    of requests with an idempotency key
audit      who did what, on which workbook, when
retention  what is forgotten and when
backup     all of it in one file, and ``restore`` from it; ``backup_file`` is the format
========== ===================================================================
"""

from sqlalchemy.orm import Session

from sheets_addon.store.engine import Store, open_store

__all__ = ["Session", "Store", "open_store"]
