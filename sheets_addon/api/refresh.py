"""``/v1/refresh``: the cells of an open workbook in, its reports out. Nothing is stored."""

from datetime import date
from threading import BoundedSemaphore
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from flask import Blueprint
from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from core.context import Slot
from core.errors import PlanerkaError
from core.i18n import Language, T
from core.intake import book
from core.intake.collector import collector_paused
from core.refresh import compute
from core.report import Result
from core.workbook import Cells, Sheet
from sheets_addon.access.needs import needs
from sheets_addon.api import shapes
from sheets_addon.api.bodies import Body, Misfit, body
from sheets_addon.api.functions import TIMES_THE_BODY
from sheets_addon.api.operation import Gives, Operation, operation
from sheets_addon.api.problem import Refusal, later, refused
from sheets_addon.logs import log_failures
from sheets_addon.work import knows_nothing, local_now, utc_now
from sheets_addon.workbooks.office import COLOURS, as_tabs

MOST_SHEETS, MOST_CELLS, LONGEST_TITLE = 200, 2_000_000, 100
AT_ONCE, WAIT = 2, 5
"""Refreshes that are computed beside each other; a further one is asked to come again after some seconds."""

CELLS = T(
    "строки — это списки чисел, текстов, да/нет и пустых ячеек",
    "rows are lists of numbers, texts, yes/no and blank cells",
)
TOO_MANY = T(
    "В книге больше {most} заполненных ячеек. Удалите старые строки или обновляйте отчёты командой planerka refresh.",
    "The workbook has more than {most} cells. Delete old rows or refresh the reports with planerka refresh.",
)
A_DAY = T("нужен день вида 2026-03-31", "a day like 2026-03-31 is needed")
A_ZONE = T("нужен часовой пояс вида Europe/Moscow", "a time zone like Europe/Moscow is needed")
NOTHING = T(
    "В книге нет ни одной вкладки Планёрки: «Сделки», «Счета», «Метрика дня» и другие. Начните с шаблона.",
    "The workbook has no tab of Planerka: “Deals”, “Invoices”, “Daily metrics” and others. Start from the template.",
)

ROWS = {"type": "array", "items": {"type": "array", "items": {"type": ["string", "number", "boolean", "null"]}}}
DAY = {"type": ["string", "null"], "format": "date"}
ZONE = {"type": "string", "enum": sorted(available_timezones()), "examples": ["Europe/Moscow"]}
EXAMPLE = [
    {
        "title": "Сделки",
        "rows": [["Сделка", "Менеджер", "Сумма", "Создана", "Этап"], [1, "Иванов", 100000, 46082, "КП"]],
    }
]

refreshes = Blueprint("refreshes", __name__, url_prefix="/v1")
_room = BoundedSemaphore(AT_ONCE)
Json = dict[str, Any]


def _rows(given: Any) -> Any:
    """Two million cells, looked at by their types alone."""
    if not isinstance(given, list) or not all(isinstance(row, list) for row in given):
        raise Misfit(CELLS)
    if not {kind for row in given for kind in map(type, row)} <= {str, int, float, bool, type(None)}:
        raise Misfit(CELLS)
    return given


def _day(given: Any) -> date | None:
    try:
        return None if given is None else date.fromisoformat(given)
    except (TypeError, ValueError):
        raise Misfit(A_DAY) from None


def _zone(given: str) -> str:
    try:
        return ZoneInfo(given).key
    except (OSError, ValueError):
        raise Misfit(A_ZONE) from None
    except KeyError:  # ZoneInfoNotFoundError is one
        raise Misfit(A_ZONE) from None


class Titles(Body):
    titles: list[str]
    language: Language | None = None


class Tab(Body):
    title: str
    rows: Annotated[list[Any], BeforeValidator(_rows), WithJsonSchema(ROWS)]


class OpenBook(Body):
    """An open workbook: its tabs, and what is known of it. Without ``asof`` it is today in the workbook's zone."""

    sheets: Annotated[list[Tab], Field(min_length=1, max_length=MOST_SHEETS)]
    people: list[str] = Field(default_factory=list)
    locale: str | None = None
    time_zone: Annotated[str, AfterValidator(_zone), WithJsonSchema(ZONE)] | None = None
    date1904: bool = False
    asof: Annotated[date | None, BeforeValidator(_day), WithJsonSchema(DAY)] = None
    slot: Slot = "evening"
    language: Language | None = None

    def cells(self) -> Cells:
        made = [Sheet(tab.title[:LONGEST_TITLE], tab.rows) for tab in self.sheets]
        if sum(len(row) for sheet in made for row in sheet.rows) > MOST_CELLS:
            raise Refusal("bad_request", TOO_MANY, most=MOST_CELLS)
        inputs = [sheet for sheet in made if book.is_input(sheet.title)]
        taken = {sheet.title for sheet in inputs}
        others = dict.fromkeys([*(sheet.title for sheet in made), *self.people])
        return Cells(
            inputs,
            locale=self.locale,
            time_zone=self.time_zone,
            date1904=self.date1904,
            others=tuple(title for title in others if title not in taken),
        )


@refreshes.post("/refresh:tabs")
@needs("functions")
@operation(
    Operation(
        T("Какие вкладки нужны для отчётов", "Which tabs the reports need"),
        {200: Gives(T("Названия нужных вкладок", "The titles of those tabs"), shapes.Wanted)},
        body=Titles,
        example=lambda: {"titles": ["Сделки", "Заметки"]},
    )
)
def tabs() -> Json:
    """The tabs that people fill for us; no other's cells are needed."""
    return {"wanted": [title for title in body(Titles).titles if book.is_input(title)]}


@refreshes.post("/refresh")
@needs("functions")
@operation(
    Operation(
        T(
            "Отчёты из ячеек открытой книги; ничего не хранится",
            "Reports from the cells of an open workbook; nothing is kept",
        ),
        {200: Gives(T("Каждый отчёт как вкладка", "Every report as a tab"), shapes.Refreshed)},
        body=OpenBook,
        problems=("workbook",),
        times_the_body=TIMES_THE_BODY,
        example=lambda: {"sheets": EXAMPLE, "asof": "2026-03-31"},
    )
)
def refresh() -> Json:
    """The cells of an open workbook in, every report as a tab out. ``people``: titles of all tabs of people's."""
    given = body(OpenBook)
    cells = given.cells()
    if not _room.acquire(blocking=False):
        raise later(WAIT)
    try:
        with collector_paused():
            return _made(cells, given)
    except PlanerkaError as error:
        raise refused("workbook", error) from None
    finally:
        _room.release()


def _made(cells: Cells, given: OpenBook) -> Json:
    overrides = {"language": given.language} if given.language else {}
    now = local_now(cells, overrides, utc_now)
    result = compute(cells, given.asof or now.date(), given.slot, now, overrides=overrides)
    log_failures(result.failures)
    if knows_nothing(result):
        raise Refusal("workbook", NOTHING, code="nothing")
    return _answer(result, given.people or [sheet.title for sheet in cells.sheets])


def _answer(result: Result, people: list[str]) -> Json:
    stamp = result.stamp
    count = {kind: sum(p.severity == kind for p in result.problems) for kind in ("error", "warning")}
    return {
        "asof": stamp.asof.isoformat(),
        "language": stamp.language,
        "tabs": as_tabs(result, people),
        "colours": COLOURS,
        "problems": count,
        "failed": [failure.where for failure in result.failures],
        "meta": {"computed_at": stamp.now.isoformat(), "slot": stamp.slot},
    }
