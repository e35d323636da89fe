"""How wide a text is: spreadsheets fit neither column widths nor the heights of merged cells by themselves.

Advance widths of Arial (Liberation Sans has the same), in thousandths of the font size.
"""

from collections.abc import Iterable
from functools import lru_cache

_BY_WIDTH = {
    191: "'",
    222: "ijl’",
    278: " !,./:;I[\\]ft·\u00a0\u202f",
    333: "()-`r“”„{}",
    365: 'г"*',
    438: "к°зт^",
    500: "Jcksvxyzсухэчьв",
    556: "#$0123456789?L_abdeghnopquаеорёнГпя«»–€£ийбц",
    593: "Кдл+<=>~×−З●FTZТъ",
    667: "&ABEKPSVXYАВЕРХЧЁУБЛЬжДм",
    722: "CDHNRUwНСЯИЙПЭы₽₸Ц",
    778: "GOQОюФЪ",
    833: "MmМшфщЫ%",
    930: "ШЖЩW",
    1010: "▲▼—…→ЮМ@",
    1073: "№",
}
_WIDTHS = {ord(char): width for width, chars in _BY_WIDTH.items() for char in chars}
_OTHER = 600
_BOLD = 1.07
_PX_PER_POINT = 96 / 72
_DRAWN = 0.985
"""Screens draw a letter in whole pixels: 10 points are 13, not 13.3."""


@lru_cache(maxsize=20_000)
def text_px(text: str, size: float = 10, bold: bool = False) -> float:
    """The width in pixels of one line of ``text`` in Arial of ``size`` points."""
    units = sum(_WIDTHS.get(ord(char), _OTHER if ord(char) < 0x2E80 else 1000) for char in text)
    return units / 1000 * size * _PX_PER_POINT * _DRAWN * (_BOLD if bold else 1)


def longest_px(texts: Iterable[str], size: float = 10, bold: bool = False) -> float:
    """The widest of ``texts``; only the longest thirty of many are measured."""
    longest = sorted(set(texts), key=len, reverse=True)[:30]
    return max((text_px(line, size, bold) for text in longest for line in text.split("\n")), default=0.0)


@lru_cache(maxsize=20_000)
def line_count(text: str, width: float, size: float = 10, bold: bool = False) -> int:
    """How many lines ``text`` takes when wrapped at words in ``width`` pixels."""
    return sum(_wrapped(line, width, size, bold) for line in text.split("\n"))


def _wrapped(text: str, width: float, size: float, bold: bool) -> int:
    if text_px(text, size, bold) <= width:
        return 1
    lines, used, space = 1, 0.0, text_px(" ", size, bold)
    for word in text.split(" "):
        wide = text_px(word, size, bold)
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        used += wide + (space if used else 0.0)
        if used > width:  # a word longer than the line is broken where it ends
            lines, used = lines + int(used // width), used % width
    return lines


def line_px(size: float) -> float:
    """The height in pixels of one line of ``size`` points."""
    return size * _PX_PER_POINT * 1.27
