"""How a function's answer looks in each host: one table for the faces, for the guide and for the parity tests.

A spreadsheet decides what its cells can hold: core has one error code, and a host shows it as its own error, as a line
of text, or as JSON. A new host is an entry of :data:`HOSTS`, and its way to be called in ``tests/parity/faces.py``.
"""

from typing import Final, Literal, NamedTuple

from core.i18n import T


class Look(NamedTuple):
    """One error code of core. ``calc``: LibreOffice's number of the cell error. ``office``: the member of
    ``CustomFunctions.ErrorCode``. ``meaning``: what the person does about it."""

    calc: int
    office: str
    meaning: T


ERRORS: Final[dict[str, Look]] = {
    "#N/A": Look(
        32767,
        "notAvailable",
        T(
            "Считать не из чего: в диапазоне нет нужных строк. Это не ноль.",
            "Nothing to compute from: the range has no such rows. This is not zero.",
        ),
    ),
    "#VALUE!": Look(
        519,
        "invalidValue",
        T(
            "Аргумент не тот: нет столбца, текст вместо числа, лишний аргумент. В пояснении названа ячейка.",
            "An argument does not fit: a missing column, a text for a number, one argument too many. The sentence "
            "names the cell.",
        ),
    ),
    "#DIV/0!": Look(
        532,
        "divisionByZero",
        T("Доля от нуля: делить не на что.", "A rate of nothing: the denominator is zero."),
    ),
    "#NUM!": Look(
        503,
        "invalidNumber",
        T("Число за пределами допустимого.", "A number outside its limits."),
    ),
}


class Host(NamedTuple):
    """``error``: what is seen, with ``{code}`` and ``{calc}``. ``sentence``: where its reader finds the sentence, with
    ``{code}``."""

    title: T
    error: T
    sentence: T
    day: Literal["text", "serial", "datetime"]
    """ISO text; the number by which spreadsheets count days; a date of the host."""
    yes_no: Literal["boolean", "number"]
    empty: Literal["null", "text", "blank"]
    longest: int | None = None
    """Characters of a text in a result of several cells; a longer one ends with «…»."""
    silent: frozenset[str] = frozenset()
    """Codes whose sentence the host cannot show."""


HOSTS: Final[dict[str, Host]] = {
    "udf": Host(
        T("Excel для Windows с Python (xlwings)", "Excel for Windows with Python (xlwings)"),
        T("текст `{code}: …`", "the text `{code}: …`"),
        T("в самой ячейке", "in the cell itself"),
        day="datetime",
        yes_no="boolean",
        empty="text",
        longest=255,
    ),
    "office": Host(
        T("Надстройка: Excel для Mac и веб", "The add-in: Excel on Mac and the web"),
        T("ошибка ячейки `{code}`", "the cell error `{code}`"),
        T("под значком ошибки у ячейки", "behind the error sign of the cell"),
        day="serial",
        yes_no="boolean",
        empty="text",
        silent=frozenset({"#DIV/0!", "#NUM!"}),
    ),
    "calc": Host(
        T("LibreOffice Calc", "LibreOffice Calc"),
        T("ошибка ячейки `{code}` (номер {calc})", "the cell error `{code}` (number {calc})"),
        T('`=EXPLAIN_ERROR("ИМЯ"; аргументы)`', '`=EXPLAIN_ERROR("NAME"; arguments)`'),
        day="serial",
        yes_no="number",
        empty="text",
        silent=frozenset(ERRORS),
    ),
    "script": Host(
        T("Google Таблицы с дополнением", "Google Sheets with the add-on"),
        T("ошибка ячейки `#ERROR!`", "the cell error `#ERROR!`"),
        T("в подсказке ячейки; начинается с `{code}: `", "in the note of the cell; begins with `{code}: `"),
        day="datetime",
        yes_no="boolean",
        empty="blank",
    ),
    "rest": Host(
        T("REST `/v1/functions`", "REST `/v1/functions`"),
        T('`"code": "{code}"`', '`"code": "{code}"`'),
        T(
            'поле `"detail"`, статус 422; в пакете — `"message"`',
            'the field `"detail"`, status 422; in a batch `"message"`',
        ),
        day="text",
        yes_no="boolean",
        empty="null",
    ),
    "cli": Host(
        T("`planerka call`", "`planerka call`"),
        T('`"code": "{code}"`', '`"code": "{code}"`'),
        T('поле `"message"`, код завершения 3', 'the field `"message"`, exit code 3'),
        day="text",
        yes_no="boolean",
        empty="null",
    ),
}
