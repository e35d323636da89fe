"""Dirty cells as people and exports write them: (kind, cell, locale, what it is or what is wrong).

The kinds are those of input columns. A code of :data:`core.i18n.sentences.CELL` is a problem; ``BLANK`` is no value
and no problem. The locale None decides nothing.
"""

from datetime import date, datetime, time
from typing import Any

BLANK = "(blank)"
D = date(2026, 3, 31)
RU, US, NO = "ru_RU", "en_US", None

NUMBERS: list[tuple[Any, str | None, Any]] = [
    (0, NO, 0.0), (7, NO, 7.0), (-3.25, NO, -3.25), (1e12, NO, 1e12), ("0", NO, 0.0), ("12", NO, 12.0),
    (" 12 ", NO, 12.0),
    ("1 234,56", NO, 1234.56), ("1 234,56", RU, 1234.56), ("1 234,56", US, 1234.56), ("1\u00a0234,56", NO, 1234.56),
    ("1\u202f234\u202f567", NO, 1234567.0), ("1\u2009234.5", NO, 1234.5), ("1 234 567,8", NO, 1234567.8),
    ("1234.56", NO, 1234.56),
    ("1234,5", NO, 1234.5), ("1,234.56", NO, 1234.56), ("1.234,56", NO, 1234.56), ("1,234,567", NO, 1234567.0),
    ("1.234.567", NO, 1234567.0), ("1.234.567,89", RU, 1234567.89), ("1,234,567.89", RU, 1234567.89),
    ("1,234", NO, "ambiguous_number"), ("1,234", RU, 1.234), ("1,234", US, 1234.0),
    ("12,345", NO, "ambiguous_number"),
    ("-123,456", US, -123456.0), ("0,125", NO, 0.125), ("1234,567", NO, 1234.567), ("1 234,567", NO, 1234.567),
    ("1.234", NO, 1.234),
    ("12,34", US, 12.34), ("12,3", NO, 12.3), ("5,", NO, 5.0), (",5", NO, 0.5), (".5", NO, 0.5),
    ("5.", NO, 5.0), ("1e3", NO, 1000.0),
    ("₽1 234", NO, 1234.0), ("1 234 ₽", NO, 1234.0), ("1234₽", NO, 1234.0), ("1 234 руб.", NO, 1234.0),
    ("1 234 руб", NO, 1234.0),
    ("100р.", NO, 100.0), ("100 р", NO, 100.0), ("100 рублей", NO, 100.0), ("$1,234.50", NO, 1234.5),
    ("$ 99", NO, 99.0),
    ("€1.234,50", NO, 1234.5), ("100 EUR", NO, 100.0), ("RUB 100", NO, 100.0), ("100 usd", NO, 100.0),
    ("5 000 тенге", NO, 5000.0),
    ("(100)", NO, -100.0), ("(1 234,56)", NO, -1234.56), ("($50)", NO, -50.0), ("-5", NO, -5.0),
    ("−5", NO, -5.0), ("–5", NO, -5.0),
    ("—5", NO, -5.0), ("- 5", NO, -5.0), ("-$5", NO, -5.0), ("$-5", NO, -5.0), ("5-", NO, -5.0),
    ("+5", NO, 5.0), ("'15", NO, 15.0),
    ("1'234.50", NO, 1234.5), (True, NO, "not_number"), (False, NO, "not_number"), ("abc", NO, "not_number"),
    ("12 шт", NO, "not_number"),
    ("5 тыс", NO, "not_number"), ("1.2.3", NO, "not_number"), ("1 23", NO, "not_number"),
    ("12 34 56", NO, "not_number"), ("--5", NO, "not_number"),
    ("(-5)", NO, "not_number"), ("$5€", NO, "not_number"), ("70%", NO, "not_number"),
    ("nan", NO, "not_number"), ("inf", NO, "not_number"),
    ("1_000", NO, "not_number"), ("٣", NO, "not_number"), ("1/2", NO, "not_number"), ("-", NO, "not_number"),
    ("₽", NO, "not_number"),
    (float("inf"), NO, "not_number"), (D, NO, "date_not_number"), (datetime(2026, 3, 31, 9), NO, "date_not_number"),
    (time(9), NO, "date_not_number"), (None, NO, BLANK), ("", NO, BLANK), ("  ", NO, BLANK),
    ("\u00a0", NO, BLANK), (float("nan"), NO, BLANK),
    ("#Н/Д", NO, "error_cell"), ("#N/A", NO, "error_cell"), ("#REF!", NO, "error_cell"),
    ("#ССЫЛКА!", NO, "error_cell"),
    ("#ДЕЛ/0!", NO, "error_cell"), ("#DIV/0!", NO, "error_cell"), ("#ЗНАЧ!", NO, "error_cell"),
    ("#VALUE!", NO, "error_cell"),
    ("#ИМЯ?", NO, "error_cell"), ("#NAME?", NO, "error_cell"), ("#ЧИСЛО!", NO, "error_cell"),
    ("#NUM!", NO, "error_cell"),
    ("#ПУСТО!", NO, "error_cell"), ("#NULL!", NO, "error_cell"), ("#n/a ", NO, "error_cell"),
    ("1e999", NO, "not_number"),
]  # fmt: skip

DATES: list[tuple[Any, str | None, Any]] = [
    (D, NO, D), (datetime(2026, 3, 31, 23, 59), NO, D), (46112, NO, D), (46112.0, NO, D), (46112.9999, NO, D),
    ("31.03.2026", NO, D), ("31.3.2026", NO, D), ("31.03.26", NO, D), ("1.4.26", NO, date(2026, 4, 1)),
    ("01.04.95", NO, date(1995, 4, 1)),
    ("31/3/2026", NO, D), ("3/4/2026", NO, date(2026, 4, 3)), ("3/4/2026", RU, date(2026, 4, 3)),
    ("3/4/2026", US, date(2026, 3, 4)),
    ("3/31/2026", US, D), ("3/31/2026", NO, "impossible_date"), ("31/3/2026", US, "impossible_date"),
    ("31-03-2026", NO, D),
    ("2026-03-31", NO, D), ("2026-3-31", NO, D), ("2026/03/31", NO, D), ("2026.03.31", NO, D),
    ("2026-03-31T10:00:00Z", NO, D),
    ("2026-03-31 10:00", NO, D), ("2026-03-31T10:00:00.123+03:00", NO, D), ("31.03.2026 14:05", NO, D),
    ("31.03.2026 14:05:33", NO, D),
    ("31.03.2026, 14:05", NO, D), ("31.03.2026 в 14:05", NO, D), ("31.03.2026 0:00:00", NO, D),
    ("3/31/2026 2:05 PM", US, D),
    ("31 марта 2026", NO, D), ("31 марта 2026 г.", NO, D), ("31 марта 2026 года", NO, D),
    ("31 Марта 2026, 14:05", NO, D),
    ("«31» марта 2026 г.", NO, D), ("1 апр 2026", NO, date(2026, 4, 1)),
    ("1 апр. 2026 г.", NO, date(2026, 4, 1)), ("5 мая 2026", NO, date(2026, 5, 5)),
    ("31-мар-2026", NO, D), ("31 Mar 2026", NO, D), ("March 31, 2026", NO, D), ("Mar 31 2026", NO, D),
    ("31st of March 2026", NO, D),
    ("вт, 31.03.2026", NO, D), ("  31.03.2026  ", NO, D), ("31.03.2026\u00a0", NO, D), ("'31.03.2026", NO, D),
    ("31.03.2026г.", NO, D),
    ("29.02.2028", NO, date(2028, 2, 29)), ("29.02.2026", NO, "impossible_date"),
    ("31.02.2026", NO, "impossible_date"), ("31 февраля 2026", NO, "impossible_date"),
    ("00.01.2026", NO, "impossible_date"), ("31.13.2026", NO, "impossible_date"),
    ("2026-13-01", NO, "impossible_date"), ("31.03.1826", NO, "date_out_of_range"),
    ("31.03.2226", NO, "date_out_of_range"), (0, NO, "date_out_of_range"), (60, NO, "date_out_of_range"),
    (5, NO, "date_out_of_range"),
    (-1, NO, "date_out_of_range"), (1e9, NO, "date_out_of_range"), (20260331, NO, "date_out_of_range"),
    (date(1899, 12, 30), NO, "date_out_of_range"),
    ("31.03", NO, "not_date"), ("завтра", NO, "not_date"), ("март 2026", NO, "not_date"),
    ("31 марта", NO, "not_date"), ("31 мартобря 2026", NO, "not_date"),
    ("46112", NO, "not_date"), ("31,03,2026", NO, "not_date"), ("31.03/2026", NO, "not_date"),
    ("10:00", NO, "not_date"), (True, NO, "not_date"),
    (time(9), NO, "not_date"), (None, NO, BLANK), ("", NO, BLANK), (" \u00a0", NO, BLANK),
    ("#Н/Д", NO, "error_cell"), ("#ЗНАЧ!", NO, "error_cell"),
]  # fmt: skip

YESNO: list[tuple[Any, str | None, Any]] = [
    *((word, NO, 1.0) for word in ("да", "Да", "ДА ", "д", "yes", "Y", "+", "1", 1, 1.0, True, "истина",
    "ИСТИНА", "TRUE", "✓", "✔", "x", "х", "v")),
    *((word, NO, 0.0) for word in ("нет", "Нет", "no", "N", "-", "–", "−", "0", 0, False, "ложь", "ЛОЖЬ", "false")),
    *((word, NO, "not_yesno") for word in ("может быть", "2", 2, 0.5, D)),
    (None, NO, BLANK), ("", NO, BLANK), ("#Н/Д", NO, "error_cell"),
]  # fmt: skip

IDS: list[tuple[Any, str | None, Any]] = [
    ("007", NO, "007"), (7, NO, "7"), (7.0, NO, "7"), (7707083893.0, NO, "7707083893"), ("СФ-1", NO, "СФ-1"),
    (" СФ-1 ", NO, "СФ-1"),
    ("+7 (916) 123-45-67", NO, "+7 (916) 123-45-67"), (79161234567.0, NO, "79161234567"),
    ("\u00a0A  1", NO, "A 1"), (1.5, NO, "1.5"),
    (True, NO, "ИСТИНА"), (D, NO, "31.03.2026"), (None, NO, BLANK), ("", NO, BLANK),
    ("#ССЫЛКА!", NO, "error_cell"), ("#12", NO, "#12"),
]  # fmt: skip

CHOICES: list[tuple[Any, str | None, Any]] = [
    ("Открыта", NO, "open"), ("открыта ", NO, "open"), ("ВЫИГРАНА", NO, "won"), ("won", NO, "won"),
    ("Closed won", NO, "won"), ("В работе", NO, "open"),
    ("Успешно реализовано", NO, "won"), ("Закрыто и не реализовано", NO, "lost"), ("Отказ", NO, "lost"),
    ("Lost", NO, "lost"),
    ("думает", NO, "not_choice"), (1, NO, "not_choice"), (None, NO, BLANK), ("", NO, BLANK),
    ("#Н/Д", NO, "error_cell"),
]  # fmt: skip

PERCENTS: list[tuple[Any, str | None, Any]] = [
    ("70%", NO, 0.7), ("70 %", NO, 0.7), ("7,5%", NO, 0.075), ("0,5 %", NO, 0.005), ("100%", NO, 1.0),
    (0.7, NO, 0.7), ("0,7", NO, 0.7), (1, NO, 1.0),
    (70, NO, 0.7), ("70", NO, 0.7), (150, NO, "above"), ("150%", NO, "above"), (-0.1, NO, "below"),
    ("много", NO, "not_number"), ("%", NO, "not_number"),
    (None, NO, BLANK), ("#DIV/0!", NO, "error_cell"),
]  # fmt: skip

CURRENCIES: list[tuple[Any, str | None, Any]] = [
    ("RUB", NO, "RUB"), ("rub", NO, "RUB"), ("₽", NO, "RUB"), ("руб.", NO, "RUB"), ("$", NO, "USD"),
    ("евро", NO, "EUR"), ("попугаи", NO, "not_currency"), ("", NO, BLANK),
]  # fmt: skip

COUNTS: list[tuple[Any, str | None, Any]] = [
    (3, NO, 3.0), ("3", NO, 3.0), (2.5, NO, "not_whole"), (-1, NO, "below"), ("три", NO, "not_number"),
]  # fmt: skip

COLUMNS: dict[str, tuple[str, str, list[tuple[Any, str | None, Any]]]] = {
    "number": ("payments", "amount", NUMBERS),
    "date": ("payments", "date", DATES),
    "yesno": ("deals", "hot", YESNO),
    "id": ("invoices", "deal_id", IDS),
    "choice": ("deals", "status", CHOICES),
    "percent": ("deals", "probability", PERCENTS),
    "count": ("daily_metrics", "calls", COUNTS),
    "currency": ("payments", "currency", CURRENCIES),
}
"""Kind → the table and column that the cell is put in."""

CASES = [(kind, *case) for kind, (_, _, cases) in COLUMNS.items() for case in cases]
