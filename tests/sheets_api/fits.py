"""Whether a value is as a schema of a discovery document says: only yes or no, but of 60,000 cells in no time."""

from collections.abc import Callable
from typing import Any

Schema = dict[str, Any]
Test = Callable[[Any], bool]
LIMITS = {"int32": 2**31, "uint32": 2**32}
_TYPES: dict[str, tuple[type, ...]] = {"boolean": (bool,), "integer": (int,), "number": (int, float), "string": (str,)}


class Fits:
    """The tests of one document, each made when it is first needed."""

    def __init__(self, schemas: dict[str, Schema]) -> None:
        self._schemas = schemas
        self._made: dict[str, Test] = {}

    def named(self, ref: str) -> Test:
        """Inner tests are made when a value first needs them, so schemas may hold themselves."""
        found = self._made.get(ref)
        if found is None:
            found = self._made[ref] = self._of(self._schemas[ref])
        return found

    def _of(self, schema: Schema) -> Test:
        if ref := schema.get("$ref"):
            return self.named(ref)
        match schema.get("type", "any"):
            case "any":
                return lambda _: True
            case "object":
                return self._object(schema)
            case "array":
                return self._array(schema)
            case kind:
                return _plain(schema, kind)

    def _object(self, schema: Schema) -> Test:
        given, more = schema.get("properties", {}), schema.get("additionalProperties")
        made: dict[str, Test] = {}

        def test(value: Any) -> bool:
            if type(value) is not dict:
                return value is None
            for name, item in value.items():
                below = made.get(name)
                if below is None:
                    inner = given.get(name, more)
                    if inner is None:
                        return False
                    below = made[name] = self._of(inner)
                if not below(item):
                    return False
            return True

        return test

    def _array(self, schema: Schema) -> Test:
        below: list[Test] = []

        def test(value: Any) -> bool:
            if type(value) is not list:
                return value is None
            if not below:
                below.append(self._of(schema["items"]))
            return all(map(below[0], value))

        return test


def _plain(schema: Schema, kind: str) -> Test:
    types = set(_TYPES[kind]) | {type(None)}
    if kind == "string" and schema.get("format") in ("int64", "uint64"):
        types.add(int)
    limit, words = LIMITS.get(schema.get("format", "")), frozenset(schema.get("enum", ()))
    if limit:
        return lambda value: type(value) in types and (value is None or -limit <= value < limit)
    if words:
        return lambda value: type(value) in types and (value is None or value in words)
    return lambda value: type(value) in types
