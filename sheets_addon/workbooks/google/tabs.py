"""Which tab each report stands on: its id, its title, its place among the others. People's titles are never taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

from core.report import Report, Result
from sheets_addon.workbooks.google.known import STAGING, Known, Owned
from sheets_addon.workbooks.titles import tab_titles
from sheets_addon.workbooks.words import NOTHING_NOW

TITLE = "·title"
"""Among what is remembered of a tab: the title that we gave it."""


@dataclass(frozen=True)
class Target:
    """A report and its tab. ``owned`` None: the tab is to be made, at ``index``. ``said``: the title's first choice.

    ``ours``: the title is one that we gave; it is then given anew in another language. A person's is kept.
    """

    report: Report
    sheet: int
    title: str
    owned: Owned | None = None
    index: int = 0
    said: str = ""
    ours: bool = True


def targets(result: Result, known: Known) -> list[Target]:
    """The tabs of ours, those there are and those to be made: the first come in report order behind people's.

    A report without data gets no tab, but keeps the one it has; so does a report that is no longer made.
    """
    there = {id: owned for id, owned in known.owned.items() if id != STAGING and known.tab(owned.sheet)}
    reports = [report for report in result.reports if report.has_data or report.id in there]
    made = {report.id for report in result.reports}
    gone = [_gone(id, known, result) for id in sorted(there) if id not in made]
    titles = _titles(reports, known, there)
    order, found = [tab.id for tab in known.tabs], []
    taken = {*order}
    before: int | None = None
    for i, report in enumerate([*reports, *gone]):
        owned = there.get(report.id)
        if owned:
            given = owned.blocks.get(TITLE) == _title(known, owned)
            title = titles[report.id][0] if given and report.id in made else _title(known, owned)
            found.append(Target(report, owned.sheet, title, owned, ours=given))
            before = owned.sheet
            continue
        sheet = sheet_id(report.id, taken)
        taken.add(sheet)
        index = _index(order, before, (there[r.id].sheet for r in reports[i + 1 :] if r.id in there))
        order.insert(index, sheet)
        title, said = titles[report.id]
        found.append(Target(report, sheet, title, None, index, said))
        before = sheet
    return found


def sheet_id(name: str, taken: Iterable[int]) -> int:
    """An id for a new sheet, the same at every try."""
    used, id = {*taken}, crc32(name.encode()) >> 1
    while id in used or id == 0:
        id = (id + 1) % 2**31
    return id


def _index(order: list[int], before: int | None, following: Iterable[int]) -> int:
    """Behind the report before it, else before the next one, else last."""
    if before is not None:
        return order.index(before) + 1
    return next((order.index(sheet) for sheet in following), len(order))


def _titles(reports: list[Report], known: Known, there: Mapping[str, Owned]) -> dict[str, tuple[str, str]]:
    """The title of each tab that we give one, and the one it would have if no other tab had it."""
    taken = {tab.title.casefold() for tab in known.tabs}
    wanted, made = tab_titles(reports), {}
    for report in reports:
        own = _title(known, there[report.id]).casefold() if report.id in there else None
        title, n = wanted[report.id], 1
        while title.casefold() in taken and title.casefold() != own:
            n += 1
            title = f"{wanted[report.id][: 31 - len(f' {n}')]} {n}"
        taken.add(title.casefold())
        made[report.id] = (title, wanted[report.id])
    return made


def _gone(id: str, known: Known, result: Result) -> Report:
    title = _title(known, known.owned[id])
    return Report(id, title, "reference", NOTHING_NOW.to(result.stamp.language), "", ())


def _title(known: Known, owned: Owned) -> str:
    tab = known.tab(owned.sheet)
    return tab.title if tab else ""


def linkable(known: Known, found: Iterable[Target]) -> dict[str, int]:
    """The sheet that a tab's title or a report's title leads to."""
    people = {tab.title: tab.id for tab in known.people}
    return people | {target.report.title: target.sheet for target in found}
