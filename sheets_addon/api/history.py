"""``/v1/workbooks/{id}/runs``: each refresh, the newest first."""

from flask import Blueprint, Response, abort

from core.i18n import T
from sheets_addon.access import needs
from sheets_addon.access.guard import MOST_ID, store
from sheets_addon.api import shapes
from sheets_addon.api.bodies import query
from sheets_addon.api.described import Json, run_json
from sheets_addon.api.operation import Gives, Operation, operation
from sheets_addon.api.pages import Page, paged
from sheets_addon.api.problem import language_of_request
from sheets_addon.store import runs

history = Blueprint("history", __name__, url_prefix="/v1/workbooks/<int:id>/runs")


@history.get("")
@needs("workbook")
@operation(
    Operation(
        T("История обновлений", "The refreshes so far"),
        {200: Gives(T("Запуски, новые первыми", "Runs, the newest first"), shapes.Runs)},
        query=Page,
    )
)
def listed(id: int) -> Response:
    asked, language = query(Page), language_of_request()
    with store().read() as session:
        found = runs.latest(session, id, asked.limit + 1, before=asked.after if asked.cursor else None)
    page = found[: asked.limit]
    made = [run_json(run, language) for run in page]
    return paged({"runs": made}, str(page[-1].id) if len(found) > len(page) else None)


@history.get("/<int:run>")
@needs("workbook")
@operation(
    Operation(
        T("Одно обновление", "One refresh"), {200: Gives(T("Запуск", "The run"), shapes.Run)}, problems=("not_found",)
    )
)
def one(id: int, run: int) -> Json:
    with store().read() as session:
        found = runs.get(session, run) if run <= MOST_ID else None
    if found is None or found.workbook_id != id:
        abort(404)
    return run_json(found, language_of_request())
