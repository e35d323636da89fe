"""Values as Google's CellData: always typed, never parsed; what is not a number stays text, ``=1+1`` too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import isfinite

from core.i18n import Language
from core.report import Ref, Value
from sheets_addon.workbooks.google.draw.requests import Cell
from sheets_addon.workbooks.words import flag

_SERIAL_ZERO = date(1899, 12, 30).toordinal()
_LONGEST = 50_000
"""Google's own limit of a cell."""
_CONTROL = {code: None for code in range(32) if code not in (9, 10)}
_NUMBERS = (int, float, type(None))
BLANK: Cell = {}
_BLANK_BYTES, _CELL_BYTES, _RUN_BYTES = 3, 48, 84
"""What a cell takes beside its text, and a link beside its cell."""


@dataclass
class Pen:
    """Makes cells, the same text once. ``sheets``: a tab's title, a person's or ours → its id."""

    language: Language
    sheets: Mapping[str, int]
    texts: dict[str, Cell] = field(default_factory=dict)

    def column(self, values: Sequence[Value]) -> list[Cell]:
        """The cells of a column."""
        types = set(map(type, values))
        if types.issubset(_NUMBERS):
            return [_number(value) if value is not None else BLANK for value in values]  # type: ignore[arg-type]
        if types.issubset((str, type(None))):
            text = self.text
            return [text(value) if value is not None else BLANK for value in values]  # type: ignore[arg-type]
        return [self.cell(value) for value in values]

    def cell(self, value: Value) -> Cell:
        if value is None:
            return BLANK
        if isinstance(value, Ref):
            return self.link(value)
        if isinstance(value, bool):
            return self.text(flag(value, self.language))
        if isinstance(value, date):
            return {"userEnteredValue": {"numberValue": value.toordinal() - _SERIAL_ZERO}}
        if isinstance(value, int | float):
            return _number(value)
        return self.text(value)

    def text(self, value: str) -> Cell:
        found = self.texts.get(value)
        if found is None:
            found = self.texts[value] = {"userEnteredValue": {"stringValue": plain(value)}} if value else BLANK
        return found

    def link(self, ref: Ref) -> Cell:
        """A text that leads to the very cell; the bare address where there is no such tab."""
        sheet = self.sheets.get(ref.tab)
        if sheet is None:
            return self.text(f"{ref.text} ({ref})" if ref.text and ref.text != ref.cell else str(ref))
        uri = f"#gid={sheet}&range={ref.cell}"
        return {
            "userEnteredValue": {"stringValue": plain(ref.text or ref.cell)},
            "textFormatRuns": [{"format": {"link": {"uri": uri}}}],
        }


def _number(value: float) -> Cell:
    return {"userEnteredValue": {"numberValue": value}} if isfinite(value) else BLANK


def plain(text: str) -> str:
    """``text`` as Google takes it: no control characters, no half of a surrogate pair, not longer than a cell."""
    if text.isprintable() and len(text) < _LONGEST // 2:
        return text
    whole = text.translate(_CONTROL).encode("utf-16-le", "replace").decode("utf-16-le")
    if len(whole) < _LONGEST // 2:
        return whole
    return whole.encode("utf-16-le")[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore")


def bytes_of(columns: Sequence[Sequence[Value]]) -> int:
    """About how many bytes the cells of these columns take in a request; rather more than fewer."""
    size = 0
    for values in columns:
        types = [*map(type, values)]
        size += _CELL_BYTES * (len(types) - types.count(type(None))) + _BLANK_BYTES * len(types)
        size += _RUN_BYTES * types.count(Ref)
        if str in types:
            texts = "".join(value for value in values if isinstance(value, str))
            size += len(texts.encode("utf-8", "replace"))
    return size
