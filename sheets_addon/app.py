"""The service, put together: a Flask app over the store and the jobs."""

from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from jinja2 import StrictUndefined

from sheets_addon import access, request_log
from sheets_addon.api import crossing, limits, metrics
from sheets_addon.api.books import books
from sheets_addon.api.contract import contract
from sheets_addon.api.events import events
from sheets_addon.api.excel import excel
from sheets_addon.api.functions import functions
from sheets_addon.api.google import google
from sheets_addon.api.health import health
from sheets_addon.api.history import history
from sheets_addon.api.refresh import refreshes
from sheets_addon.api.results import results
from sheets_addon.arguments import loads
from sheets_addon.hosts import Asked, as_host
from sheets_addon.jobs.service import Service
from sheets_addon.proxies import behind
from sheets_addon.settings import Settings
from sheets_addon.store import sessions
from sheets_addon.throttle import Throttle
from sheets_addon.web import errors
from sheets_addon.web import upload as uploads
from sheets_addon.web.account import account
from sheets_addon.web.agenda import agenda
from sheets_addon.web.alerts import alerts
from sheets_addon.web.audit import audit
from sheets_addon.web.connect import connect
from sheets_addon.web.disconnect import disconnect
from sheets_addon.web.export import export
from sheets_addon.web.home import home
from sheets_addon.web.keys import keys
from sheets_addon.web.language import page_language
from sheets_addon.web.people import people
from sheets_addon.web.problems import problems
from sheets_addon.web.reports import reports
from sheets_addon.web.runs import runs
from sheets_addon.web.settings import settings as book_settings
from sheets_addon.web.upload import upload
from sheets_addon.web.words import words

API = (functions, refreshes, books, results, history, events, contract)
PAGES = (
    home,
    reports,
    problems,
    agenda,
    runs,
    export,
    people,
    keys,
    audit,
    account,
    upload,
    book_settings,
    disconnect,
    connect,
    alerts,
)
BLUEPRINTS = (*PAGES, *API, excel, health, google)


class Json(DefaultJSONProvider):
    """The order that was given, and neither NaN nor half a character, in or out."""

    sort_keys = False

    def dumps(self, obj: Any, **more: Any) -> str:
        return super().dumps(obj, allow_nan=False, **more)

    def loads(self, s: str | bytes, **more: Any) -> Any:
        return loads(s)


def create_app(service: Service) -> Flask:
    """The pages and the API of ``service``, which stays open for as long as the app is used."""
    settings = service.settings
    is_https = (settings.public_url or "").startswith("https://")
    app = Flask(__name__, static_folder="web/static", template_folder="web/templates")
    app.json = Json(app)
    app.request_class = Asked
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        SESSION_COOKIE_NAME="__Host-planerka" if is_https else "planerka",  # the prefix: no other host may set it
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=is_https,
        PERMANENT_SESSION_LIFETIME=sessions.LIFETIME,
        SESSION_REFRESH_EACH_REQUEST=False,  # a cache may keep a style or a script, and would keep the cookie with it
        MAX_CONTENT_LENGTH=settings.max_body,
        MAX_FORM_MEMORY_SIZE=64 * 1024,
        TRUSTED_HOSTS=[
            "localhost",
            "127.0.0.1",
            "[::1]",
            as_host(settings.host),
            *settings.trusted_hosts,
            *_public(settings),
        ],
    )
    app.extensions |= {"planerka": service, "throttle": Throttle()}
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(lambda: {"w": words(page_language()), "language": page_language()})
    access.needs("open")(app.view_functions["static"])  # styles and scripts: the same for everybody
    if settings.trusted_proxies:
        app.wsgi_app = behind(app.wsgi_app, settings.trusted_proxies)  # type: ignore[method-assign, assignment]
    request_log.install(app)
    metrics.install(app)
    crossing.install(app, settings)
    uploads.install(app)
    access.install(app)
    limits.install(app, settings)
    errors.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    access.check_all(app)
    return app


def _public(settings: Settings) -> list[str]:
    host = urlsplit(settings.public_url or "").hostname
    return [as_host(host)] if host else []
