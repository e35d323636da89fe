"""Error cells, which calamine gives as blanks: found again in the sheet's XML, with their code.

A sheet without an error costs one search through its bytes.
"""

import re
from collections.abc import Iterator

_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?P<attributes>[^>]*?\bt=(?:"e"|'e')[^>]*)(?<!/)>"""
    rb"""(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>(?P<code>[^<]*)<""",
    re.DOTALL,
)
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")


def error_cells(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """Row, column (from 0) and code, such as ``#N/A``, of each error cell of a sheet."""
    if b't="e"' not in xml and b"t='e'" not in xml:
        return
    for cell in _CELL.finditer(xml):
        place = _PLACE.search(cell["attributes"])
        if place:
            yield int(place[2]) - 1, column_number(place[1].decode()) - 1, cell["code"].decode("utf-8", "replace")


def column_number(letters: str) -> int:
    """A → 1, Z → 26, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
