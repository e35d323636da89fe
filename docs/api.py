"""The page of the REST API: every route, what it takes and gives, and every kind of problem, from the declarations."""

import json
from collections.abc import Iterator
from typing import Any

from flask import Flask

from core.i18n import Language, T
from docs.markdown import said, table
from sheets_addon.access.needs import Need, need_of
from sheets_addon.api.openapi import PLACE, document, routes
from sheets_addon.api.problem import KINDS
from sheets_addon.app import API

FIRST = T(
    "Документ OpenAPI 3.1 отдаёт сама служба: `GET /v1/openapi.json`. Ключ передают так: "
    "`Authorization: Bearer plk_…`; его выдаёт администратор на странице «Ключи» или `planerka keys add`. "
    "Тела запросов — JSON, в UTF-8, без лишних полей.",
    "The service itself gives the OpenAPI 3.1 document: `GET /v1/openapi.json`. A key is sent as "
    "`Authorization: Bearer plk_…`; an administrator gives it out on the page “Keys” or with `planerka keys add`. "
    "Bodies are JSON in UTF-8, without fields that are not declared.",
)
LIMITS = T(
    "Длинные списки идут страницами: `limit`, `cursor`, следующая — в `next` и в заголовке `Link`. Отчёты, замечания и "
    "повестка несут `ETag`; с `If-None-Match` неизменившееся отвечает 304. Повтор с тем же `Idempotency-Key` в течение "
    "суток ничего не делает второй раз. Сколько ещё можно за эту минуту — в заголовках `RateLimit-…`: вызовы функций "
    "считаются по одному и в пакете (`PLANERKA_CALLS_PER_MINUTE`), остальное — запросами "
    "(`PLANERKA_REQUESTS_PER_MINUTE`).",
    "Long lists come in pages: `limit`, `cursor`, the next one in `next` and in the header `Link`. Reports, problems "
    "and the agenda carry an `ETag`; with `If-None-Match` what has not changed is 304. The same `Idempotency-Key` "
    "within a day does nothing a second time. The headers `RateLimit-…` say how much is left of this minute: calls of "
    "functions count one by one, in a batch too (`PLANERKA_CALLS_PER_MINUTE`), all else by the request "
    "(`PLANERKA_REQUESTS_PER_MINUTE`).",
)
PROBLEMS = T("Ошибки", "Problems")
ABOUT_PROBLEMS = T(
    "Любая ошибка — `application/problem+json` (RFC 9457): `type` называет вид, `detail` — фраза для человека на языке "
    "запроса (`language` тела, иначе `Accept-Language`), `code` — слово для программ, `errors` — поля, которые не "
    'подошли. Внутри пакета у каждого вызова своё: `{"error": {"code", "message"}}`.',
    "Every error is `application/problem+json` (RFC 9457): `type` names the kind, `detail` is a sentence for a person "
    "in the language of the request (the body's `language`, else `Accept-Language`), `code` a word for programs, "
    '`errors` the fields that do not fit. Within a batch each call has its own: `{"error": {"code", "message"}}`.',
)
HEAD = (T("вид", "kind"), T("статус", "status"), T("что значит", "what it means"))
ASKED = (T("что", "what"), T("где", "where"), T("смысл", "meaning"))
ANSWERS = (T("статус", "status"), T("что", "what"))
WHO = T("Кому", "For whom")
EXAMPLE = T("Тело запроса", "The body")
IN = {"path": T("адрес", "address"), "query": T("параметр", "parameter"), "header": T("заголовок", "header")}
NEEDS: dict[Need, T] = {
    "caller": T("всем, кто вошёл, и любому ключу", "whoever has signed in, and every key"),
    "functions": T("всем, кто вошёл, и ключам для функций", "whoever has signed in, and keys for functions"),
    "workbook": T(
        "тем, кому видна книга; для прочих её нет (404)", "whoever may see the workbook; to others it is 404"
    ),
    "connect": T("руководителям и ключам для всех книг", "heads, and keys for all workbooks"),
    "lead_workbook": T("руководителям, которым видна книга", "heads who may see the workbook"),
}


def lines(language: Language) -> Iterator[str]:
    app = Flask("docs")
    for blueprint in API:
        app.register_blueprint(blueprint)
    paths = document(app, language, "")["paths"]
    yield FIRST.to(language) + "\n"
    yield LIMITS.to(language) + "\n"
    for rule, method, _ in sorted(routes(app), key=lambda one: (one[0].rule, one[1])):
        path = PLACE.sub(r"{\g<name>}", rule.rule)
        yield from _route(f"{method} {path}", paths[path][method.lower()], need_of(app, rule.endpoint), language)
    yield f"## {PROBLEMS.to(language)}\n"
    yield ABOUT_PROBLEMS.to(language) + "\n"
    kinds = ((f"`/problems/{id}`", str(one.status), one.title.to(language)) for id, one in KINDS.items())
    yield from table(said(HEAD, language), kinds)


def _route(name: str, told: dict[str, Any], need: Need, language: Language) -> Iterator[str]:
    yield f"## `{name}`\n"
    yield f"{told['summary']}. {WHO.to(language)}: {NEEDS[need].to(language)}.\n"
    given = [(f"`{one['name']}`", IN[one["in"]].to(language), _about(one)) for one in told["parameters"]]
    if given:
        yield from table(said(ASKED, language), given)
    content = told.get("requestBody", {}).get("content", {}).get("application/json", {})
    if "example" in content:
        body = json.dumps(content["example"], ensure_ascii=False, default=str)
        yield f"{EXAMPLE.to(language)}:\n\n```json\n{body}\n```\n"
    yield from table(said(ANSWERS, language), ((s, one["description"]) for s, one in told["responses"].items()))


def _about(parameter: dict[str, Any]) -> str:
    schema = parameter["schema"]
    limits = [f"{schema['minimum']}…{schema['maximum']}"] if "maximum" in schema and parameter["in"] == "query" else []
    choices = [", ".join(schema["enum"])] if "enum" in schema else []
    return " ".join(filter(None, [parameter.get("description", ""), *(f"({one})" for one in limits + choices)]))
