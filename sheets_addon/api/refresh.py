"""``/v1/refresh``: the cells of an open workbook in, its reports out. Nothing is stored."""

from collections.abc import Mapping
from datetime import date
from threading import BoundedSemaphore
from typing import Any, cast
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, current_app, request

from core.context import SLOTS, Slot
from core.errors import PlanerkaError
from core.i18n import LANGUAGES, Language, T
from core.intake import book
from core.intake.collector import collector_paused
from core.refresh import compute
from core.report import Result
from core.workbook import Cells, Sheet
from sheets_addon.access.needs import needs
from sheets_addon.api.functions import TIMES_THE_BODY
from sheets_addon.logs import log_failures
from sheets_addon.work import knows_nothing, local_now, utc_now
from sheets_addon.workbooks.office import COLOURS, as_tabs

MOST_SHEETS, MOST_CELLS, LONGEST_TITLE = 200, 2_000_000, 100
AT_ONCE, WAIT = 2, 5
"""Refreshes that are computed beside each other; a further one is asked to come again after some seconds."""

SHAPE = T(
    "Нужно поле «sheets»: список вкладок с «title» (текст) и «rows» (список строк). Вкладок не больше {most}.",
    "The field “sheets” is needed: a list of tabs with “title” (a text) and “rows” (a list of rows). At most {most}.",
)
CELLS = T(
    "Вкладка «{tab}»: строки — это списки чисел, текстов, да/нет и пустых ячеек.",
    "The tab “{tab}”: its rows are lists of numbers, texts, yes/no and blank cells.",
)
TOO_MANY = T(
    "В книге больше {most} заполненных ячеек. Удалите старые строки или обновляйте отчёты командой planerka refresh.",
    "The workbook has more than {most} cells. Delete old rows or refresh the reports with planerka refresh.",
)
UNKNOWN_KEY = T("Лишнее поле: {names}.", "Unknown field: {names}.")
FIELD = T("Поле «{name}»: {value} не подходит; нужно: {wanted}.", "The field “{name}”: {value} does not fit; {wanted}.")
A_DAY, A_TEXT = T("день вида 2026-03-31", "a day like 2026-03-31"), T("текст", "a text")
TITLES = T("список названий", "a list of titles")
A_FLAG = T("true или false", "true or false")
NOTHING = T(
    "В книге нет ни одной вкладки Планёрки: «Сделки», «Счета», «Метрика дня» и другие. Начните с шаблона.",
    "The workbook has no tab of Planerka: “Deals”, “Invoices”, “Daily metrics” and others. Start from the template.",
)

refreshes = Blueprint("refreshes", __name__, url_prefix="/v1")
_room = BoundedSemaphore(AT_ONCE)
Json = dict[str, Any]
Answer = tuple[Json, int]
OPTIONS = {"sheets", "people", "locale", "time_zone", "date1904", "asof", "slot", "language"}


class _Wrong(Exception):
    """A request that does not fit: its sentence and the values in it."""

    def __init__(self, sentence: T, **values: Any) -> None:
        super().__init__(sentence.en)
        self.sentence, self.values = sentence, values


@refreshes.post("/refresh:tabs")
@needs("functions")
def tabs() -> Answer:
    """``{"titles": […]}`` → 200 ``{"wanted": […]}``: the tabs that people fill for us; no other's cells are needed."""
    body = _body({"titles", "language"})
    titles = body.get("titles")
    if not isinstance(titles, list) or not all(isinstance(title, str) for title in titles):
        return _wrong(_Wrong(FIELD, name="titles", value=_short(titles), wanted=TITLES), body)
    return {"wanted": [title for title in titles if book.is_input(title)]}, 200


@refreshes.post("/refresh")
@needs("functions")
def refresh() -> Answer:
    """``{"sheets": [{"title", "rows"}…], …}`` → 200 with every report as a tab, or ``{"error": {"code", "message"}}``.

    Optional: ``people`` the titles of all tabs of people's (links lead to them), ``locale``, ``time_zone``,
    ``date1904``, ``asof`` (without it today in the workbook's zone), ``slot``, ``language``.
    """
    request.max_content_length = TIMES_THE_BODY * int(current_app.config["MAX_CONTENT_LENGTH"])
    body = _body(OPTIONS)
    try:
        cells, asof, slot, overrides = _cells(body), _day(body.get("asof")), _slot(body), _overrides(body)
    except _Wrong as wrong:
        return _wrong(wrong, body)
    if not _room.acquire(blocking=False):
        abort(429, response=None, description=str(WAIT))
    try:
        with collector_paused():
            return _made(cells, asof, slot, overrides, [str(title) for title in body.get("people", ())])
    except PlanerkaError as error:
        return _error(error.code, error.message(_language(body))), 422
    finally:
        _room.release()


def _made(cells: Cells, asof: date | None, slot: Slot, overrides: Mapping[str, Any], people: list[str]) -> Answer:
    now = local_now(cells, overrides, utc_now)
    result = compute(cells, asof or now.date(), slot, now, overrides=overrides)
    log_failures(result.failures)
    if knows_nothing(result):
        return _error("nothing", NOTHING.to(result.stamp.language)), 422
    return _answer(result, people or [sheet.title for sheet in cells.sheets]), 200


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


def _body(known: set[str]) -> Json:
    body = request.get_json()
    if not isinstance(body, dict):
        abort(400)
    if unknown := sorted(set(body) - known):
        abort(
            400, response=_response(_error("bad_request", UNKNOWN_KEY.say(_language(body), names=", ".join(unknown))))
        )
    return body


def _response(answer: Json) -> Any:
    made = current_app.json.response(answer)
    made.status_code = 400
    return made


def _cells(body: Json) -> Cells:
    sheets = body.get("sheets")
    if not isinstance(sheets, list) or not sheets or len(sheets) > MOST_SHEETS:
        raise _Wrong(SHAPE, most=MOST_SHEETS)
    made = [_sheet(sheet) for sheet in sheets]
    if sum(len(row) for sheet in made for row in sheet.rows) > MOST_CELLS:
        raise _Wrong(TOO_MANY, most=MOST_CELLS)
    people = body.get("people", [])
    if not isinstance(people, list) or not all(isinstance(title, str) for title in people):
        raise _Wrong(FIELD, name="people", value=_short(people), wanted=TITLES)
    if not isinstance(body.get("date1904", False), bool):
        raise _Wrong(FIELD, name="date1904", value=_short(body["date1904"]), wanted=A_FLAG)
    inputs = [sheet for sheet in made if book.is_input(sheet.title)]
    others = tuple(dict.fromkeys([*(s.title for s in made if s not in inputs), *people]))
    taken = {sheet.title for sheet in inputs}
    return Cells(
        inputs,
        locale=_text(body, "locale"),
        time_zone=_zone(body),
        date1904=body.get("date1904", False),
        others=tuple(title for title in others if title not in taken),
    )


def _sheet(sheet: Any) -> Sheet:
    if not isinstance(sheet, dict) or set(sheet) != {"title", "rows"} or not isinstance(sheet["title"], str):
        raise _Wrong(SHAPE, most=MOST_SHEETS)
    title, rows = sheet["title"][:LONGEST_TITLE], sheet["rows"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise _Wrong(CELLS, tab=title)
    kinds = {kind for row in rows for kind in map(type, row)}
    if not kinds <= {str, int, float, bool, type(None)}:
        raise _Wrong(CELLS, tab=title)
    return Sheet(title, rows)


def _day(given: Any) -> date | None:
    try:
        return None if given is None else date.fromisoformat(given)
    except (TypeError, ValueError):
        raise _Wrong(FIELD, name="asof", value=_short(given), wanted=A_DAY) from None


def _slot(body: Json) -> Slot:
    given = body.get("slot", "evening")
    if given not in SLOTS:
        raise _Wrong(FIELD, name="slot", value=_short(given), wanted=T.same(", ".join(SLOTS)))
    return cast(Slot, given)


def _zone(body: Json) -> str | None:
    given = _text(body, "time_zone")
    try:
        return None if given is None else ZoneInfo(given).key
    except (OSError, ValueError):  # ZoneInfoNotFoundError is a KeyError
        raise _Wrong(FIELD, name="time_zone", value=_short(given), wanted=T.same("Europe/Moscow")) from None
    except KeyError:
        raise _Wrong(FIELD, name="time_zone", value=_short(given), wanted=T.same("Europe/Moscow")) from None


def _text(body: Json, name: str) -> str | None:
    given = body.get(name)
    if given is not None and not isinstance(given, str):
        raise _Wrong(FIELD, name=name, value=_short(given), wanted=A_TEXT)
    return given


def _overrides(body: Json) -> dict[str, Any]:
    given = body.get("language")
    if given is not None and given not in LANGUAGES:
        raise _Wrong(FIELD, name="language", value=_short(given), wanted=T.same("ru, en"))
    return {"language": given} if given else {}


def _language(body: Json) -> Language:
    return "en" if body.get("language") == "en" else "ru"


def _short(value: Any) -> str:
    return repr(value)[:60]


def _wrong(wrong: _Wrong, body: Json) -> Answer:
    language = _language(body)
    values = {name: v.to(language) if isinstance(v, T) else v for name, v in wrong.values.items()}
    return _error("bad_request", wrong.sentence.say(language, **values)), 400


def _error(code: str, message: str) -> Json:
    return {"error": {"code": code, "message": message}}
