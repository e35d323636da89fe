"""Colours that follow the figures, as Excel's own rules: how much of a plan is attained, the shades of a matrix.

The rules hold numbers, never formulas: Excel reads the formula of a rule in its own language, «И» for AND.
"""

from collections.abc import Sequence
from typing import Any

from excel_udfs.live.area import Area

_VALUE, _BLANK, _BETWEEN = 1, 10, 1
_NUMBER, _HIGHEST = 0, 2
"""Excel's own numbers: xlCellValue, xlBlanksCondition, xlBetween; xlConditionValueNumber, xlConditionValueHighest."""
_EPSILON = 1e-9
_MOST = 1e300
"""Any text is greater than any number, so «at least 1» would colour it; nothing that is no number is below this."""
_VERDICTS = (
    (1 - _EPSILON, _MOST, "#1B5E20", "#DDF1DF"),
    (0.8 - _EPSILON, 1 - _EPSILON, "#7A4B00", "#FDEFC8"),
    (-_MOST, 0.8 - _EPSILON, "#9B1C1C", "#FBDCDC"),
)
"""From, to, ink, ground; the first that holds wins."""
_NOTHING = "#F1F3F5"
_LOW, _HIGH = "#FFFFFF", "#8FBBE8"


def judge(sheet: Any, areas: Sequence[Area]) -> None:
    """Green, amber and red by attainment. A blank cell, which counts as 0 for Excel, is grey."""
    for area in areas:
        rules = sheet.range(area.address).api.FormatConditions
        blank = rules.Add(_BLANK)
        blank.Interior.Color, blank.StopIfTrue = native(_NOTHING), True
        for low, high, ink, ground in _VERDICTS:
            rule = rules.Add(_VALUE, _BETWEEN, low, high)
            rule.Font.Color, rule.Interior.Color, rule.StopIfTrue = native(ink), native(ground), True


def shade(sheet: Any, areas: Sequence[Area]) -> None:
    """From white at nothing to the darkest at the largest of all the areas."""
    scale = sheet.range(",".join(area.address for area in areas)).api.FormatConditions.AddColorScale(2)
    low, high = scale.ColorScaleCriteria(1), scale.ColorScaleCriteria(2)
    low.Type, low.Value, low.FormatColor.Color = _NUMBER, 0, native(_LOW)
    high.Type, high.FormatColor.Color = _HIGHEST, native(_HIGH)


def native(colour: str) -> int:
    """#RRGGBB as Excel counts: red is the lowest byte."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red | green << 8 | blue << 16
