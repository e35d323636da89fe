"""The errors of Excel that xlwings does not know: it would hand over their number as a number, −2146826243."""

from typing import Any

_ZERO = -2146828288
"""What COM adds to Excel's own number of an error, 2000 to 2999."""
_NEWER = {
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
_OTHER = "#UNKNOWN!"


def error_text(cell: Any) -> Any:
    """An error's number as its text; any other cell as it is. A number in a cell is a float, never a whole one."""
    if type(cell) is not int or not 2000 <= cell - _ZERO < 3000:
        return cell
    return _NEWER.get(cell - _ZERO, _OTHER)
