"""Shortcuts over many distinct texts at once: which need a look one by one, and which are plainly numbers."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from core.intake.numbers import LARGEST

FEW = 1000
"""Below so many texts reading each is as quick."""

_ODD_BLANKS = r"[\t-\r\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200b}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}]"
_UNTIDY = rf"^$|^[ #]| $|  |{_ODD_BLANKS}"
_GROUP = r"[ \x{a0}\x{2009}\x{202f}]"
_NUMBER = rf"^-?(?:[0-9]+|[0-9]{{1,3}}(?:{_GROUP}[0-9]{{3}})+)(?:[.,](?:[0-9]{{1,2}}|[0-9]{{4,15}}))?$"


def _texts(cells: list[Any]) -> Any:
    """The cells as one Arrow array; None where there are few of them or one is no text."""
    if len(cells) < FEW:
        return None
    try:
        texts = pa.array(cells, pa.large_string())
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError):
        return None
    return texts if texts.null_count == 0 else None


def untidy(cells: Iterable[Any]) -> npt.NDArray[np.bool_] | None:
    """Which texts may be blank, an error cell or untidy; None where each has to be looked at."""
    texts = _texts(list(cells))
    if texts is None:
        return None
    odd: npt.NDArray[np.bool_] = pc.match_substring_regex(texts, _UNTIDY).to_numpy(zero_copy_only=False)
    return odd


def plain_numbers(cells: Iterable[Any]) -> npt.NDArray[np.float64] | None:
    """The texts that read as a number one way only, whatever the locale (three decimals may be thousands), as floats;
    NaN for every other text; None where each has to be looked at."""
    texts = _texts(list(cells))
    if texts is None:
        return None
    plain = pc.match_substring_regex(texts, _NUMBER)
    bare = pc.replace_substring(pc.replace_substring_regex(texts, _GROUP, ""), ",", ".")
    values = pc.cast(pc.if_else(plain, bare, "nan"), pa.float64())
    floats: npt.NDArray[np.float64] = values.to_numpy(zero_copy_only=False).copy()
    floats[~(np.abs(floats) < LARGEST)] = np.nan
    return floats
