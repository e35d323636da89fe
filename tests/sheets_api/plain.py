"""How Google writes a resource back: without what is nothing, and each colour in its old and its new field."""

from typing import Any

_OMITTED = frozenset(
    """hidden rightToLeft hideGridlines frozenRowCount frozenColumnCount rowGroupControlAfter columnGroupControlAfter
    hiddenByUser hiddenByFilter warningOnly collapsed requestingUserCanEdit rowIndex columnIndex offsetXPixels
    offsetYPixels red green blue alpha""".split()
)
"""Fields that a reply does not name when they are false or zero. (Of a GridRange, only ``sheetId`` is one of them.)"""
_CHANNELS = {"red", "green", "blue", "alpha"}


def plain(value: Any) -> Any:
    """A copy of properties or parts of a sheet, or of a format, as a reply says them. Not for cells' values."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for name, item in value.items():
        if (name in _OMITTED and not item) or (name == "sheetId" and item == 0 and _is_range(value)):
            continue
        made[name] = plain(item)
    for name in list(made):
        if name.endswith(("Color", "color")) and name != "rgbColor" and _is_color(made[name]):
            made.setdefault(f"{name}Style", {"rgbColor": made[name]})
        elif name.endswith("olorStyle") and "rgbColor" in made[name]:
            made.setdefault(name.removesuffix("Style"), made[name]["rgbColor"])
    return made


def _is_range(value: dict[str, Any]) -> bool:
    """A sheet's own properties and the place of metadata name sheet 0; ranges and cells do not."""
    return "title" not in value and "locationType" not in value


def _is_color(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() <= _CHANNELS
