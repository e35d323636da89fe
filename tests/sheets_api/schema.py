"""Requests and replies against Google's discovery documents, which google-api-python-client ships."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from tests.sheets_api.fits import LIMITS, Fits

_DOCUMENTS = ("sheets.v4.json", "drive.v3.json", "drive.v2.json")


class Method(NamedTuple):
    """One method of an API; ``paths`` are that of its requests and that of its uploads."""

    id: str
    verb: str
    paths: tuple[str, str]
    document: str
    request: str
    response: str
    parameters: dict[str, dict[str, Any]]
    scopes: frozenset[str]


@cache
def document(name: str) -> dict[str, Any]:
    text = files("googleapiclient.discovery_cache").joinpath("documents", name).read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@cache
def fits(name: str) -> Fits:
    return Fits(document(name)["schemas"])


@cache
def methods() -> dict[tuple[str, str], Method]:
    """Every method by its id and verb; Drive's third version before its second."""
    found: dict[tuple[str, str], Method] = {}
    for name in _DOCUMENTS:
        for method in _of(document(name), name, document(name)):
            found.setdefault((method.id, method.verb), method)
    return found


def _of(resource: dict[str, Any], name: str, whole: dict[str, Any]) -> Iterator[Method]:
    for method in resource.get("methods", {}).values():
        upload = method.get("mediaUpload", {}).get("protocols", {}).get("simple", {}).get("path", "")
        yield Method(
            method["id"],
            method["httpMethod"],
            ("/" + whole["servicePath"] + method["path"], upload),
            name,
            method.get("request", {}).get("$ref", ""),
            method.get("response", {}).get("$ref", ""),
            whole["parameters"] | method.get("parameters", {}),
            frozenset(method.get("scopes", ())),
        )
    for below in resource.get("resources", {}).values():
        yield from _of(below, name, whole)


def wrong_query(method: Method, query: dict[str, str]) -> list[str]:
    """Values that a query parameter cannot have; what is no parameter at all is not looked at."""
    found = []
    for name, value in query.items():
        schema = method.parameters.get(name, {})
        if "enum" in schema and value not in schema["enum"]:
            found.append(f"Invalid value at '{name}': {value}")
        elif schema.get("type") == "boolean" and value.casefold() not in ("true", "false"):
            found.append(f"Invalid value at '{name}' (TYPE_BOOL): {value}")
        elif schema.get("type") == "integer" and not value.lstrip("-").isdigit():
            found.append(f"Invalid value at '{name}' (TYPE_INT32): {value}")
    return found


def wrong_mask(method: Method, tree: dict[str, Any]) -> str:
    """The first field of a mask that the reply cannot have; '' if there is none."""
    schemas = document(method.document)["schemas"]

    def look(schema: dict[str, Any], below: dict[str, Any], path: str) -> str:
        while "$ref" in schema or "items" in schema:
            schema = schemas[schema["$ref"]] if "$ref" in schema else schema["items"]
        known, anything = schema.get("properties", {}), schema.get("additionalProperties")
        for name, inner in below.items():
            if name != "*" and name not in known and anything is None:
                return path + name
            if found := look(known.get(name, anything or {}), inner, f"{path}{name}."):
                return found
        return ""

    return look({"$ref": method.response}, tree, "")


def wrong(document_name: str, ref: str, value: Any) -> list[str]:
    """What in ``value`` is not as the schema ``ref`` says, each with its path; [] if all is."""
    if fits(document_name).named(ref)(value):
        return []
    found: list[str] = []
    _check(document(document_name)["schemas"], {"$ref": ref}, value, ref, found)
    return found


def _check(schemas: dict[str, Any], schema: dict[str, Any], value: Any, at: str, found: list[str]) -> None:
    if ref := schema.get("$ref"):
        schema = schemas[ref]
    kind = schema.get("type", "any")
    if value is None or kind == "any":
        return
    match kind:
        case "object":
            _object(schemas, schema, value, at, found)
        case "array":
            if not isinstance(value, list):
                found.append(f"{at}: {type(value).__name__} is no array")
                return
            for i, item in enumerate(value):
                _check(schemas, schema["items"], item, f"{at}[{i}]", found)
        case _:
            problem = _plain(schema, kind, value)
            if problem:
                found.append(f"{at}: {problem}")


def _object(schemas: dict[str, Any], schema: dict[str, Any], value: Any, at: str, found: list[str]) -> None:
    if not isinstance(value, dict):
        found.append(f"{at}: {type(value).__name__} is no object")
        return
    known, more = schema.get("properties", {}), schema.get("additionalProperties")
    for name, item in value.items():
        below = known.get(name, more)
        if below is None:
            found.append(f"{at}.{name}: unknown field")
        else:
            _check(schemas, below, item, f"{at}.{name}", found)


def _plain(schema: dict[str, Any], kind: str, value: Any) -> str:
    good = {
        "string": isinstance(value, str),
        "boolean": isinstance(value, bool),
        "integer": isinstance(value, int) and not isinstance(value, bool),
        "number": isinstance(value, int | float) and not isinstance(value, bool),
    }[kind]
    if schema.get("format") in ("int64", "uint64") and kind == "string":
        good = isinstance(value, str | int)
    if not good:
        return f"{value!r} is no {kind}"
    if (limit := LIMITS.get(schema.get("format", ""))) and not -limit <= value < limit:
        return f"{value!r} is beyond {schema['format']}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{value!r} is none of {', '.join(schema['enum'])}"
    return ""
