"""Charts that float over a sheet."""

import copy
from typing import Any

from tests.sheets_api.batch.objects import Body, every, new_id, one_of
from tests.sheets_api.batch.spans import spans_in
from tests.sheets_api.errors import invalid, unimplemented
from tests.sheets_api.state import Book, Tab


def _anchor_tab(book: Book, position: dict[str, Any]) -> Tab:
    """The sheet a chart stands on; a chart that would be a sheet of its own is not built."""
    if "overlayPosition" not in position:
        raise unimplemented("a chart on a sheet of its own")
    anchor = position["overlayPosition"].get("anchorCell", {})
    tab = book.tab(anchor.get("sheetId", 0))
    if anchor.get("rowIndex", 0) >= tab.size[0] or anchor.get("columnIndex", 0) >= tab.size[1]:
        raise invalid("The anchor cell of the chart is outside the grid")
    return tab


def _check_sources(book: Book, spec: dict[str, Any]) -> None:
    for span in spans_in(spec):
        book.tab(span.get("sheetId", 0))


def add_chart(book: Book, request: Body) -> Body:
    given = copy.deepcopy(request["chart"])
    position = given.get("position", {})
    taken = {one["chartId"] for _, one in every(book, "charts")}
    if given.get("chartId") in taken:
        raise invalid(f"A chart with id {given['chartId']} already exists")
    if not given.get("spec"):
        raise invalid("A chart needs a spec")
    given.setdefault("chartId", new_id(taken))
    _check_sources(book, given["spec"])
    _anchor_tab(book, position).parts.setdefault("charts", []).append(given)
    return {"addChart": {"chart": given}}


def update_chart(book: Book, request: Body) -> None:
    _, one = one_of(book, "charts", "chartId", request["chartId"])
    _check_sources(book, request["spec"])
    one["spec"] = copy.deepcopy(request["spec"])


def move_object(book: Book, request: Body) -> Body:
    tab, one = one_of(book, "charts", "chartId", request["objectId"])
    one["position"] = copy.deepcopy(request["newPosition"])
    there = _anchor_tab(book, one["position"])
    if there is not tab:
        tab.parts["charts"].remove(one)
        there.parts.setdefault("charts", []).append(one)
    return {"updateEmbeddedObjectPosition": {"position": one["position"]}}


def delete_object(book: Book, request: Body) -> None:
    tab, one = one_of(book, "charts", "chartId", request["objectId"])
    tab.parts["charts"].remove(one)


HANDLERS = {
    "addChart": add_chart,
    "updateChartSpec": update_chart,
    "updateEmbeddedObjectPosition": move_object,
    "deleteEmbeddedObject": delete_object,
}
