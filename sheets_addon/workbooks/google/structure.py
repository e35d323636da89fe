"""The structure of a spreadsheet, by one masked ``spreadsheets.get``: tabs, which are ours, what stands on those."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sheets_addon.workbooks.google.client import SPREADSHEET, Http
from sheets_addon.workbooks.google.known import MARK, Known, Owned, Tab, marked, stamps

FIELDS = (
    "properties(title,locale,timeZone),developerMetadata(metadataKey,metadataValue),"
    "sheets(properties(sheetId,title,sheetType,hidden,gridProperties(rowCount,columnCount)),"
    "developerMetadata(metadataKey,metadataValue),"
    "charts/chartId,bandedRanges/bandedRangeId,conditionalFormats/ranges/sheetId,merges,basicFilter/range,"
    "protectedRanges(protectedRangeId,warningOnly,requestingUserCanEdit),"
    "rowGroups(range(startIndex,endIndex),depth),columnGroups(range(startIndex,endIndex),depth))"
)
Json = Mapping[str, Any]


def structure(http: Http, id: str, old: Known | None) -> Known:
    """What stands there now. Of ``old`` stays what the spreadsheet does not say: what was written last."""
    return seen(http.call("get", SPREADSHEET % id, {"fields": FIELDS}), old or Known())


def seen(reply: Json, old: Known) -> Known:
    """The structure that a reply tells."""
    properties, sheets = reply["properties"], reply.get("sheets", ())
    owned = {report: _owned(sheet, old.owned.get(report)) for report, sheet in _ours(sheets)}
    receipts = stamps(reply.get("developerMetadata", ()))
    return replace(
        old,
        title=properties.get("title", ""),
        locale=properties.get("locale", ""),
        time_zone=properties.get("timeZone", ""),
        tabs=tuple(_tab(sheet) for sheet in sheets),
        owned=owned,
        receipt=receipts[0] if receipts else "",
        stale=False,
    )


def _tab(sheet: Json) -> Tab:
    properties = sheet["properties"]
    grid = properties.get("gridProperties", {})
    locks = [
        one
        for one in sheet.get("protectedRanges", ())
        if not one.get("warningOnly") and not one.get("requestingUserCanEdit")
    ]
    return Tab(
        properties.get("sheetId", 0),
        properties["title"],
        grid.get("rowCount", 0),
        grid.get("columnCount", 0),
        bool(properties.get("hidden")),
        bool(locks),
        properties.get("sheetType", "GRID") == "GRID",
    )


def _ours(sheets: Any) -> Iterator[tuple[str, Json]]:
    """Each report's tab; of two that claim to be it, the first."""
    found: set[str] = set()
    for sheet in sheets:
        id = sheet["properties"].get("sheetId", 0)
        values = [m.get("metadataValue", "") for m in sheet.get("developerMetadata", ()) if m["metadataKey"] == MARK]
        for report in filter(None, (marked(value, id) for value in values)):
            if report not in found:
                found.add(report)
                yield report, sheet


def _owned(sheet: Json, old: Owned | None) -> Owned:
    """What stands on a tab of ours; to be written anew if it is another one, or a chart of ours is gone."""
    id = sheet["properties"].get("sheetId", 0)
    charts = tuple(one["chartId"] for one in sheet.get("charts", ()))
    kept = old if old and old.sheet == id and set(old.charts) <= set(charts) else Owned(id)
    return replace(
        kept,
        charts=charts,
        bands=tuple(one["bandedRangeId"] for one in sheet.get("bandedRanges", ())),
        protections=tuple(
            one["protectedRangeId"] for one in sheet.get("protectedRanges", ()) if one.get("warningOnly")
        ),
        rules=len(sheet.get("conditionalFormats", ())),
        merges=len(sheet.get("merges", ())),
        filtered="basicFilter" in sheet,
        row_groups=_groups(sheet.get("rowGroups", ())),
        column_groups=_groups(sheet.get("columnGroups", ())),
    )


def _groups(groups: Any) -> tuple[tuple[int, int, int], ...]:
    spans = ((one.get("range", {}), one.get("depth", 1)) for one in groups)
    return tuple((span.get("startIndex", 0), span.get("endIndex", 0), depth) for span, depth in spans)
