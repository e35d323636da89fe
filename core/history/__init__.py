"""What people changed in their tables, from one reading to the next: nobody types it, the edges keep it.

A reading of the tables (:func:`read_rows`) is compared with the last state; what differs is appended as
:class:`Change`. The state of any moment is the replay of the changes up to it.
"""

from core.history.compare import difference, extended
from core.history.model import Change, History, Line, Read, Row, Rows, replay
from core.history.rows import read_rows
from core.history.stored import from_json, to_json

__all__ = [
    "Change",
    "History",
    "Line",
    "Read",
    "Row",
    "Rows",
    "difference",
    "extended",
    "from_json",
    "read_rows",
    "replay",
    "to_json",
]
