"""Who a route is for, said where the route is."""

from collections.abc import Callable
from typing import Any, Literal, TypeVar, cast, get_args

from flask import Flask

Need = Literal[
    "open",
    "caller",
    "person",
    "functions",
    "workbook",
    "lead",
    "connect",
    "lead_workbook",
    "admin",
    "all_workbooks",
]
"""
============= ==========================================================================================
open          everybody, unknown ones too
caller        whoever has signed in, and every key
person        whoever has signed in
functions     whoever has signed in, and keys for functions
workbook      who may see the workbook of the route's ``id``; to all others it does not exist (404)
lead          heads and administrators: they connect and upload
connect       the same, and keys for all workbooks: programs that connect
lead_workbook heads and administrators, of a workbook that they may see: its settings, its end
admin         administrators: people, keys, the audit
all_workbooks administrators, and keys for all workbooks: what a monitor reads
============= ==========================================================================================
"""
NEEDS: tuple[Need, ...] = get_args(Need)
View = TypeVar("View", bound=Callable[..., Any])


def needs(need: Need) -> Callable[[View], View]:
    """Stands under the route's decorator."""

    def told(view: View) -> View:
        view.needs = need  # type: ignore[attr-defined]
        return view

    return told


def need_of(app: Flask, endpoint: str | None) -> Need:
    """What an endpoint asks for; an address that leads nowhere asks for somebody, which tells strangers nothing."""
    view = app.view_functions.get(endpoint or "")
    return cast(Need, getattr(view, "needs", "caller"))


def check_all(app: Flask) -> None:
    """Raises RuntimeError for a route that does not say who it is for. ``static`` is Flask's own: see app."""
    silent = [name for name, view in app.view_functions.items() if getattr(view, "needs", None) not in NEEDS]
    if silent:
        raise RuntimeError(f"who are these routes for? {', '.join(sorted(silent))}")
