"""Error cells, and formulas that were never computed, both of which calamine gives as blanks: found again in the XML.

A sheet without an error and without a formula costs two searches through its bytes.
"""

import re
from collections.abc import Iterator

from core.intake.numbers import NOT_CALCULATED

_CELL = re.compile(
    rb"""<(?:\w+:)?c\s(?P<attributes>[^>]*?\bt=(?:"e"|'e')[^>]*)(?<!/)>"""
    rb"""(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>(?P<code>[^<]*)<""",
    re.DOTALL,
)
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")

_FORMULA = re.compile(
    rb"""<(?:\w+:)?c\s(?P<attributes>[^>]*)(?<!/)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)

_BARE = (b"</f></c>", b"/></c>", b"<v></v></c>", b"</f>\n", b"</f>\r", b":f>")
"""How a formula without a value may end; a prefix and line breaks between elements are next to unheard of."""


def uncomputed_cells(xml: bytes) -> Iterator[tuple[int, int, str]]:
    """As :func:`error_cells`, of each formula without a value. One that gave an empty text says that it is a text."""
    if not any(end in xml for end in _BARE):
        return
    for cell in _FORMULA.finditer(xml):
        place = _PLACE.search(cell["attributes"])
        if place and b'"str"' not in cell["attributes"] and b"'str'" not in cell["attributes"]:
            yield int(place[2]) - 1, column_number(place[1].decode()) - 1, NOT_CALCULATED


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
