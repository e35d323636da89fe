"""Every problem of intake: its code, how bad it is, and its sentence."""

from typing import Literal, NamedTuple

from core.i18n.text import T

Severity = Literal["error", "warning", "info"]


class Sentence(NamedTuple):
    """``error`` cells are left out, ``warning`` ones used, ``info`` only says what was done."""

    severity: Severity
    message: T


def _error(ru: str, en: str) -> Sentence:
    return Sentence("error", T(ru, en))


def _warning(ru: str, en: str) -> Sentence:
    return Sentence("warning", T(ru, en))


def _info(ru: str, en: str) -> Sentence:
    return Sentence("info", T(ru, en))


CELL: dict[str, Sentence] = {
    "missing": _error("«{column}» не заполнено; нужно: {expected}.", "“{column}” is blank; {expected} is needed."),
    "missing_any": _error("Заполните одно из полей: {expected}.", "Fill one of: {expected}."),
    "error_cell": _error(
        "В ячейке ошибка формулы {value}; нужно: {expected}.",
        "The cell holds the formula error {value}; {expected} is needed.",
    ),
    "not_calculated": _error(
        "Формула не посчитана: файл записала не Excel, а программа без расчёта. Откройте книгу в Excel и сохраните.",
        "The formula has no value: the file was written by a program that does not compute. Save it from Excel.",
    ),
    "not_number": _error(
        "«{value}» — не число; нужно: {expected}.", "“{value}” is not a number; {expected} is needed."
    ),
    "date_not_number": _error(
        "Здесь дата {value}, а нужно: {expected}.", "This is the date {value}, but {expected} is needed."
    ),
    "ambiguous_number": _error(
        "«{value}» можно прочесть двояко: запятая — дробь или тысячи? Уберите её или задайте locale в «Настройках».",
        "“{value}” reads two ways: is the comma decimals or thousands? Leave it out, or set locale in Settings.",
    ),
    "not_whole": _error("«{value}» — не целое; нужно: {expected}.", "“{value}” is not whole; {expected} is needed."),
    "below": _error("{value} меньше допустимого; нужно: {expected}.", "{value} is too small; {expected} is needed."),
    "above": _error("{value} больше допустимого; нужно: {expected}.", "{value} is too large; {expected} is needed."),
    "odd_percent": _warning(
        "В столбце проценты, и {value} прочитано как {value} %. Если это доля, напишите её со знаком %.",
        "The column holds percentages, so {value} was read as {value}%. If it is a fraction, write it with a % sign.",
    ),
    "not_date": _error("«{value}» — не дата; нужно: {expected}.", "“{value}” is not a date; {expected} is needed."),
    "impossible_date": _error(
        "Даты «{value}» не бывает; нужно: {expected}.", "There is no such date as “{value}”; {expected} is needed."
    ),
    "ambiguous_date": _error(
        "«{value}» можно прочесть двояко: где день, где месяц? Пишите 2026-03-31 или задайте locale в «Настройках».",
        "“{value}” reads two ways: which is the day, which the month? Write 2026-03-31, or set locale in Settings.",
    ),
    "date_out_of_range": _error(
        "Дата «{value}» вне 1990–2100 годов; проверьте год.", "The date “{value}” is outside 1990–2100; check the year."
    ),
    "not_yesno": _error(
        "«{value}» — не да и не нет; нужно: {expected}.", "“{value}” is neither yes nor no; {expected} is needed."
    ),
    "not_choice": _error(
        "«{value}» здесь не подходит; нужно: {expected}.", "“{value}” does not fit here; {expected} is needed."
    ),
    "not_currency": _error(
        "«{value}» — не код валюты; нужно: {expected}.", "“{value}” is not a currency code; {expected} is needed."
    ),
    "other_currency": _error(
        "«{value}» — в другой валюте, чем строка. Укажите валюту строки или переведите сумму.",
        "“{value}” is in another currency than its row. Give the row's currency, or convert the amount.",
    ),
    "repeated_key": _warning(
        "«{value}» повторяется: строки {rows}. {counts}", "“{value}” is repeated: rows {rows}. {counts}"
    ),
    "outside_list": _warning(
        "«{value}» нет во вкладке «{source}».{hint} Значение учтено как есть.",
        "“{value}” is not in the tab “{source}”.{hint} It counts as typed.",
    ),
}
"""About one cell. Places: ``value``, ``column``, ``expected`` and what the code needs more."""

TAB: dict[str, Sentence] = {
    "total_row": _info(
        "Строка итогов «{value}» пропущена: итоги считаем сами.",
        "The totals row “{value}” was skipped: we add up ourselves.",
    ),
    "no_header": _error(
        "Не нашли строку заголовков в первых десяти строках; нужны столбцы: {expected}.",
        "No header row within the first ten rows; these columns are needed: {expected}.",
    ),
    "missing_column": _error("Нет столбца «{column}».{hint}", "The column “{column}” is missing.{hint}"),
    "missing_any_column": _error(
        "Нет ни одного из столбцов: {expected}.", "None of these columns is there: {expected}."
    ),
    "repeated_header": _info(
        "Столбцов «{column}» несколько: взят {taken}, а {left} оставлен без внимания.",
        "There are several “{column}” columns: {taken} was taken, {left} was left aside.",
    ),
    "similar_tab": _warning(
        "Вкладка «{tab}» похожа на «{table}», но так не называется и не читается. Переименуйте её, если это она.",
        "The tab “{tab}” looks like “{table}” but is not named so and is not read. Rename it if it is.",
    ),
    "copy_tab": _warning(
        "Вкладка «{tab}» похожа на копию и не читается, чтобы строки не сосчитались дважды.",
        "The tab “{tab}” looks like a copy and is not read, so that no row counts twice.",
    ),
    "unknown_parameter": _error("Параметра «{value}» нет.{hint}", "There is no parameter “{value}”.{hint}"),
    "bad_parameter": _error(
        "{parameter}: «{value}» не подходит; нужно: {expected}. Взято {default}.",
        "{parameter}: “{value}” does not fit; {expected} is needed. {default} is used.",
    ),
    "near_duplicate": _warning(
        "«{value}» (строк: {n}) похоже на «{other}» (строк: {m}). Если это одно и то же, пишите одинаково.",
        "“{value}” (rows: {n}) looks like “{other}” (rows: {m}). If they are the same, spell them the same.",
    ),
    "wrong_alphabet": _warning(
        "В «{value}» смешаны русские и латинские буквы: {letters}. Напишите «{other}».",
        "“{value}” mixes Russian and Latin letters: {letters}. Write “{other}”.",
    ),
}
"""About a row, a column or a tab."""

PROBLEMS: dict[str, Sentence] = CELL | TAB

EXPECTED: dict[str, T] = {
    "text": T("текст", "a text"),
    "id": T("номер или код", "a number or code"),
    "date": T("дата, например 31.03.2026", "a date such as 2026-03-31"),
    "month": T("месяц, например 01.03.2026", "a month such as 2026-03-01"),
    "currency": T("код валюты, например RUB", "a currency code such as RUB"),
    "number": T("число, например 1 234,56", "a number such as 1234.56"),
    "count": T("целое число", "a whole number"),
    "percent": T("доля, например 70 %", "a share such as 70%"),
    "yesno": T("да или нет", "yes or no"),
    "choice": T("одно из: {options}", "one of: {options}"),
    "cell": T("значение", "a value"),
    "minimum": T("{kind}, не меньше {minimum}", "{kind}, at least {minimum}"),
    "maximum": T("{kind}, не больше {maximum}", "{kind}, at most {maximum}"),
    "limits": T("{kind}, от {minimum} до {maximum}", "{kind}, from {minimum} to {maximum}"),
}
"""What a column of each kind expects."""

HINT = T(" Похоже на «{name}».", " It looks like “{name}”.")
HEADER_HINT = T(" Похоже, это «{name}».", " It may be “{name}”.")
BAD_OVERRIDE = T(
    "{parameter}: «{value}» не подходит; нужно: {expected}.",
    "{parameter}: “{value}” does not fit; {expected} is needed.",
)
UNKNOWN_OVERRIDE = T("Параметра «{parameter}» нет.{hint}", "There is no parameter “{parameter}”.{hint}")

PARAMETER: dict[str, T] = {
    "share": T("доля, например 70 %", "a share such as 70%"),
    "number": T("число, например 0,5", "a number such as 0.5"),
    "count": T("целое число", "a whole number"),
    "choice": T("одно из: {options}", "one of: {options}"),
    "text": T("текст", "a text"),
    "date": T("дата, например 31.03.2026", "a date such as 2026-03-31"),
    "dates": T(
        "даты через «;», например 01.05.2026; 09.05.2026", "dates separated by “;”, such as 2026-05-01; 2026-05-09"
    ),
    "times": T("время через «;», например 09:00; 14:00", "times separated by “;”, such as 09:00; 14:00"),
    "zone": T("часовой пояс, например Europe/Moscow", "a time zone such as Europe/Moscow"),
    "currency": T("код валюты, например RUB", "a currency code such as RUB"),
    "after": T("дата не раньше {other}", "a date not before {other}"),
    "more": T("не меньше {other}", "a value of at least {other}"),
    "less": T("не больше {other}", "a value of at most {other}"),
}
"""What a parameter of each kind expects."""
