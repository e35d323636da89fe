"""The OpenAPI 3.1 document of ``/v1``, from what each route declares (:mod:`api.operation`) and the map of routes."""

import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from core.i18n import Language, T
from sheets_addon.access.guard import MOST_ID
from sheets_addon.access.needs import Need, need_of
from sheets_addon.api.functions import EXAMPLE
from sheets_addon.api.operation import Gives, Operation, operation_of
from sheets_addon.api.problem import KINDS, MEDIA_TYPE
from sheets_addon.api.shapes import ProblemDetails

Json = dict[str, Any]
TITLE = T("Планёрка: REST", "Planerka: REST")
ABOUT = T(
    "Функции таблиц, подключённые книги и их отчёты. Ошибки — application/problem+json (RFC 9457), фразой на языке "
    "запроса.",
    "Spreadsheet functions, connected workbooks and their reports. Errors are application/problem+json (RFC 9457), "
    "each a sentence in the language of the request.",
)
KEY_ABOUT = T(
    "Ключ программы, plk_…; их выдаёт администратор.", "A program's key, plk_…; administrators give them out."
)
SESSION_ABOUT = T(
    "Вход на страницах; кроме GET нужен ещё заголовок X-CSRF-Token.",
    "A session of the pages; other methods than GET need X-CSRF-Token too.",
)
SECURITY: list[Json] = [{"key": []}, {"session": []}]
REF = "#/components/schemas/{model}"
PLACE = re.compile(r"<(?:(?P<kind>[^:<>]+):)?(?P<name>[^<>]+)>")
RETRY = {"Retry-After": T("Секунд до новой попытки.", "Seconds until the next try.")}


def routes(app: Flask) -> Iterator[tuple[Rule, str, Operation]]:
    """Every route under ``/v1`` with each of its methods and what it declares."""
    for rule in app.url_map.iter_rules():
        declared = operation_of(app, rule.endpoint)
        if rule.rule.startswith("/v1/") and declared is not None:
            for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
                yield rule, method, declared


def document(app: Flask, language: Language, server: str) -> Json:
    models: set[type[BaseModel]] = {ProblemDetails}
    paths: dict[str, Json] = {}
    for rule, method, declared in routes(app):
        path, found = paths.setdefault(PLACE.sub(r"{\g<name>}", rule.rule), {}), need_of(app, rule.endpoint)
        path[method.lower()] = _operation(app, rule, method, declared, found, language)
        models |= {gives.model for gives in declared.gives.values() if gives.model is not None}
        models |= {declared.body} if declared.body is not None else set()
    _, made = models_json_schema(
        [(model, "validation") for model in sorted(models, key=lambda one: one.__name__)], ref_template=REF
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": TITLE.to(language),
            "description": ABOUT.to(language),
            "version": version("planerka"),
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": server}],
        "security": SECURITY,
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": _plain(made["$defs"], language),
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": KEY_ABOUT.to(language)},
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": app.config["SESSION_COOKIE_NAME"],
                    "description": SESSION_ABOUT.to(language),
                },
            },
        },
    }


def _operation(app: Flask, rule: Rule, method: str, declared: Operation, need: Need, language: Language) -> Json:
    made: Json = {
        "operationId": f"{rule.endpoint.replace('.', '_')}",
        "tags": [rule.endpoint.partition(".")[0]],
        "summary": declared.summary.to(language),
        "parameters": [*_places(rule), *_query(declared, language), *_headers(declared, language)],
        "responses": {str(status): _gives(gives, language) for status, gives in declared.gives.items()},
    }
    for kind, status in sorted((kind, KINDS[kind].status) for kind in kinds(method, declared, need)):
        _add_problem(made["responses"], kind, status, language)
    made["responses"] = dict(sorted(made["responses"].items()))
    if declared.body is not None:
        content: Json = {"schema": {"$ref": REF.format(model=declared.body.__name__)}}
        if declared.example is not None:
            content["example"] = declared.example()
        made["requestBody"] = {"required": True, "content": {"application/json": content}}
    return made


def kinds(method: str, declared: Operation, need: Need) -> set[str]:
    """The kinds of problem that this operation may answer with."""
    found = {"unauthorized", "too_many", "internal", "bad_request", *declared.problems}
    if need != "caller":
        found.add("forbidden")
    if need in ("workbook", "lead_workbook"):
        found.add("not_found")
    if declared.body is not None:
        found |= {"too_large", "not_json"}
    return found | ({"forbidden"} if method not in ("GET", "HEAD") else set())


def _add_problem(responses: Json, kind: str, status: int, language: Language) -> None:
    title = KINDS[kind].title.to(language)
    there = responses.setdefault(
        str(status),
        {"description": "", "content": {MEDIA_TYPE: {"schema": {"$ref": REF.format(model=ProblemDetails.__name__)}}}},
    )
    said = f"{title} (`{kind}`)"
    there["description"] = f"{there['description']} · {said}" if there["description"] else said
    if status == 429:
        there["headers"] = _about(RETRY, language)


def _gives(gives: Gives, language: Language) -> Json:
    made: Json = {"description": gives.about.to(language)}
    if gives.headers:
        made["headers"] = _about(gives.headers, language)
    if gives.media:
        made["content"] = {media: _content(media, gives) for media in gives.media}
    return made


def _content(media: str, gives: Gives) -> Json:
    if media == "text/event-stream":  # what is looked at is each event
        return {"schema": {"type": "object", "properties": {"event": {"const": "state"}, "data": {"type": "string"}}}}
    if media != "application/json":
        return {"schema": {"type": "string"}}
    return {"schema": {"type": "object"} if gives.model is None else {"$ref": REF.format(model=gives.model.__name__)}}


def _about(headers: Any, language: Language) -> Json:
    return {name: {"description": about.to(language), "schema": {"type": "string"}} for name, about in headers.items()}


def _places(rule: Rule) -> Iterator[Json]:
    for found in PLACE.finditer(rule.rule):
        schema: Json = {"type": "string"}
        if found["kind"] == "int":
            schema = {"type": "integer", "minimum": 1, "maximum": MOST_ID}
        elif rule.endpoint == "functions.one":
            schema["examples"] = [EXAMPLE]
        yield {"name": found["name"], "in": "path", "required": True, "schema": schema}


def _query(declared: Operation, language: Language) -> Iterator[Json]:
    schema = _plain(declared.query.model_json_schema(mode="validation"), language)
    for name, found in schema.get("properties", {}).items():
        about = found.pop("description", "")
        found = _not_null(found)
        yield {"name": name, "in": "query", "description": about, "schema": found}


def _headers(declared: Operation, language: Language) -> Iterator[Json]:
    for name, (about, schema) in declared.headers.items():
        yield {"name": name, "in": "header", "description": about.to(language), "schema": dict(schema)}


def _not_null(schema: Json) -> Json:
    """A parameter that is left out is not null: an address has no such word."""
    options = [one for one in schema.get("anyOf", []) if one.get("type") != "null"]
    rest = {key: value for key, value in schema.items() if key not in ("anyOf", "default") or value is not None}
    if len(options) == 1:
        rest = {key: value for key, value in rest.items() if key != "anyOf"} | options[0]
    return rest


_OURS = ("title", "description", "said")
"""What a schema says in words: only ours are in both languages."""


def _plain(schema: Any, language: Language) -> Any:
    """Pydantic's schema with our own words in the language, without the titles that it makes of names."""
    if isinstance(schema, list):
        return [_plain(one, language) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        key: {name: _plain(one, language) for name, one in value.items()}
        if key in ("properties", "$defs")
        else _plain(value, language)
        for key, value in schema.items()
        if key not in _OURS or isinstance(value, dict)
    }
    if isinstance(words := schema.get("said"), list):
        made["description"] = T(*words).to(language)
    return made
