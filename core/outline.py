"""An outline as spreadsheets keep it: runs of rows that fold away under the row above them."""

from collections.abc import Sequence

Group = tuple[int, int, int]
"""Start, end (excluded), depth from 1."""


def groups_of(levels: Sequence[int], first: int) -> list[Group]:
    """The runs of rows at each depth or deeper; ``first`` is the sheet row of the first level."""
    found: list[Group] = []
    opened: list[int] = []
    for row, level in enumerate([*levels, 0], first):
        while len(opened) > level:
            found.append((opened.pop(), row, len(opened) + 1))
        opened += [row] * (level - len(opened))
    return sorted(found, key=lambda group: (group[0], group[2]))
