"""Field masks: ``sheets(properties,data.rowData),spreadsheetId`` as a tree, and what it leaves of a resource."""

from typing import Any

from tests.sheets_api.errors import invalid

Tree = dict[str, Any]
"""Field → the tree below it; an empty tree is the whole field."""


def parse(mask: str) -> Tree:
    """The tree of a mask; ``*`` is everything."""
    tree, end = _list(mask.replace("/", "."), 0)
    if end != len(mask):
        raise invalid(f"Invalid field selection {mask}")
    return tree


def _list(mask: str, at: int) -> tuple[Tree, int]:
    tree: Tree = {}
    while True:
        at = _path(mask, at, tree)
        if at >= len(mask) or mask[at] != ",":
            return tree, at
        at += 1


def _path(mask: str, at: int, tree: Tree) -> int:
    while True:
        end = at
        while end < len(mask) and mask[end] not in ",.()":
            end += 1
        name = mask[at:end].strip()
        if not name:
            raise invalid(f"Invalid field selection {mask}")
        below = tree.setdefault(name, {})
        if end < len(mask) and mask[end] == ".":
            at, tree = end + 1, below
            continue
        if end < len(mask) and mask[end] == "(":
            inner, end = _list(mask, end + 1)
            if end >= len(mask) or mask[end] != ")":
                raise invalid(f"Invalid field selection {mask}")
            below.update(inner)
            end += 1
        return end


def kept(value: Any, tree: Tree) -> Any:
    """Only what the mask names, lists through and through."""
    if not tree or "*" in tree:
        return value
    if isinstance(value, list):
        return [kept(item, tree) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: kept(value[name], below) for name, below in tree.items() if name in value}


def updated(old: dict[str, Any], new: dict[str, Any], tree: Tree) -> dict[str, Any]:
    """``old`` with the fields of the mask as ``new`` has them; a field that ``new`` lacks is cleared."""
    if "*" in tree:
        return dict(new)
    out = dict(old)
    for name, below in tree.items():
        if below and isinstance(new.get(name, {}), dict) and isinstance(old.get(name, {}), dict):
            inner = updated(old.get(name, {}), new.get(name, {}), below)
            if inner:
                out[name] = inner
            else:
                out.pop(name, None)
        elif name in new:
            out[name] = new[name]
        else:
            out.pop(name, None)
    return out
