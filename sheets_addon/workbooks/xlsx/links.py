"""Links from a report to a cell: of the person's workbook, relative to the report file, or of our own tabs."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from xlsxwriter.url import Url

from core.report import Ref

MAX_LINKS = 65_530
"""Excel's own limit, a sheet."""
_UNESCAPED = "".join(chr(c) for c in range(32, 127) if chr(c) not in ' "#%<>?[]^`{|}')


@dataclass
class Links:
    """Makes the links of one sheet and counts them. ``book`` is '' where there is no file to link to."""

    book: str
    own: Mapping[str, str]
    """Our drawn tabs: a report's title → its sheet title."""
    absent: frozenset[str] = frozenset()
    """Titles of reports that have no tab this time."""
    made: int = 0
    left_out: int = field(default=0)

    def to(self, ref: Ref) -> Url | None:
        """The link, or None where there can be none: the cell's address then stays text."""
        if ref.tab in self.own:
            link = f"internal:{quoted(self.own[ref.tab])}!{ref.cell}"
        elif self.book and ref.tab not in self.absent:
            link = f"external:{self.book}#{quoted(ref.tab)}!{ref.cell}"
        else:
            return None
        if self.made >= MAX_LINKS:
            self.left_out += 1
            return None
        self.made += 1
        url = Url(link)
        url.text = ref.text or ref.cell
        return url


def quoted(tab: str) -> str:
    """A tab's title as it stands in an address: ``'Сделки O''Нила'``."""
    return "'" + tab.replace("'", "''") + "'"


def book_address(source: Path, target: Path) -> str:
    """``source`` as a link from the folder of ``target``: its bare name beside it, else a relative path.

    Excel writes Cyrillic as it is and escapes the rest; a ``#`` left as it is would end the file's name.
    """
    try:
        path = os.path.relpath(source.resolve(), target.resolve().parent)
    except ValueError:  # another drive of Windows
        path = str(source.resolve())
    drive, rest = os.path.splitdrive(path)
    return drive + "".join(char if ord(char) > 127 else quote(char, safe=_UNESCAPED + "/\\") for char in rest)
