"""Colours and the font of our tabs, whatever draws them."""

from typing import NamedTuple

from core.report import Group

FONT, SIZE = "Arial", 10
"""On every computer with a spreadsheet, with Cyrillic, and its widths are known (see ``measure``)."""
INK, GREY, RULE, PALE = "#222222", "#6B7280", "#D9DDE3", "#F1F3F5"
LINK = "#0B57D0"
SERIES = ("#2F6DB5", "#E08A1E", "#3C9D6B", "#8A6FB0", "#C8453B", "#2A9D9D", "#9AA1AB", "#B5893C")
"""Told apart by people who do not tell red from green, and in print."""

HEAT = ("#FFFFFF", "#8FBBE8")
"""From nothing to the largest figure of a matrix; black on the darker one is easily read."""


class Palette(NamedTuple):
    """A group of reports: its tab and headers, and the tint of its totals."""

    dark: str
    light: str


class Verdict(NamedTuple):
    """What colour says beside the sign."""

    ink: str
    ground: str


PALETTES: dict[Group, Palette] = {
    "morning": Palette("#B3322B", "#FBECEA"),
    "week": Palette("#1F5FA8", "#E9F1FA"),
    "month": Palette("#2E7D4F", "#E8F4EC"),
    "reference": Palette("#5F6B76", "#EEF0F2"),
}
VERDICTS = {
    "green": Verdict("#1B5E20", "#DDF1DF"),
    "amber": Verdict("#7A4B00", "#FDEFC8"),
    "red": Verdict("#9B1C1C", "#FBDCDC"),
}
