"""What goes wrong under ``/v1``, as RFC 9457 has it (``application/problem+json``): made here and nowhere else.

``{"type", "title", "status", "detail", "code"}``, and ``errors`` where fields do not fit. ``type`` is a stable address
that names the kind; ``code`` is the same word, or says more: the error of a cell, the code of a workbook's error.
Sentences are in the language of the request: its body's ``language``, else the person's or the browser's choice.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import Response, current_app, g

from core.errors import PlanerkaError
from core.i18n import LANGUAGES, Language, T
from sheets_addon.web.language import page_language

MEDIA_TYPE = "application/problem+json"


class Kind(NamedTuple):
    """``title`` is the same each time; ``detail`` is said where nobody has said more."""

    status: int
    title: T
    detail: T


KINDS: dict[str, Kind] = {
    "bad_request": Kind(
        400,
        T("Запрос не подходит", "The request does not fit"),
        T("Запрос набран неверно.", "The request is malformed."),
    ),
    "bad_host": Kind(
        400,
        T("Чужое имя службы", "Not the name of this service"),
        T(
            "Служба не знает себя под этим именем. Добавьте его в PLANERKA_TRUSTED_HOSTS.",
            "The service does not know itself by this name. Add it to PLANERKA_TRUSTED_HOSTS.",
        ),
    ),
    "unauthorized": Kind(
        401,
        T("Нужен ключ", "A key is needed"),
        T(
            "Нужен действующий ключ: Authorization: Bearer plk_…",
            "A valid key is needed: Authorization: Bearer plk_…",
        ),
    ),
    "forbidden": Kind(
        403,
        T("Нет права", "Not permitted"),
        T(
            "У этого ключа или у этого входа нет на это права.",
            "This key, or whoever has signed in, may not do this.",
        ),
    ),
    "not_found": Kind(404, T("Не найдено", "Not found"), T("Такого здесь нет.", "There is nothing like that here.")),
    "unknown_function": Kind(
        404,
        T("Нет такой функции", "No such function"),
        T("Нет такой функции. Список: GET /v1/functions", "There is no such function. The list: GET /v1/functions"),
    ),
    "not_allowed": Kind(
        405,
        T("Не тот метод", "Not this method"),
        T("Так этот адрес не вызывают.", "This address is not called that way."),
    ),
    "not_acceptable": Kind(
        406,
        T("Такого вида нет", "Not in this form"),
        T("Так это не отдаётся. Есть: {media}.", "This does not come in that form. There is: {media}."),
    ),
    "already_connected": Kind(
        409,
        T("Уже подключена", "Connected already"),
        T("Эта таблица уже подключена.", "This spreadsheet is already connected."),
    ),
    "under_way": Kind(
        409,
        T("Ещё выполняется", "Still under way"),
        T(
            "Запрос с этим ключом ещё выполняется. Повторите чуть позже.",
            "The request with this key is still under way. Try again in a moment.",
        ),
    ),
    "stale": Kind(
        409,
        T("Список уже другой", "The list has changed"),
        T(
            "После первой страницы книгу обновили. Начните список сначала, без cursor.",
            "The workbook was refreshed after the first page. Begin the list anew, without cursor.",
        ),
    ),
    "too_large": Kind(
        413, T("Слишком много данных", "Too much data"), T("Запрос слишком велик.", "The request is too large.")
    ),
    "not_json": Kind(
        415,
        T("Нужен JSON", "JSON is needed"),
        T("Нужен JSON (Content-Type: application/json).", "JSON is needed (Content-Type: application/json)."),
    ),
    "function": Kind(
        422, T("У функции нет значения", "The function has no value"), T("Значения нет.", "There is no value.")
    ),
    "workbook": Kind(
        422,
        T("С книгой так нельзя", "This cannot be done with the workbook"),
        T("С этой книгой так нельзя.", "This cannot be done with this workbook."),
    ),
    "key_reused": Kind(
        422,
        T("Ключ запроса занят", "The key belongs to another request"),
        T(
            "С этим ключом уже был другой запрос. Возьмите новый Idempotency-Key.",
            "Another request had this key. Take a new Idempotency-Key.",
        ),
    ),
    "too_many": Kind(
        429,
        T("Слишком много запросов", "Too many requests"),
        T(
            "Слишком много запросов. Повторите через {seconds} с.",
            "Too many requests. Try again in {seconds} s.",
        ),
    ),
    "internal": Kind(
        500,
        T("Внутренняя ошибка", "Internal error"),
        T(
            "Внутренняя ошибка, она записана в журнал под номером {number}.",
            "An internal error, kept in the log as number {number}.",
        ),
    ),
    "unavailable": Kind(
        503,
        T("Сейчас не получается", "Not possible now"),
        T("Сейчас не получается. Повторите через минуту.", "This is not possible now. Try again in a minute."),
    ),
}
OF_STATUS = {kind.status: code for code, kind in reversed(KINDS.items())} | {404: "not_found", 422: "bad_request"}
"""Of what Flask itself raises: the first kind of that status."""


class Field(NamedTuple):
    """A part of the request that does not fit: a JSON pointer into its body, or a parameter of its address."""

    place: str
    detail: T
    is_parameter: bool = False


class Refusal(Exception):
    """An answer of this kind; ``code`` says more than the kind, ``more`` are further members."""

    def __init__(
        self,
        kind: str,
        detail: T | None = None,
        *,
        code: str = "",
        errors: Sequence[Field] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, Any] | None = None,
        **values: Any,
    ) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.values = kind, detail or KINDS[kind].detail, values
        self.code, self.errors, self.headers, self.more = code or kind, errors, headers or {}, more or {}


def refused(kind: str, error: PlanerkaError, **more: Any) -> Refusal:
    """What ``error`` says, as an answer."""
    return Refusal(kind, T(_escaped(error.message("ru")), _escaped(error.message("en"))), code=error.code, more=more)


def later(seconds: int) -> Refusal:
    """There is no room now."""
    return Refusal("too_many", headers={"Retry-After": str(seconds)}, seconds=seconds)


def answer(refusal: Refusal) -> Response:
    kind, language = KINDS[refusal.kind], language_of_request()
    told: dict[str, Any] = {
        "type": f"/problems/{refusal.kind}",
        "title": kind.title.to(language),
        "status": kind.status,
        "detail": refusal.detail.say(language, **refusal.values),
        "code": refusal.code,
    }
    if refusal.errors:
        told["errors"] = [
            {"parameter" if one.is_parameter else "pointer": one.place, "detail": one.detail.to(language)}
            for one in refusal.errors
        ]
    made = Response(current_app.json.dumps({**told, **refusal.more}), kind.status, mimetype=MEDIA_TYPE)
    made.headers.update({"Content-Language": language, **refusal.headers})
    return made


def language_of_request() -> Language:
    body = g.get("body")
    said = body.get("language") if isinstance(body, dict) else None
    if isinstance(said, str) and said in LANGUAGES:
        return "en" if said == "en" else "ru"
    return page_language()


def _escaped(sentence: str) -> str:
    """A finished sentence: people's braces in it are no places to fill."""
    return sentence.replace("{", "{{").replace("}", "}}")
