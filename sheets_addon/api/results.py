"""``/v1/workbooks/{id}/reports``, ``/problems``, ``/agenda``: the last good result, as its caller may see it."""

from dataclasses import asdict, replace
from functools import partial
from typing import Annotated

from flask import Blueprint, Response, abort, request

from core.agenda import text
from core.context import Slot
from core.i18n import T
from core.report import Problem
from sheets_addon.access import needs
from sheets_addon.api import etags, shapes
from sheets_addon.api.bodies import Query, query
from sheets_addon.api.operation import JSON, Gives, Operation, answered, operation, said
from sheets_addon.api.pages import Page, paged
from sheets_addon.api.problem import Refusal
from sheets_addon.web import agenda as agendas
from sheets_addon.web import shown
from sheets_addon.web.viewed import note_view
from sheets_addon.workbooks.as_json import as_json

TEXT = "text/plain"
UNCHANGED = Gives(T("Не изменилось", "Not changed"), media=())
_gives = partial(Gives, headers=etags.HEADERS)
results = Blueprint("results", __name__, url_prefix="/v1/workbooks/<int:id>")


class OfProblems(Page):
    cursor: Annotated[
        str | None,
        said("С прошлой страницы, next.", "From the last page, its next.", pattern=r"^[0-9]{1,9}-[0-9]{1,9}$"),
    ] = None
    severity: Annotated[shapes.Severity | None, said("Только такой важности.", "Of this severity only.")] = None
    tab: Annotated[str | None, said("Только с этой вкладки.", "On this tab only.", max_length=200)] = None

    @property
    def place(self) -> tuple[int, int]:
        """The run of the first page, and how many have been seen."""
        run, _, seen = (self.cursor or "0-0").partition("-")
        return int(run), int(seen)

    def fits(self, problem: Problem) -> bool:
        return self.severity in (None, problem.severity) and self.tab in (None, problem.tab)


class OfAgenda(Query):
    slot: Annotated[
        Slot | None,
        said("Планёрка дня; без неё — последняя.", "A meeting of the day; without it the last one."),
    ] = None


@results.get("/reports")
@needs("workbook")
@operation(
    Operation(
        T("Какие отчёты есть", "Which reports there are"),
        {
            200: _gives(T("Отчёты по порядку вкладок", "In the order of their tabs"), shapes.Reports),
            304: UNCHANGED,
        },
        headers=etags.ASKED,
    )
)
def reports(id: int) -> Response:
    found = etags.result()
    if found is None:
        return etags.tagged(answered({"run": None, "asof": None, "language": None, "reports": []}), None)
    run, result = found
    heads = [{"id": one.id, "title": one.title, "has_data": one.has_data} for one in result.reports]
    stamp = result.stamp
    said = {"run": run, "asof": stamp.asof.isoformat(), "language": stamp.language, "reports": heads}
    return etags.tagged(answered(said), run)


@results.get("/reports/<report>")
@needs("workbook")
@operation(
    Operation(
        T("Один отчёт, как в JSON обновления", "One report, as in the JSON of a refresh"),
        {200: _gives(T("Отчёт", "The report"), shapes.Report), 304: UNCHANGED},
        problems=("not_found",),
        headers=etags.ASKED,
    )
)
def report(id: int, report: str) -> Response:
    found = etags.result()
    one = shown.report(found[1], report) if found else None
    if found is None or one is None:
        abort(404)
    note_view()
    run, result = found
    made = as_json(replace(result, reports=(one,), problems=()))
    return etags.tagged(answered(made["reports"][one.id]), run)


@results.get("/problems")
@needs("workbook")
@operation(
    Operation(
        T("Что не так в ячейках", "What is wrong in the cells"),
        {
            200: _gives(T("По вкладке, строке и столбцу", "By tab, row and column"), shapes.Problems),
            304: UNCHANGED,
        },
        query=OfProblems,
        problems=("stale",),
        headers=etags.ASKED,
    )
)
def problems(id: int) -> Response:
    asked, found = query(OfProblems), etags.result()
    if found is None:
        return etags.tagged(paged({"run": None, "total": 0, "problems": []}, None), None)
    run, result = found
    first, seen = asked.place
    if asked.cursor is not None and first != run:
        raise Refusal("stale")
    note_view()
    fitting = sorted(filter(asked.fits, result.problems))
    page = fitting[seen : seen + asked.limit]
    following = f"{run}-{seen + len(page)}" if seen + len(page) < len(fitting) else None
    made = as_json(replace(result, reports=(), problems=tuple(page)))
    return etags.tagged(paged({"run": run, "total": len(fitting), "problems": made["problems"]}, following), run)


@results.get("/agenda")
@needs("workbook")
@operation(
    Operation(
        T("Повестка планёрки", "The agenda of a meeting"),
        {
            200: _gives(
                T("Повестка: разделы или текст для чата", "Its sections, or a text for a chat"),
                shapes.AgendaShape,
                media=(JSON, TEXT),
            ),
            304: UNCHANGED,
        },
        query=OfAgenda,
        problems=("not_found", "not_acceptable"),
        headers=etags.ASKED,
    )
)
def agenda(id: int) -> Response:
    asked, found = query(OfAgenda), etags.result()
    if found is None:
        abort(404)
    run, result = found
    slot = asked.slot or result.stamp.slot
    made = agendas.of_slot(result, slot)
    if made is None:
        abort(404)
    note_view()
    media = request.accept_mimetypes.best_match((JSON, TEXT)) if request.accept_mimetypes else JSON
    if media is None:
        raise Refusal("not_acceptable", media=f"{JSON}, {TEXT}")
    if media == TEXT:
        return etags.tagged(Response(text(made), mimetype=TEXT), run)
    return etags.tagged(answered({"slot": slot, **asdict(made), "text": text(made)}), run)
