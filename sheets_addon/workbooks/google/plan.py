"""A result as the requests that bring our tabs to what it says. Pure: the same result and knowledge, the same plan.

Our tabs are made once and changed in place from then on, never deleted and made again, so that people's formulas
that point at them keep working. For the same reason a report that has no data any more keeps its tab, emptied to
its words and the sentence ``words.NOTHING_NOW``, and a tab is never cut shorter; only a report without data that
has no tab gets none.

A tab is ours by our developer metadata. On it, cells, formats, groups, merges, filter, conditional formats and our
own charts are ours and replaced; a person's charts there stay, and so do cells to the right of and below ours, as
long as we do not need the room. A person's tabs are named in no request. Only what changed is sent, by the digests
in ``Known``; the cell that says when the report was refreshed lies outside them and is sent with every change.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.intake.collector import collector_paused
from core.report import Report, Result, Stamp
from sheets_addon.workbooks.google.change import Change, change, new_sheet, size_of, titled
from sheets_addon.workbooks.google.draw.cells import Pen
from sheets_addon.workbooks.google.draw.drawing import Drawing, restamped
from sheets_addon.workbooks.google.draw.piece import digest
from sheets_addon.workbooks.google.draw.requests import Request
from sheets_addon.workbooks.google.draw.tab import draw_tab
from sheets_addon.workbooks.google.known import STAGING, Known, Owned, Tab, marking
from sheets_addon.workbooks.google.room import trimmed
from sheets_addon.workbooks.google.staging import LIMIT, Load, brought, loads, removed, staged, staging_size
from sheets_addon.workbooks.google.tabs import TITLE, Target, linkable, sheet_id, targets
from sheets_addon.workbooks.google.wire import encoded
from sheets_addon.workbooks.words import DO_NOT_TYPE, TITLE_TAKEN, stamp_line

MAX_CELLS = 10_000_000
_STAGING_TITLE = "planerka…"


@dataclass(frozen=True)
class Plan:
    """``staged`` are sent first, one by one, and change nothing that a reader sees; ``requests`` are the one write
    that does, all of it at once (none: nothing has changed). ``known`` holds once that is done.

    ``bytes`` is about the size of all of them; ``notices`` are sentences for the workbook's owner.
    """

    staged: tuple[tuple[Request, ...], ...]
    requests: tuple[Request, ...]
    known: Known
    bytes: int = 0
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Made:
    """A tab of ours after the plan, and the requests that make it so."""

    target: Target
    drawing: Drawing
    change: Change
    owned: Owned
    tab: Tab


def plan(result: Result, known: Known, *, force: frozenset[str] = frozenset()) -> Plan:
    """What to send. ``force``: reports that are written whole although nothing of them changed."""
    with collector_paused():
        return _plan(result, known, force)


def _plan(result: Result, known: Known, force: frozenset[str]) -> Plan:
    found = targets(result, known)
    sheets = linkable(known, found)
    signs = {target.sheet: _sign(target.report, result.stamp, sheets) for target in found}
    stale = [t for t in found if not t.owned or t.report.id in force or t.owned.digest != signs[t.sheet]]
    left = known.owned.get(STAGING)
    if not stale:
        return Plan((), (removed(left.sheet),) if left else (), _known(known, (), signs))
    pen = Pen(result.stamp.language, sheets)
    drawings = {target.sheet: draw_tab(target.report, result.stamp, pen) for target in stale}
    tabs, cut = trimmed(known, {sheet: size_of(drawing) for sheet, drawing in drawings.items()}, MAX_CELLS)
    made = [_made(target, drawings[target.sheet], tabs, target.report.id in force) for target in stale]
    now = _known(known, made, signs, tabs)
    stamps = [r for one in found for r in restamped(one.sheet, stamp_line(result.stamp))]
    before = [*cut, *(request for one in made for request in _begin(one))]
    after = [*(request for one in made for request in _protect(one, result.stamp)), *stamps]
    notices = tuple(_notice(target, result.stamp) for target in stale if target.said not in {"", target.title})
    return _sent(made, known, now, before, after, notices)


def _made(target: Target, drawing: Drawing, tabs: Mapping[int, Tab], forced: bool) -> _Made:
    rows, columns = size_of(drawing)
    tab = tabs.get(target.sheet) or Tab(target.sheet, target.title, rows, columns)
    before = target.owned or Owned(target.sheet)
    made, owned, now = change(drawing, tab, before, forced)
    if tab.title != target.title:
        made.frame.append(titled(tab.id, target.title))
    owned = replace(owned, blocks={**owned.blocks, **({TITLE: target.title} if target.ours else {})})
    return _Made(target, drawing, made, owned, replace(now, title=target.title))


def _sent(
    made: Sequence[_Made],
    known: Known,
    now: Known,
    before: Sequence[Request],
    after: Sequence[Request],
    notices: tuple[str, ...],
) -> Plan:
    """One request if it is small enough, else by way of the hidden tab, if there is room for that."""
    left = known.owned.get(STAGING)
    clean = [removed(left.sheet)] if left else []
    size = sum(map(_size, made)) + _bytes(before) + _bytes(after)
    found = loads((one.tab.id, one.change.width, p, ink) for one in made for p, ink in one.change.pieces)
    rows, columns = staging_size(found)
    room = MAX_CELLS - sum(tab.rows * tab.columns for tab in now.tabs)
    if size <= LIMIT or rows * columns > room:
        return Plan((), (*clean, *before, *_bodies(made, [], 0), *after), now, size, notices)
    sheet = sheet_id(STAGING, (tab.id for tab in (*known.tabs, *now.tabs)))
    first, *more = staged(found, sheet, _free_title(now))
    body = _bodies(made, found, sheet)
    return Plan(((*clean, *first), *more), (*before, *body, *after, removed(sheet)), now, size, notices)


def _bodies(made: Sequence[_Made], found: Sequence[Load], staging: int) -> Iterator[Request]:
    pasted = {(load.sheet, load.piece.id): load for load in found}
    for one in made:
        here = [pasted.get((one.tab.id, piece.id)) for piece, _ in one.change.pieces]
        cells: list[Request] = []
        for (piece, ink), load in zip(one.change.pieces, here, strict=True):
            if load:
                cells.append(brought(load, staging))
            else:
                cells += piece.requests(ink, one.tab.id, piece.top, one.change.width)
        yield from one.change.requests(cells, any(here))


def _size(one: _Made) -> int:
    """About how many bytes the requests of a tab are; the rows of tables are counted, not written out."""
    width, size = one.change.width, _bytes(one.change.requests((), False))
    for piece, ink in one.change.pieces:
        size += ink.bytes or _bytes(piece.requests(ink, one.tab.id, piece.top, width))
    return size


def _begin(one: _Made) -> list[Request]:
    if one.target.owned:
        return []
    return [new_sheet(one.tab, one.target.index), marking(one.target.report.id, one.tab.id)]


def _protect(one: _Made, stamp: Stamp) -> list[Request]:
    """A warning to people who type on our tab; nobody is locked out of it."""
    if one.target.owned and _protection(one.tab.id) in one.target.owned.protections:
        return []
    protection = {
        "protectedRangeId": _protection(one.tab.id),
        "range": {"sheetId": one.tab.id},
        "description": DO_NOT_TYPE.to(stamp.language),
        "warningOnly": True,
    }
    return [{"addProtectedRange": {"protectedRange": protection}}]


def _protection(sheet: int) -> int:
    return int(digest("protection", sheet), 16) % 2**31


def _known(
    known: Known, made: Sequence[_Made], signs: Mapping[int, str], tabs: Mapping[int, Tab] | None = None
) -> Known:
    """What is known once the plan is done."""
    owned = {id: one for id, one in known.owned.items() if id != STAGING and known.tab(one.sheet)}
    left = known.owned.get(STAGING)
    seen = {tab.id: (tabs or {}).get(tab.id, tab) for tab in known.tabs if left is None or tab.id != left.sheet}
    order = [*seen]
    for one in made:
        id, sheet = one.target.report.id, one.tab.id
        kept = one.owned.protections
        protections = kept if _protection(sheet) in kept else (*kept, _protection(sheet))
        owned[id] = replace(one.owned, digest=signs[sheet], protections=protections)
        if sheet not in seen:
            order.insert(one.target.index, sheet)
        seen[sheet] = one.tab
    return replace(known, tabs=tuple(seen[id] for id in order), owned=owned)


def _sign(report: Report, stamp: Stamp, sheets: Mapping[str, int]) -> str:
    """Of all that decides how the tab looks, but the time and number of the run."""
    kinds = {column.kind for block in report.blocks for column in block.columns}
    links = sorted(sheets.items()) if {"link", "mixed"} & kinds else ()
    return digest(report, stamp.asof, stamp.slot, stamp.language, stamp.currency, links)


def _notice(target: Target, stamp: Stamp) -> str:
    return TITLE_TAKEN.say(stamp.language, title=target.said, ours=target.title)


def _free_title(known: Known) -> str:
    taken, title = {tab.title for tab in known.tabs}, _STAGING_TITLE
    while title in taken:
        title += "…"
    return title


def _bytes(requests: Iterable[Request]) -> int:
    return len(encoded([*requests]))
