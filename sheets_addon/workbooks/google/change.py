"""What must be sent to make one tab what it is to be; of what stands there already, nothing is sent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from sheets_addon.workbooks.google.draw.charts import BORDER
from sheets_addon.workbooks.google.draw.drawing import Drawing
from sheets_addon.workbooks.google.draw.looks import COLUMN_PX, ROW_PX
from sheets_addon.workbooks.google.draw.outline import COLUMNS, ROWS, regrouped
from sheets_addon.workbooks.google.draw.piece import Ink, Piece, digest
from sheets_addon.workbooks.google.draw.requests import Box, Request, clear, grid, resize, rgb, span
from sheets_addon.workbooks.google.known import Owned, Tab
from sheets_addon.workbooks.google.seen import unseen, written

SPARE_ROWS, SPARE_COLUMNS = 5, 1
"""What a tab has more than it needs: so little that the limit of cells is far."""
MOST_CHARTS = 100


@dataclass
class Change:
    """The requests of one tab, in the order of its four stages; between the second and the third come the cells.

    ``pieces`` are those to be sent, each with what it holds.
    """

    sheet: int
    width: int
    away: list[Request] = field(default_factory=list)
    frame: list[Request] = field(default_factory=list)
    pieces: list[tuple[Piece, Ink]] = field(default_factory=list)
    after: list[Request] = field(default_factory=list)
    rules: list[dict[str, Any]] = field(default_factory=list)
    """All conditional formats of the tab; what is pasted over takes them away."""
    old_rules: int = 0
    rules_change: bool = False
    filter: Box | None = None
    filter_changes: bool = False
    was_filtered: bool = False

    def requests(self, cells: Iterable[Request], pasted: bool) -> Iterator[Request]:
        """All of it. ``pasted``: the cells come from elsewhere, rules and filter must make way for them."""
        rules, filters = self.rules_change or pasted, self.filter_changes or pasted
        if rules:
            first = {"sheetId": self.sheet, "index": 0}
            yield from ({"deleteConditionalFormatRule": first} for _ in range(self.old_rules))
        if filters and self.was_filtered:
            yield {"clearBasicFilter": {"sheetId": self.sheet}}
        yield from self.away
        yield from self.frame
        yield from cells
        for piece, ink in self.pieces:
            yield from piece.comments(ink, self.sheet, self.width, pasted)
        yield from self.after
        if filters and self.filter:
            yield {"setBasicFilter": {"filter": {"range": grid(self.sheet, self.filter)}}}
        if rules:
            yield from ({"addConditionalFormatRule": {"rule": rule, "index": i}} for i, rule in enumerate(self.rules))


def change(drawing: Drawing, tab: Tab, owned: Owned, forced: bool) -> tuple[Change, Owned, Tab]:
    """The change of a tab that is there, and what is known of it afterwards."""
    old = {} if forced else dict(owned.blocks)
    width = min(max(drawing.width, owned.columns if owned.rows else tab.columns), max(tab.columns, size_of(drawing)[1]))
    made = Change(tab.id, width)
    signs = {piece.id: piece.digest for piece in drawing.pieces} | _signs(drawing)

    def differs(part: str) -> bool:
        return old.get(part) != signs[part]

    made.pieces = [(piece, piece.draw()) for piece in drawing.pieces if differs(piece.id)]
    if differs("·merges"):
        if owned.merges:
            made.away.append({"unmergeCells": {"range": {"sheetId": tab.id}}})
        made.after += [{"mergeCells": {"range": grid(tab.id, box), "mergeType": "MERGE_ALL"}} for box in drawing.merges]
    for dimension, before, wanted in (
        (ROWS, owned.row_groups, drawing.row_groups),
        (COLUMNS, owned.column_groups, drawing.column_groups),
    ):
        if {*before} != {*wanted}:  # the same ones stay as a person opened or closed them
            away, new = regrouped(tab.id, dimension, before, wanted)
            made.away += away
            made.after += new
    tab, more = _room(drawing, tab)
    made.frame += more
    if differs("·page"):
        made.frame += _page(tab.id, drawing, owned.columns)
    made.frame += _tail(drawing, tab, owned, width)
    fitted = [(start, end) for start, end in drawing.fitted if any(_lies_in(p, start, end) for p, _ in made.pieces)]
    if differs("·rows"):
        fitted, made.after[:0] = drawing.fitted, _heights(tab.id, drawing)
    made.after += [{"autoResizeDimensions": {"dimensions": span(tab.id, "ROWS", s, e)}} for s, e in fitted]
    made.rules, made.old_rules, made.rules_change = drawing.rules(tab.id), owned.rules, differs("·rules")
    made.filter, made.was_filtered = drawing.filter, owned.filtered
    same_filter = owned.blocks.get("·filter") == signs["·filter"] and owned.filtered == bool(drawing.filter)
    made.filter_changes = not same_filter  # the same one stays with what a person chose in it
    charts, kept = _charts(drawing, tab.id, owned.charts, differs("·charts"))
    made.after += charts
    sent = {piece.id: written(piece.top, piece.n, ink.rows) for piece, ink in made.pieces}
    now = replace(
        owned,
        blocks=signs,
        seen={piece.id: sent.get(piece.id) or owned.seen.get(piece.id, unseen(piece.top)) for piece in drawing.pieces},
        charts=kept,
        rules=len(made.rules),
        row_groups=tuple(drawing.row_groups),
        column_groups=tuple(drawing.column_groups),
        merges=len(drawing.merges),
        filtered=drawing.filter is not None,
        rows=drawing.n,
        columns=drawing.width,
    )
    return made, now, tab


def new_sheet(tab: Tab, index: int) -> Request:
    """The request that makes a tab of the size it needs."""
    size = {"rowCount": tab.rows, "columnCount": tab.columns}
    properties = {"sheetId": tab.id, "title": tab.title, "index": index, "gridProperties": size}
    return {"addSheet": {"properties": properties}}


def titled(sheet: int, title: str) -> Request:
    return {"updateSheetProperties": {"properties": {"sheetId": sheet, "title": title}, "fields": "title"}}


def size_of(drawing: Drawing) -> tuple[int, int]:
    """Rows and columns that a tab needs."""
    return drawing.n + SPARE_ROWS, max(drawing.reach, drawing.width, len(drawing.widths)) + SPARE_COLUMNS


def _signs(drawing: Drawing) -> dict[str, str]:
    charts = [(placed.spec(0), placed.position(0)) for placed in drawing.charts]
    return {
        "·merges": digest(drawing.merges),
        "·page": digest(drawing.widths, drawing.reach, drawing.frozen, drawing.colour),
        "·rows": digest(drawing.heights, drawing.fitted),
        "·rules": digest(drawing.attained, drawing.heated),
        "·filter": digest(drawing.filter),
        "·charts": digest(charts),
    }


def _room(drawing: Drawing, tab: Tab) -> tuple[Tab, list[Request]]:
    """Rows and columns are added, never cut off: a formula that points there would be broken for good."""
    rows, columns = size_of(drawing)
    made: list[Request] = []
    for dimension, more in (("ROWS", rows - tab.rows), ("COLUMNS", columns - tab.columns)):
        if more > 0:
            made.append({"appendDimension": {"sheetId": tab.id, "dimension": dimension, "length": more}})
    return replace(tab, rows=max(rows, tab.rows), columns=max(columns, tab.columns)), made


def _page(sheet: int, drawing: Drawing, before: int) -> list[Request]:
    """``before``: how many columns had cells of ours."""
    rows, columns = drawing.frozen
    view = {"frozenRowCount": rows, "frozenColumnCount": columns, "hideGridlines": True}
    properties = {"sheetId": sheet, "tabColorStyle": rgb(drawing.colour), "gridProperties": view}
    fields = ",".join(["tabColorStyle", *(f"gridProperties.{name}" for name in view)])
    made: list[Request] = [{"updateSheetProperties": {"properties": properties, "fields": fields}}]
    widths = [*drawing.widths, *[COLUMN_PX] * (max(drawing.reach, before) - len(drawing.widths))]
    place = 0
    for px, run in groupby(widths):
        n = sum(1 for _ in run)
        made.append(resize(sheet, "COLUMNS", place, place + n, px))
        place += n
    return made


def _tail(drawing: Drawing, tab: Tab, owned: Owned, width: int) -> list[Request]:
    """What we wrote below a table that is shorter now. Where it is not known what that was: all that is there."""
    end = min(owned.rows or tab.rows, tab.rows)
    if end <= drawing.n:
        return []
    return [clear(tab.id, Box(drawing.n, end, 0, width)), resize(tab.id, "ROWS", drawing.n, end, ROW_PX)]


def _lies_in(piece: Piece, start: int, end: int) -> bool:
    return start < piece.top + piece.n and piece.top < end


def _heights(sheet: int, drawing: Drawing) -> list[Request]:
    """Neighbouring rows of one height are one request; wrapped texts are left to Google, which knows their height."""
    runs: list[list[float]] = []
    for start, end, px in sorted(drawing.heights):
        if runs and runs[-1][1] == start and runs[-1][2] == px:
            runs[-1][1] = end
        else:
            runs.append([start, end, px])
    return [resize(sheet, "ROWS", int(start), int(end), px) for start, end, px in runs]


def our_chart(sheet: int, n: int) -> int:
    """The id of the ``n``-th chart of ours on a sheet; a chart with another id is a person's."""
    return int(digest("chart", sheet, n), 16) % 2**31


def _charts(drawing: Drawing, sheet: int, there: Sequence[int], changed: bool) -> tuple[list[Request], tuple[int, ...]]:
    """Ours are changed where they are, made or taken away; people's stay as they are."""
    ours = {our_chart(sheet, n): n for n in range(MOST_CHARTS)}
    wanted = {our_chart(sheet, n): placed for n, placed in enumerate(drawing.charts)}
    kept = tuple(id for id in there if id not in ours) + tuple(wanted)
    made: list[Request] = []
    if not changed and {*there} >= {*wanted}:
        return made, kept
    for id, placed in wanted.items():
        spec, position = placed.spec(sheet), placed.position(sheet)
        if id in there:
            made.append({"updateChartSpec": {"chartId": id, "spec": spec}})
            made.append({"updateEmbeddedObjectPosition": {"objectId": id, "newPosition": position, "fields": "*"}})
        else:
            made.append({"addChart": {"chart": {"chartId": id, "spec": spec, "position": position, "border": BORDER}}})
    made += [{"deleteEmbeddedObject": {"objectId": id}} for id in there if id in ours and id not in wanted]
    return made, kept
