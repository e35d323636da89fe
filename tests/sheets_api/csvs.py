"""A file as CSV, as Drive exports its first sheet and converts an upload."""

import csv
import io

from tests.sheets_api import values
from tests.sheets_api.entered import entered
from tests.sheets_api.errors import unimplemented
from tests.sheets_api.grid import Box
from tests.sheets_api.state import Book, new_tab

MARKS = {"text/csv": ",", "text/tab-separated-values": "\t"}


def exported(book: Book, mime: str) -> str:
    """The texts of the first sheet as they are shown; no line end after the last row."""
    if mime not in MARKS:
        raise unimplemented(f"export to {mime}")
    out = io.StringIO()
    rows = values.get(book, Box(book.tabs[0].id), {}).get("values", [])
    width = max(map(len, rows), default=0)
    csv.writer(out, delimiter=MARKS[mime]).writerows([*row, *[""] * (width - len(row))] for row in rows)
    return out.getvalue().removesuffix("\r\n")


def imported(book: Book, text: str) -> None:
    """Everything in the file gives way to one sheet of these rows, each cell as a person would type it."""
    rows = list(csv.reader(io.StringIO(text)))
    tab = new_tab(book.tabs[0].id, book.tabs[0].title, 0, max(len(rows), 1), max(map(len, rows), default=1))
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if (cell := entered(value, "USER_ENTERED", book.properties["locale"])) is not None:
                tab.cells[i, j] = cell
    book.tabs, book.named_ranges, book.developer_metadata = [tab], [], []
