"""How cells of each kind look in a Google tab; test_alike compares them with the .xlsx files."""

from datetime import date
from typing import Any

import pytest

from core.report import Kind, Ref
from sheets_addon.workbooks.google.draw import looks
from sheets_addon.workbooks.google.draw.requests import rgb

RIGHT, LEFT, CENTRE = ({"horizontalAlignment": side} for side in ("RIGHT", "LEFT", "CENTER"))
OFF = {"padding": {"left": 9}}


def numbered(type_: str) -> dict[str, Any]:
    return {"numberFormat": {"type": type_, "pattern": "0.0"}}


@pytest.mark.parametrize(
    ("kind", "first", "wraps", "look"),
    [
        ("money", False, False, RIGHT | numbered("NUMBER")),
        ("rate", False, False, RIGHT | numbered("PERCENT")),
        ("attainment", False, False, RIGHT | numbered("PERCENT")),
        ("date", True, False, LEFT | numbered("DATE")),
        ("month", False, False, CENTRE | numbered("DATE")),
        ("mixed", False, False, RIGHT),
        ("text", True, False, LEFT),
        ("text", False, False, LEFT | OFF),
        ("text", False, True, LEFT | OFF | {"wrapStrategy": "WRAP"}),
        ("link", False, False, LEFT | OFF),
        ("flag", False, False, CENTRE),
    ],
)
def test_a_column(kind: Kind, first: bool, wraps: bool, look: dict[str, Any]) -> None:
    assert looks.column(kind, "0.0", first, wraps) == look


@pytest.mark.parametrize(
    ("kind", "first", "side"),
    [("money", False, RIGHT), ("mixed", False, RIGHT), ("date", False, CENTRE), ("text", False, LEFT | OFF)],
)
def test_a_header_stands_over_its_values(kind: Kind, first: bool, side: dict[str, Any]) -> None:
    look = looks.header(kind, first, "#000000")
    assert look == {
        "backgroundColorStyle": rgb("#000000"),
        "textFormat": {"bold": True, "foregroundColorStyle": rgb("#FFFFFF")},
        "wrapStrategy": "WRAP",
        **side,
    }


@pytest.mark.parametrize(
    ("type_", "kind", "side"),
    [
        (str, "money", "RIGHT"), (str, "text", None), (bool, "text", "CENTER"), (bool, "flag", None),
        (float, "text", "RIGHT"), (int, "count", None), (date, "text", "CENTER"), (date, "date", None),
        (Ref, "link", None), (Ref, "text", None),
    ],
)  # fmt: skip
def test_a_value_of_another_kind_than_its_column(type_: type, kind: Kind, side: str | None) -> None:
    look = looks.odd(type_, kind, "ru", False)
    assert (look or {}).get("horizontalAlignment") == side
    assert ("numberFormat" in (look or {})) == (type_ is date and side is not None)


def test_a_total_has_a_rule_above_and_a_line_below() -> None:
    look = looks.total("#111111", "#222222")
    assert look["textFormat"] == {"bold": True}
    assert look["backgroundColorStyle"] == rgb("#222222")
    assert look["borders"]["top"] == {"style": "SOLID", "colorStyle": rgb("#111111")}
    assert look["borders"]["bottom"] == looks.ROW_LINE["borders"]["bottom"]


def test_words_wrap_where_they_must() -> None:
    assert "wrapStrategy" not in looks.words()
    assert looks.words(12, bold=True, italic=True, wrapped=True) == {
        "textFormat": {"fontSize": 12, "foregroundColorStyle": rgb(looks.INK), "bold": True, "italic": True},
        "wrapStrategy": "WRAP",
    }
