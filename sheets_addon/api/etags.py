"""A tag for what a run has left: the same run, the same share of it, the same form are the same answer."""

import hashlib
from functools import cache
from importlib.metadata import version
from typing import cast

from flask import Response, request

from core.i18n import T
from core.report import Result
from sheets_addon.access import caller, workbook
from sheets_addon.web import shown

HEADERS = {"ETag": T("Сильная метка: запуск и доля вызывающего.", "Strong: the run and the caller's share of it.")}
ASKED = {
    "If-None-Match": (
        T(
            "Метка прошлого ответа: 304, если ничего не изменилось.",
            "The tag of the last answer: 304 if it still holds.",
        ),
        {"type": "string"},
    )
}


def result() -> tuple[int, Result] | None:
    """With the run that left it, as the caller may see it."""
    run, found = shown.of_workbook(workbook().id)
    return None if found is None else (run, found)


def tagged(made: Response, run: int | None) -> Response:
    """``made`` with its tag; 304 without a body where the caller has it already."""
    parts = (version_of_ours(), run, _share(), made.mimetype, request.path, sorted(request.args.items()))
    made.set_etag(hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32])
    made.headers["Vary"] = "Accept, Authorization, Cookie"
    return cast(Response, made.make_conditional(request))


@cache
def version_of_ours() -> str:
    return version("planerka")


def _share() -> str:
    """Managers differ in what they see; to all others a result is one and the same."""
    person = caller().person
    return "" if person is None or person.role != "manager" else f"{person.id} {person.manager}"
