from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from core.errors import BadNumber
from core.functions._money import in_order
from core.functions._purchases import AMOUNTS, CLIENTS, DATES, A, B, Classes, classes, ensure_any
from core.functions.abc_class import REVERSED
from core.i18n import T
from core.metrics.moves import ABSENT, transitions
from core.metrics.rates import Floats
from core.metrics.segments import ABC_NAMES, XYZ_NAMES
from core.metrics.segments import Classes as Letters
from core.registry import Argument, Example, TableValue, function
from core.reports._abc_xyz_moves_words import NEW
from core.reports.abc_xyz_moves import columns, matrix_rows


def _day(name: str, ru: str, en: str, help_ru: str, help_en: str) -> Argument:
    return Argument(name, "date", T(ru, en), T(help_ru, help_en))


def _border(name: str, default: float) -> Argument:
    return Argument(
        name,
        "number",
        T(f"Граница {name.upper()}", f"Border {name.upper()}"),
        T(
            f"До какой накопленной доли класс {name.upper()}; пусто — {default:g}.".replace("0.", "0,"),
            f"Up to which cumulative share it is {name.upper()}; blank: {default:g}.",
        ),
        optional=True,
        default=default,
        minimum=0,
        maximum=1,
    )


_BUYERS = ["Альфа", "Бета", "Гамма", "Альфа", "Дельта", "Гамма"]
_DAYS = ["2026-01-10", "2026-01-20", "2026-01-25", "2026-02-10", "2026-02-15", "2026-02-20"]
_SUMS = [700, 200, 100, 50, 600, 350]
_JANUARY, _FEBRUARY = ("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-28")


@function(
    "ABC_XYZ_MOVES",
    title=T("Перемещения ABC-XYZ", "ABC-XYZ moves"),
    help=T(
        "Сколько клиентов перешло из класса в класс между двумя периодами, с новыми и ушедшими.",
        "How many clients went from class to class between two periods, with the new ones and those gone.",
    ),
    args=(
        CLIENTS,
        DATES,
        AMOUNTS,
        _day("from1", "С (раньше)", "From (before)", "Первый день раннего периода.", "The earlier period's first day."),
        _day("to1", "По (раньше)", "To (before)", "Последний день раннего периода.", "The earlier period's last day."),
        _day("from2", "С (сейчас)", "From (now)", "Первый день позднего периода.", "The later period's first day."),
        _day("to2", "По (сейчас)", "To (now)", "Последний день позднего периода.", "The later period's last day."),
        Argument(
            "axis",
            "choice",
            T("Классы", "Classes"),
            T(
                "abc — по объёму (так и без него), xyz — по регулярности.",
                "abc: by value (the default), xyz: by regularity.",
            ),
            optional=True,
            default="abc",
            choices=("abc", "xyz"),
        ),
        _border("a", A),
        _border("b", B),
    ),
    unit="table",
    examples=(
        Example(
            (_BUYERS, _DAYS, _SUMS, *_JANUARY, *_FEBRUARY),
            [
                ["from", "A", "B", "C", "gone", "n", "stayed"],
                ["A", 0, 0, 1, 0, 1, 0.0],
                ["B", 0, 0, 0, 1, 1, 0.0],
                ["C", 1, 0, 0, 0, 1, 0.0],
                ["Новый", 1, 0, 0, None, 1, None],
            ],
        ),
        Example(
            (_BUYERS, _DAYS, _SUMS, *_JANUARY, *_FEBRUARY, "xyz"),
            [
                ["from", "X", "Y", "Z", "gone", "n", "stayed"],
                ["X", 0, 0, 0, 0, 0, None],
                ["Y", 0, 0, 0, 0, 0, None],
                ["Z", 0, 0, 2, 1, 3, 2 / 3],
                ["Новый", 0, 0, 1, None, 1, None],
            ],
        ),
    ),
    source="000",
)
def abc_xyz_moves(
    clients: "pd.Series[str]",
    dates: "pd.Series[pd.Timestamp]",
    amounts: Floats,
    from1: date,
    to1: date,
    from2: date,
    to2: date,
    axis: str,
    a: float,
    b: float,
) -> TableValue:
    in_order(from1, to1)
    in_order(from2, to2)
    if a > b:
        raise BadNumber(REVERSED, a=a, b=b)
    looks = [classes(clients, dates, amounts, *span, a, b) for span in ((from1, to1), (from2, to2))]
    ensure_any(*looks)
    was, now = (_letters(look, axis) for look in looks)
    names = ABC_NAMES if axis == "abc" else XYZ_NAMES
    rows: list[list[Any]] = [list(row) for row in matrix_rows(transitions(was, now), names, "")]
    rows[-1][0] = NEW
    return TableValue(columns(names), rows)


def _letters(found: Classes, axis: str) -> Letters:
    classes = found.abc.classes if axis == "abc" else found.xyz.classes
    return np.where(found.there, classes, ABSENT).astype(np.int8)
