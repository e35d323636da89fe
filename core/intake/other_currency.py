"""Amounts typed with another currency's sign than their row has: «$100» in a row of roubles is not 100 roubles."""

import numpy as np

from core.i18n import fold
from core.intake.numbers import currency_sign
from core.intake.part import Draft
from core.intake.scalars import currency

CODE = "other_currency"

_MEANS = {
    "₽": "RUB", "rub": "RUB", "rur": "RUB", "р": "RUB BYN", "руб": "RUB BYN", "$": "USD CAD AUD NZD HKD SGD",
    "долл": "USD CAD AUD NZD HKD SGD", "usd": "USD", "€": "EUR", "евро": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP",
    "₸": "KZT", "тенге": "KZT", "kzt": "KZT", "¥": "CNY JPY", "cny": "CNY", "₴": "UAH", "byn": "BYN",
}  # fmt: skip
"""Which currencies a sign may stand for; «у. е.» may be any."""


def leave_out_others(draft: Draft, base: str) -> None:
    """Mark these amounts, which are then left out; a row without a currency is in ``base``."""
    if "amount" not in draft.source or str not in set(map(type, cells := draft.cells["amount"])):
        return
    amount, own = draft.columns["amount"], draft.columns.get("currency")
    for i, cell in enumerate(cells):
        if not isinstance(cell, str) or np.isnan(amount.values[i]) or not (means := _means(currency_sign(cell))):
            continue
        code = -1 if own is None or own.names is None else int(own.values[i])
        row = base if code < 0 or own is None or own.names is None else own.names[code]
        if row not in means and currency(row):
            amount.marks.append((i, CODE))
            amount.values[i] = np.nan


def _means(sign: str) -> list[str]:
    word = fold(sign).rstrip(".")
    return next(
        (codes.split() for of, codes in _MEANS.items() if word == of or (len(of) > 2 and word.startswith(of))), []
    )
