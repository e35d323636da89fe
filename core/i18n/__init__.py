"""Words in two languages, and the formats that sentences use."""

from core.i18n.formats import day, money, month, number, percent, plural
from core.i18n.text import LANGUAGES, Language, T, clean, fold

__all__ = [
    "LANGUAGES",
    "Language",
    "T",
    "clean",
    "day",
    "fold",
    "money",
    "month",
    "number",
    "percent",
    "plural",
]
