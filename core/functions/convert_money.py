from typing import Any

import numpy as np
import pandas as pd

from core.errors import BadArgument, NoData
from core.functions._arguments import table_of
from core.i18n import T
from core.i18n import day as spoken_day
from core.intake.typed import Typed
from core.metrics.days import NEVER, Days, day, numbered
from core.metrics.money import VALID_DAYS, Rates, currency_code, quoted_rates
from core.metrics.rates import Floats
from core.registry import Argument, Example, function
from core.settings import Settings

NO_RATE = T(
    f"Строка {{row}}: нет курса {{currency}} на {{day}} и за {VALID_DAYS} дней до него.",
    f"Row {{row}}: no rate of {{currency}} on {{day}}, nor in the {VALID_DAYS} days before.",
)
NO_DAY = T(
    "Строка {row}: не указана дата, а без неё курс неизвестен.",
    "Row {row}: there is no date, and the rate is unknown without it.",
)
NO_AMOUNT = T("Нет данных: в диапазоне нет ни одной суммы.", "No data: the range holds no amount.")
BASE = Settings.base_currency

_FX = [["Дата", "Валюта", "Курс"], ["2026-03-27", "USD", 90], ["2026-03-31", "EUR", 100]]


@function(
    "CONVERT_MONEY",
    title=T("Перевести в основную валюту", "Convert money"),
    help=T(
        f"Сумма в основной валюте по последнему курсу за {VALID_DAYS} дней до даты. Пустая валюта — основная; "
        "рубли без своего курса — тоже.",
        f"An amount in the base currency at the last rate of the {VALID_DAYS} days up to the date. A blank currency is "
        "the base one; so are roubles without a rate of their own.",
    ),
    args=(
        Argument(
            "amount",
            "numbers",
            T("Сумма", "Amount"),
            T("Одна ячейка или столбец сумм.", "One cell or a column of amounts."),
        ),
        Argument(
            "currency",
            "texts",
            T("Валюта", "Currency"),
            T("USD, €, руб.…: столько же ячеек, сколько сумм.", "USD, €…: as many cells as amounts."),
        ),
        Argument(
            "date",
            "dates",
            T("Дата", "Date"),
            T("На какой день курс: столько же ячеек, сколько сумм.", "The day of the rate: as many cells as amounts."),
        ),
        table_of("fx", "date", "currency", "rate"),
    ),
    unit="money",
    examples=(
        Example((100, "USD", "2026-03-31", _FX), 9_000.0),
        Example(
            ([100, 2, 5], ["USD", "€", None], ["2026-03-28", "2026-04-01", "2026-04-01"], _FX),
            [[9000.0], [200.0], [5.0]],
        ),
        Example((7, "руб.", "2026-03-31", _FX), 7.0, T("Основная валюта", "The base currency")),
    ),
    source="001",
)
def convert_money(amount: Floats, currency: "pd.Series[str]", date: "pd.Series[pd.Timestamp]", fx: Typed) -> Any:
    known = ~np.isnan(amount)
    if not known.any():
        raise NoData(NO_AMOUNT)
    rate = _rates(quoted_rates(fx.frame, ""), currency, numbered(date), known)
    made = amount * rate
    return float(made[0]) if len(made) == 1 else made


def _rates(quoted: Rates, currency: "pd.Series[str]", days: Days, known: Any) -> Floats:
    """Each row's rate; rows without an amount need none."""
    names = [currency_code(str(name)) for name in currency.cat.categories]
    codes = currency.cat.codes.to_numpy()
    out = np.ones(len(codes))
    for code, name in enumerate(names):
        if name == BASE and name not in quoted.days:
            continue
        rows = np.flatnonzero((codes == code) & known)
        undated = rows[days[rows] >= NEVER]
        if len(undated):
            raise BadArgument(NO_DAY, row=int(undated[0]) + 1)
        out[rows] = quoted.of(name, days[rows])
    missing = np.flatnonzero(np.isnan(out))
    if len(missing):
        row = int(missing[0])
        asked = day(int(days[row]))
        when = T(spoken_day(asked, "ru"), spoken_day(asked, "en"))
        raise NoData(NO_RATE, row=row + 1, currency=names[codes[row]], day=when)
    return out
