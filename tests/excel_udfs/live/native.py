"""What Excel's own objects under xlwings' do, as far as we ask them: outlines and rules of colour.

Excel's habits: copied cells bring their rules along but no outline; an outline taken away leaves its rows hidden;
levels that do not exist cannot be shown.
"""

from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.excel_udfs.live.fake import Range, Sheet

DEEPEST = 8


class Side:
    """The rows of a sheet, or its columns."""

    def __init__(self) -> None:
        self.levels: Counter[int] = Counter()
        """Outline depth by number, from 1."""
        self.hidden: set[int] = set()

    def state(self) -> object:
        return sorted((+self.levels).items()), sorted(self.hidden)

    def copy(self) -> "Side":
        other = Side()
        other.levels, other.hidden = Counter(self.levels), set(self.hidden)
        return other

    def group(self, first: int, last: int) -> None:
        self.levels.update(range(first, last + 1))
        assert max(self.levels.values()) < DEEPEST, "Excel takes no deeper outline"

    def show(self, level: int) -> None:
        if level:
            assert any(self.levels.values()), "there is no such outline"
            self.hidden = {i for i, depth in self.levels.items() if depth >= level}


class Outlines:
    """``sheet.api``, as far as it is of rows and columns."""

    def __init__(self, sheet: "Sheet") -> None:
        self.sheet, self.rows, self.columns = sheet, Side(), Side()
        self.SummaryRow = 1

    def state(self) -> object:
        return self.rows.state(), self.columns.state()

    def api(self) -> dict[str, Any]:
        return {
            "Outline": self,
            "Rows": lambda i: SimpleNamespace(OutlineLevel=self.rows.levels[i] + 1),
            "Columns": lambda i: SimpleNamespace(OutlineLevel=self.columns.levels[i] + 1),
            "Cells": SimpleNamespace(
                ClearOutline=self._clear, EntireRow=Shown(self, "rows"), EntireColumn=Shown(self, "columns")
            ),
        }

    def of(self, area: tuple[int, int, int, int]) -> dict[str, Any]:
        """``range.api``, likewise."""
        top, left, bottom, right = area

        def group(side: Side, first: int, last: int) -> Any:
            def grouped() -> None:
                self.sheet.book.touch()
                side.group(first, last)

            return SimpleNamespace(Group=grouped)

        return {"EntireRow": group(self.rows, top, bottom), "EntireColumn": group(self.columns, left, right)}

    def _clear(self) -> None:
        self.sheet.book.touch()
        self.rows.levels.clear()
        self.columns.levels.clear()

    def ShowLevels(self, rows: int, columns: int) -> None:
        self.sheet.book.touch()
        assert self.SummaryRow == 0, "the groups would fold under the row below them"
        self.rows.show(rows)
        self.columns.show(columns)


class Shown:
    """``Hidden`` of all rows or columns at once; only to show them."""

    def __init__(self, outlines: Outlines, side: str) -> None:
        object.__setattr__(self, "_of", (outlines, side))

    def __setattr__(self, name: str, value: Any) -> None:
        assert (name, value) == ("Hidden", False)
        outlines, side = self._of
        outlines.sheet.book.touch()
        getattr(outlines, side).hidden.clear()


class Rules:
    """``range.api.FormatConditions``: rules are kept by the sheet, in the order in which they hold."""

    def __init__(self, cells: "Range") -> None:
        self._cells = cells

    def Add(self, kind: int, operator: int = 0, low: Any = None, high: Any = None) -> Any:
        assert not isinstance(low, str) and not isinstance(high, str), "Excel would read it in its own language"
        return self._kept((kind, operator, low, high))

    def AddColorScale(self, colours: int) -> Any:
        rule = self._kept(("scale", colours))
        rule.ends = [SimpleNamespace(Type=None, Value=None, FormatColor=SimpleNamespace()) for _ in range(colours)]
        rule.ColorScaleCriteria = Ends(rule.ends)
        return rule

    def _kept(self, test: Any) -> Any:
        sheet = self._cells.sheet
        sheet.book.touch()
        rule = SimpleNamespace(
            areas=list(self._cells.areas),
            test=test,
            StopIfTrue=False,
            Font=SimpleNamespace(),
            Interior=SimpleNamespace(),
        )
        sheet.rules.append(rule)
        return rule


class Ends(list[Any]):
    """Counted from 1, and asked for by a call."""

    def __call__(self, i: int) -> Any:
        return self[i - 1]
