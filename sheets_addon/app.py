"""The service, put together: a Flask app over one workbook."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from jinja2 import StrictUndefined

from sheets_addon import access
from sheets_addon.api import crossing
from sheets_addon.api.excel import excel
from sheets_addon.api.functions import functions
from sheets_addon.api.health import health
from sheets_addon.api.refresh import refreshes
from sheets_addon.arguments import loads
from sheets_addon.desk import Desk
from sheets_addon.settings import Settings
from sheets_addon.web import errors
from sheets_addon.web.agenda import agenda
from sheets_addon.web.pages import page_language, pages
from sheets_addon.web.words import words
from sheets_addon.work import Order


class Json(DefaultJSONProvider):
    """The order that was given, and neither NaN nor half a character, in or out."""

    sort_keys = False

    def dumps(self, obj: Any, **more: Any) -> str:
        return super().dumps(obj, allow_nan=False, **more)

    def loads(self, s: str | bytes, **more: Any) -> Any:
        return loads(s)


def create_app(settings: Settings | None = None, desk: Desk | None = None) -> Flask:
    """The service of one workbook: ``desk``'s, or the one that the settings name."""
    settings = settings or Settings()
    app = Flask(__name__, static_folder="web/static", template_folder="web/templates")
    app.json = Json(app)
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=settings.max_body,
        MAX_FORM_MEMORY_SIZE=64 * 1024,
        TRUSTED_HOSTS=["localhost", "127.0.0.1", "[::1]", settings.host, *settings.trusted_hosts, *_public(settings)],
    )
    app.extensions["desk"] = desk or Desk(_order(settings))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(lambda: {"w": words(page_language()), "language": page_language()})
    crossing.install(app, settings)
    access.install(app, settings)
    errors.install(app)
    for blueprint in (pages, agenda, functions, refreshes, excel, health):
        app.register_blueprint(blueprint)
    return app


def _public(settings: Settings) -> list[str]:
    host = urlsplit(settings.public_url or "").hostname
    return [host] if host else []


def _order(settings: Settings) -> Order | None:
    return Order(settings.book, asof=settings.asof) if settings.book else None
