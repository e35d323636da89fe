from datetime import date

import numpy as np
import pandas as pd

from core.errors import NoData
from core.i18n import T
from core.metrics.days import NEVER, number, numbered
from core.metrics.segments import XYZ_NAMES, xyz
from core.registry import Argument, Coded, Example, function
from core.settings import parameters

NO_PURCHASES = T("Нет данных: нет ни одной строки с клиентом и датой.", "No data: no row has a client and a date.")
MONTHLY = [f"2026-0{month}-10" for month in (1, 2, 3)]


@function(
    "XYZ_CLASS",
    title=T("Класс XYZ", "XYZ class"),
    help=T(
        "Класс клиента для каждой строки: X — покупает регулярно, Y — нерегулярно, Z — купил один раз.",
        "The client's class for every row: X buys regularly, Y irregularly, Z bought once.",
    ),
    args=(
        Argument(
            "clients",
            "texts",
            T("Клиенты", "Clients"),
            T("Клиент каждой покупки: столбец.", "The client of each purchase: a column."),
        ),
        Argument(
            "dates",
            "dates",
            T("Даты", "Dates"),
            T("День каждой покупки: столбец той же длины.", "The day of each purchase: a column of the same length."),
        ),
        Argument(
            "asof",
            "date",
            T("На дату", "As of"),
            T(
                "Пусто — последняя из дат; более поздние не в счёт.",
                "Blank: the latest of the dates; later ones do not count.",
            ),
            optional=True,
        ),
        Argument(
            "theta",
            "number",
            T("Порог разброса", "Variation limit"),
            T(
                "X, если ст. отклонение промежутков ÷ среднее не больше этого; пусто — 0,5.",
                "X if the gaps' deviation ÷ mean is at most this; blank: 0.5.",
            ),
            optional=True,
            default=parameters()["xyz_theta"][1],
            minimum=0,
        ),
    ),
    unit="text",
    examples=(
        Example((["А", "А", "А", "Б"], [*MONTHLY, "2026-03-01"]), [["X"], ["X"], ["X"], ["Z"]]),
        Example((["А"] * 4, ["2026-01-01", "2026-01-06", "2026-03-02", "2026-03-04"]), [["Y"]] * 4),
        Example(
            (["А"] * 3, MONTHLY, "2026-09-01"), [["Y"]] * 3, T("Был регулярным, уснул", "Was regular, fell silent")
        ),
    ),
    source="000",
)
def xyz_class(clients: "pd.Series[str]", dates: "pd.Series[pd.Timestamp]", asof: date | None, theta: float) -> Coded:
    who, when = clients.cat.codes.to_numpy(), numbered(dates)
    n = len(clients.cat.categories)
    given = (who >= 0) & (when < NEVER)
    if asof is not None:
        given &= when <= number(asof)
    if not given.any():
        raise NoData(NO_PURCHASES)
    last = number(asof) if asof is not None else int(when[given].max())
    found = xyz(who[given], when[given], n, last, theta)
    classes = np.append(np.where(found.days > 0, found.classes, len(XYZ_NAMES)), len(XYZ_NAMES))
    return Coded(classes[who], (*XYZ_NAMES, None))
