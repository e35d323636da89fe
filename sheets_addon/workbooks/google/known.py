"""What is remembered of a spreadsheet between two syncs, so that the next one need not ask for its structure.

A tab is ours by our developer metadata alone, never by its title: the key :data:`MARK` on the sheet, its value
:func:`mark`. The value names the sheet too, so that a copy which a person made of our tab is the person's.
The key :data:`STAMP` on the spreadsheet is the receipt of the last write; ``book`` puts it on the last request of
a write (:func:`receipt`), a plan does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

MARK = "planerka.report"
STAMP = "planerka.run"
STAGING = "staging"
"""The «report» of a hidden tab that a large write is gathered on."""
VISIBILITY = "DOCUMENT"
Request = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet as it stood when last seen. ``locked``: a person protects all or some of it from us."""

    id: int
    title: str
    rows: int
    columns: int
    hidden: bool = False
    locked: bool = False
    is_grid: bool = True
    """A chart or a connected data source on a sheet of its own has no cells."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A tab of ours, and what stands on it that has an id or a count of its own.

    ``digest`` is of all that was last written to it, ``blocks`` of each block; '' and nothing: write it anew.
    """

    sheet: int
    digest: str = ""
    blocks: Mapping[str, str] = field(default_factory=dict)
    charts: tuple[int, ...] = ()
    bands: tuple[int, ...] = ()
    protections: tuple[int, ...] = ()
    rules: int = 0
    """How many conditional formats."""
    row_groups: tuple[tuple[int, int, int], ...] = ()
    """(start, end, depth), the end excluded."""
    column_groups: tuple[tuple[int, int, int], ...] = ()
    merges: int = 0
    filtered: bool = False
    rows: int = 0
    """How many rows we last filled, and columns: what lies beyond a shorter table is cleared."""
    columns: int = 0
    seen: Mapping[str, tuple[int, int, str]] = field(default_factory=dict)
    """What values were last written, by piece (:mod:`sheets_addon.workbooks.google.seen`)."""


@dataclass(frozen=True, slots=True)
class Known:
    """A spreadsheet as last seen and last written. ``owned`` is by report id."""

    title: str = ""
    locale: str = ""
    time_zone: str = ""
    tabs: tuple[Tab, ...] = ()
    owned: Mapping[str, Owned] = field(default_factory=dict)
    receipt: str = ""
    """The value of the stamp; '': there is none yet."""
    version: str = ""
    """Drive's version at the last look that led to no write."""
    lost: tuple[str, ...] = ()
    """Titles of input tabs that were there once: until they are back, every sync looks for them."""
    stale: bool = False
    """A write failed: what stands there may be otherwise."""

    @property
    def ours(self) -> frozenset[int]:
        """The ids of our tabs."""
        return frozenset(owned.sheet for owned in self.owned.values())

    def tab(self, id: int) -> Tab | None:
        return next((tab for tab in self.tabs if tab.id == id), None)

    @property
    def people(self) -> tuple[Tab, ...]:
        """The tabs that are not ours, in their order."""
        ours = self.ours
        return tuple(tab for tab in self.tabs if tab.id not in ours)

    def to_json(self) -> dict[str, Any]:
        owned = {report: _plain(one) for report, one in self.owned.items()}
        return _plain(self) | {"tabs": [_plain(tab) for tab in self.tabs], "owned": owned}

    @classmethod
    def from_json(cls, given: Mapping[str, Any]) -> Self:
        tabs = tuple(Tab(**tab) for tab in given.get("tabs", ()))
        owned = {report: _owned(one) for report, one in given.get("owned", {}).items()}
        return cls(**(dict(given) | {"tabs": tabs, "owned": owned, "lost": tuple(given.get("lost", ()))}))

    def rewritten(self, reports: frozenset[str] | None = None) -> Self:
        """The same without the digests of ``reports`` (None: of all): they will be written anew."""
        owned = {
            id: replace(one, digest="", blocks={}) if reports is None or id in reports else one
            for id, one in self.owned.items()
        }
        return replace(self, owned=owned)


def _plain(thing: Tab | Owned | Known) -> dict[str, Any]:
    """Its fields as they are; ``asdict`` would copy every digest of every piece."""
    return {field.name: getattr(thing, field.name) for field in fields(thing)}


def _owned(given: Mapping[str, Any]) -> Owned:
    lists = {name: tuple(given.get(name, ())) for name in ("charts", "bands", "protections")}
    groups = {name: tuple((s, e, d) for s, e, d in given.get(name, ())) for name in ("row_groups", "column_groups")}
    seen = {piece: (top, n, sign) for piece, (top, n, sign) in given.get("seen", {}).items()}
    return Owned(**(dict(given) | lists | groups | {"seen": seen}))


def mark(report: str, sheet: int) -> str:
    """The value of :data:`MARK` on the sheet of a report."""
    return f"{report}@{sheet}"


def marked(value: str, sheet: int) -> str | None:
    """The report whose tab the sheet is; None for a copy of such a tab."""
    report, _, id = value.rpartition("@")
    return report if report and id == str(sheet) else None


def marking(report: str, sheet: int) -> Request:
    """The request that makes a sheet ours."""
    metadata = {"metadataKey": MARK, "metadataValue": mark(report, sheet), "visibility": VISIBILITY}
    return {"createDeveloperMetadata": {"developerMetadata": metadata | {"location": {"sheetId": sheet}}}}


def receipt(known: Known, value: str) -> Request:
    """The request that leaves ``value`` as the stamp of the spreadsheet."""
    metadata = {"metadataKey": STAMP, "metadataValue": value, "visibility": VISIBILITY}
    if not known.receipt:
        return {"createDeveloperMetadata": {"developerMetadata": metadata | {"location": {"spreadsheet": True}}}}
    lookup = {"metadataKey": STAMP, "metadataLocation": {"spreadsheet": True}}
    return {
        "updateDeveloperMetadata": {
            "dataFilters": [{"developerMetadataLookup": lookup}],
            "developerMetadata": metadata,
            "fields": "metadataValue",
        }
    }


def stamps(metadata: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The receipts among the developer metadata of a spreadsheet."""
    return tuple(str(one.get("metadataValue", "")) for one in metadata if one.get("metadataKey") == STAMP)
