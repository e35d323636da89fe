"""The answers of the API as models: what the document says and the tests hold every answer to."""

from typing import Any, Literal

from core.context import Slot
from core.i18n import Language
from sheets_addon.api.operation import Shape, said
from sheets_addon.store.runs import Status

Cell = str | int | float | bool | None
Severity = Literal["error", "warning", "info"]
State = Literal["running", "broken", "good", "failed", "never", "paused"]


class Texts(Shape):
    ru: str
    en: str


class ArgumentShape(Shape):
    name: str
    kind: str
    title: Texts
    help: Texts
    optional: bool
    table: str = said("Таблица, строки которой нужны.", "The table whose rows are needed.", default="")
    choices: list[str] = said("Что подходит.", "What fits.", default_factory=list)
    minimum: float = said("Не меньше.", "At least.", default=0)
    maximum: float = said("Не больше.", "At most.", default=0)


class Example(Shape):
    args: list[Any]
    value: Any


class FunctionShape(Shape):
    name: str
    title: Texts
    help: Texts
    unit: str
    args: list[ArgumentShape]
    examples: list[Example]


class Functions(Shape):
    functions: list[FunctionShape]


class Value(Shape):
    value: Any = said(
        "Число, текст, да/нет, день вида 2026-03-31, null или строки таблицы.",
        "A number, a text, yes/no, a day like 2026-03-31, null, or the rows of a table.",
    )
    dates: list[int] = said(
        "Номера столбцов с днями, от 0.", "The columns that hold days, from 0.", default_factory=list
    )


class CallError(Shape):
    code: str = said("Ошибка ячейки, #VALUE! и другие, либо слово.", "The error of a cell, as #VALUE!, or a word.")
    message: str


class CallFailed(Shape):
    error: CallError


class Results(Shape):
    results: list[Value | CallFailed]


class Wanted(Shape):
    wanted: list[str]


class Counts(Shape):
    error: int
    warning: int


class Refreshed(Shape):
    asof: str
    language: Language
    tabs: list[dict[str, Any]] = said("Каждый отчёт как вкладка.", "Each report as a tab.")
    colours: dict[str, Any]
    problems: Counts
    failed: list[str]
    meta: dict[str, Any]


class Progress(Shape):
    step: Literal["look", "read", "compute", "write"]
    done: int
    of: int


class Links(Shape):
    self: str
    runs: str
    problems: str
    reports: str
    agenda: str
    sync: str
    events: str


class Book(Shape):
    """How a workbook stands; moments are in UTC."""

    id: int
    kind: Literal["google", "file", "upload"]
    title: str
    spreadsheet: str | None = said("Номер Google Таблицы.", "The id of the Google spreadsheet.")
    state: State
    fine: bool = said("Отчёты такие, какими им пора быть.", "The reports are as they should be by now.")
    refreshed_at: str | None
    failed_at: str | None
    error: str | None = said("Код последней неудачи.", "The code of the last failure.")
    failures: int = said("Неудач подряд.", "Failures in a row.")
    next_run_at: str | None
    wanted_at: str | None
    overdue_since: str | None
    problems: int | None = said(
        "Замечаний к данным; в списке книг для менеджера — null.",
        "Problems in the data; null for a manager in the list of workbooks.",
    )
    progress: Progress | None
    lines: list[str] = said("То же словами.", "The same in sentences.")
    links: Links


class Books(Shape):
    workbooks: list[Book]
    next: str | None = said("cursor следующей страницы.", "The cursor of the next page.")


class RunError(Shape):
    code: str
    message: str


class Run(Shape):
    id: int
    reason: str
    slot: str
    asof: str | None
    started_at: str
    finished_at: str | None
    status: Status
    seconds: float | None
    error: RunError | None
    problems: dict[Severity, int] | None = said(
        "Замечаний по важности; менеджеру — null.", "Problems by severity; null for a manager."
    )
    requests: dict[str, int] = said("Запросов к Google по видам.", "Requests to Google by kind.")
    progress: Progress | None


class Runs(Shape):
    runs: list[Run]
    next: str | None = said("cursor следующей страницы.", "The cursor of the next page.")


class Problem(Shape):
    severity: Severity
    tab: str
    row: int = said("Строка листа, от 1; 0 — вся вкладка.", "The row of the sheet, from 1; 0: the whole tab.")
    column: str
    cell: str
    value: str
    message: str


class Problems(Shape):
    run: int | None = said("Запуск, который их нашёл.", "The run that found them.")
    total: int
    problems: list[Problem]
    next: str | None = said("cursor следующей страницы.", "The cursor of the next page.")


class ReportHead(Shape):
    id: str
    title: str
    has_data: bool


class Reports(Shape):
    run: int | None
    asof: str | None
    language: Language | None
    reports: list[ReportHead]


class Unavailable(Shape):
    code: str
    message: str


class Block(Shape):
    columns: list[str]
    rows: list[list[Cell]]
    total: list[Cell] = said("Итог, если он есть.", "The total, if there is one.", default_factory=list)
    unavailable: Unavailable = said(
        "Чего не хватает пустому блоку.", "What an empty block lacks.", default_factory=Unavailable
    )


class Report(Shape):
    """As in the JSON of a refresh: days ISO, rates fractions, what is missing null."""

    title: str
    definition: str
    blocks: dict[str, Block]
    notes: list[list[Cell]] = said(
        "[блок, строка, столбец, пояснение]; об отчёте — [null, null, null, пояснение].",
        "[block, row, column, sentence]; of the report [null, null, null, sentence].",
    )


class Section(Shape):
    title: str
    lines: list[str]
    head: list[str]
    rows: list[list[str]]
    below: list[str]


class AgendaShape(Shape):
    slot: Slot
    title: str
    subtitle: str
    language: Language
    sections: list[Section]
    text: str = said("То же для чата.", "The same for a chat.")


class FieldShape(Shape):
    pointer: str = said("Место в теле запроса (RFC 6901).", "The place in the body (RFC 6901).", default="")
    parameter: str = said("Параметр адреса или заголовок.", "A parameter of the address, or a header.", default="")
    detail: str


class ProblemDetails(Shape):
    """RFC 9457."""

    type: str = said("Вид ошибки: /problems/…", "The kind: /problems/…")
    title: str
    status: int
    detail: str = said("Что случилось и что делать.", "What happened, and what to do.")
    code: str = said("Слово для программ.", "A word for programs.")
    errors: list[FieldShape] = said("Поля, которые не подошли.", "Fields that do not fit.", default_factory=list)
    share_with: list[str] = said("Кому открыть таблицу.", "Whom to share the spreadsheet with.", default_factory=list)
