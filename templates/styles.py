"""Formats of the template's cells, made once a workbook."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from core.i18n import Language
from templates.columns import Heading

INPUT_TAB, DICTIONARY_TAB, START_TAB = "#FFFFFF", "#BFBFBF", "#2F5D8A"
_INK, _LINE = "#1F2A36", "#C9D3DD"

_HEADER: Mapping[str, Any] = {
    "bold": True,
    "text_wrap": True,
    "valign": "vcenter",
    "font_color": _INK,
    "bottom": 1,
    "bottom_color": _LINE,
    "locked": False,
}
_NAMED: Mapping[str, Mapping[str, Any]] = {
    "required": {**_HEADER, "bg_color": "#CFE2F3"},
    "optional": {**_HEADER, "bg_color": "#EDF2F7", "bold": False},
    "folded": {**_HEADER, "bg_color": "#F4F4F4", "bold": False, "font_color": "#5B6672"},
    "dictionary": {**_HEADER, "bg_color": "#E3E3E3"},
    "title": {"bold": True, "font_size": 18, "font_color": START_TAB, "valign": "vcenter"},
    "section": {
        "bold": True,
        "font_size": 13,
        "font_color": _INK,
        "valign": "bottom",
        "bottom": 2,
        "bottom_color": START_TAB,
    },
    "paragraph": {"text_wrap": True, "valign": "top"},
    "strong": {"text_wrap": True, "valign": "top", "bold": True},
    "link": {"text_wrap": True, "valign": "top", "font_color": "#1155CC", "underline": 1},
}
_ASIDE: Mapping[str, Any] = {"align": "right", "indent": 1}
"""Numbers keep away from the text of the next column."""
_PLAIN_NUMBERS = {"norm_days": "General", "quantity": "General", "rate": "0.0000"}
"""Numbers that are no money."""


class Styles:
    """``styles["title"]`` or ``styles.of(heading)``: one XlsxWriter format each, whoever asks."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self._workbook = workbook
        self._date = "dd.mm.yyyy" if language == "ru" else "yyyy-mm-dd"
        self._made: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        return self._make(name, _NAMED[name])

    @property
    def date(self) -> Format:
        return self._make("date", {"num_format": self._date, "align": "left"})

    def of(self, heading: Heading) -> Format | None:
        """The format of a column of data."""
        match heading.kind:
            case "date":
                return self.date
            case "number":
                number = _PLAIN_NUMBERS.get(heading.key, "#,##0.00")
                return self._make(number, {"num_format": number, **_ASIDE})
            case "count":
                return self._make("count", {"num_format": "0", **_ASIDE})
            case "percent":
                return self._make("percent", {"num_format": "0%", **_ASIDE})
            case "id":
                return self._make("id", {"num_format": "@"})
            case "cell":
                return self._make("cell", {"align": "left"})
            case _:
                return None

    def _make(self, name: str, properties: Mapping[str, Any]) -> Format:
        if name not in self._made:
            self._made[name] = self._workbook.add_format(dict(properties))
        return self._made[name]
