"""The local Sheets/Drive server: routes, the checks around each request, faults, counters, and the admin's side."""

import json
import socket
import threading
import time
import traceback
from collections import Counter
from typing import Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from tests.sheets_api import admin, push, schema
from tests.sheets_api.auth import Accounts, token_error
from tests.sheets_api.errors import ApiError
from tests.sheets_api.faults import Fault, Faults
from tests.sheets_api.masks import kept, parse
from tests.sheets_api.quota import Quota
from tests.sheets_api.routes import find
from tests.sheets_api.routing import Call
from tests.sheets_api.state import World


class Server:
    """Everything one running server has; tests that run in its process reach in here."""

    def __init__(self, root: str, checked: bool = True) -> None:
        self.root, self.checked = root, checked
        self.world = World()
        self.world.on_commit = lambda book: push.changed(self.world, book)
        self.accounts = Accounts(root)
        self.faults = Faults()
        self.quota = Quota()
        self._counting = threading.Lock()
        self.log: list[str] = []
        """Every API request as «METHOD path», in order."""
        self.counts: Counter[str] = Counter()
        """Requests by method id: ``sheets.spreadsheets.batchUpdate`` …"""
        self.violations: list[str] = []
        """Where a request or a reply was not as the discovery document says."""
        self.warnings: list[str] = []
        """Query parameters that no method has."""
        self.crashes: list[str] = []
        """Faults of this server itself."""

    def app(self) -> Flask:
        app = Flask("sheets_api")
        app.json.sort_keys = False  # type: ignore[attr-defined]
        app.json.ensure_ascii = False  # type: ignore[attr-defined]
        app.register_blueprint(admin.blueprint(self))
        app.post("/token")(self._token)
        app.register_error_handler(HTTPException, _not_found)
        app.register_error_handler(Exception, self._crashed)
        app.logger.disabled = True
        for verb in ("get", "post", "put", "patch", "delete"):
            getattr(app, verb)("/<path:path>")(self._api)
        return app

    def _token(self) -> Any:
        for fault in self.faults.due("POST /token"):
            if fault.kind == "status":
                return _refusal(fault.error)
            if fault.kind == "reset":
                _reset()
        try:
            return jsonify(self.accounts.token(request.form.to_dict()))
        except ApiError as error:
            return Response(token_error(error), error.code, mimetype="application/json")

    def _crashed(self, error: Exception) -> Response:
        if isinstance(error, ConnectionResetError):
            raise error
        self.crashes.append("".join(traceback.format_exception(error)))
        return _refusal(ApiError(500, f"the local server failed: {error!r}"))

    def _api(self, path: str) -> Any:
        line = f"{request.method} /{path}"
        self.log.append(line)
        faults = self.faults.due(line)
        try:
            for fault in (one for one in faults if one.when == "before"):
                self._strike(fault)
            reply = self._answer(path)
            for fault in (one for one in faults if one.when == "after"):
                self._strike(fault)
        except ApiError as error:
            return _refusal(error)
        response = jsonify(reply) if isinstance(reply, dict) else reply
        if any(fault.kind == "truncate" for fault in faults):
            _send_half(response)
        return response

    def _answer(self, path: str) -> Any:
        wanted, names = find(request.method, "/" + path)
        method = schema.methods()[wanted.id, wanted.verb]
        who = self.accounts.caller(request.headers.get("Authorization", ""), method.scopes)
        with self._counting:
            self.counts[wanted.id] += 1
        if wanted.is_sheets:
            self.quota.take("read" if wanted.reads else "write", who)
        body = _body()
        if self.checked:
            self._check(method, body)
        call = Call(self, who, names, request.args.to_dict(), request.args, body or {}, request)
        with self.world.lock:
            reply = wanted.handler(call)
        if wanted.is_sheets:
            reply = {name: value for name, value in reply.items() if value != []}
        if isinstance(reply, dict) and "fields" in request.args:
            reply = kept(reply, parse(request.args["fields"]))
        if self.checked and method.response and isinstance(reply, dict):
            wrong = schema.wrong(method.document, method.response, reply)
            self.violations += [f"reply of {method.id}: {one}" for one in wrong]
        return reply

    def _check(self, method: schema.Method, body: Any) -> None:
        unknown = sorted(set(request.args) - set(method.parameters))
        self.warnings += [f"{method.id}: unknown query parameter {name}" for name in unknown]
        if wrong := schema.wrong_query(method, request.args.to_dict()):
            raise ApiError(400, wrong[0])
        if method.response and (name := schema.wrong_mask(method, parse(request.args.get("fields") or "*"))):
            raise ApiError(400, f"Invalid field selection {name}")
        if method.request and body is not None:
            wrong = schema.wrong(method.document, method.request, body)
            if not method.id.startswith("sheets."):  # Drive ignores the fields it does not know
                self.warnings += [f"{method.id}: {one}" for one in wrong if one.endswith("unknown field")]
                wrong = [one for one in wrong if not one.endswith("unknown field")]
            if wrong:
                self.violations += [f"request of {method.id}: {one}" for one in wrong]
                raise ApiError(400, f"Invalid JSON payload received. {wrong[0]}")

    def _strike(self, fault: Fault) -> None:
        match fault.kind:
            case "status":
                raise fault.error
            case "slow":
                time.sleep(fault.seconds)
            case "reset":
                _reset()
            case "expired":
                self.accounts.expire()
            case "type":
                admin.type_in(self, **fault.typed)

    def forget(self) -> None:
        """As new, but for the files and accounts: no fault, no quota, nothing counted."""
        self.faults.clear()
        self.quota.reset()
        for one in (self.log, self.counts, self.violations, self.warnings, self.crashes):
            one.clear()


def _body() -> Any:
    """The JSON of the request; like Google we take no NaN, which Python would."""
    if not request.data or not request.is_json:
        return None
    try:
        hook = _without_nulls if b"null" in request.data else None
        return json.loads(request.data, parse_constant=_refuse, object_hook=hook)
    except ValueError as error:
        raise ApiError(400, f"Invalid JSON payload received. {error}") from None


def _without_nulls(one: dict[str, Any]) -> dict[str, Any]:
    """A field that is null is a field not given."""
    return {name: value for name, value in one.items() if value is not None}


def _refuse(word: str) -> None:
    raise ValueError(f"Unexpected token. {word}")


def _refusal(error: ApiError) -> Response:
    response = Response(error.page, mimetype="text/html") if error.page else jsonify(error.body)
    response.status_code = error.code
    response.headers.update(error.headers)
    return response


def _not_found(error: HTTPException) -> Response:
    return _refusal(ApiError(501 if error.code in (404, 405) else 400, f"no such method here: {request.path}"))


def _connection() -> socket.socket:
    found: socket.socket = request.environ["werkzeug.socket"]
    return found


def _reset() -> None:
    """Break the connection without a reply."""
    _connection().shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError


def _send_half(response: Response) -> None:
    """All the headers, half of the body, then nothing more."""
    body = response.get_data()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    connection = _connection()
    connection.sendall(head.encode() + body[: len(body) // 2])
    connection.shutdown(socket.SHUT_RDWR)
    raise ConnectionResetError
