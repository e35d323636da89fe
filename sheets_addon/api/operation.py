"""What a route of the API takes and gives, declared on its view: its checks, its document and its tests follow."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask, Response, current_app
from pydantic import BaseModel
from pydantic import Field as declared

from core.i18n import T
from sheets_addon.api.bodies import Body, Query

JSON = "application/json"


class Shape(BaseModel):
    """Of an answer, for the document and the tests; nothing is checked while answering."""

    model_config = {"extra": "forbid"}


@dataclass(frozen=True)
class Gives:
    """An answer that is no problem: what it is, its model (None: nothing, or text of the media type)."""

    about: T
    model: type[Shape] | None = None
    media: tuple[str, ...] = (JSON,)
    headers: Mapping[str, T] = field(default_factory=dict)


@dataclass(frozen=True)
class Operation:
    """``problems``: the kinds besides those that follow from the method, the body and who the route is for.

    ``times_the_body``: its body may be so many times larger than another's. ``headers``: what the request may carry,
    each with its JSON schema. ``example``: of its body.
    """

    summary: T
    gives: Mapping[int, Gives]
    body: type[Body] | None = None
    query: type[Query] = Query
    problems: tuple[str, ...] = ()
    headers: Mapping[str, tuple[T, Mapping[str, Any]]] = field(default_factory=dict)
    times_the_body: int = 1
    example: Callable[[], Any] | None = None


def answered(made: Any, status: int = 200, location: str = "") -> Response:
    """``made`` as JSON."""
    answer = Response(current_app.json.dumps(made), status, mimetype=JSON)
    if location:
        answer.headers["Location"] = location
    return answer


View = TypeVar("View", bound=Callable[..., Any])


def operation(declared: Operation) -> Callable[[View], View]:
    """Stands under ``@needs``."""

    def told(view: View) -> View:
        view.operation = declared  # type: ignore[attr-defined]
        return view

    return told


def operation_of(app: Flask, endpoint: str | None) -> Operation | None:
    found = getattr(app.view_functions.get(endpoint or ""), "operation", None)
    return found if isinstance(found, Operation) else None


def said(russian: str, english: str, **limits: Any) -> Any:
    """A field with what it means, in both languages."""
    return declared(json_schema_extra={"said": [russian, english]}, **limits)
