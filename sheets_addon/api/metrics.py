"""``/metrics`` for Prometheus, opened by the key of a program that may see every workbook; and what it counts here."""

from flask import Blueprint, Flask, Response, request
from prometheus_client import CONTENT_TYPE_LATEST

from sheets_addon import request_log
from sheets_addon.access.guard import running
from sheets_addon.access.needs import needs

metrics = Blueprint("metrics", __name__)


def install(app: Flask) -> None:
    """Count the answers of ``app``, and give the counts."""
    app.after_request_funcs.setdefault(None, []).insert(0, _count)
    app.register_blueprint(metrics)


@metrics.get("/metrics")
@needs("all_workbooks")
def page() -> Response:
    return Response(running().metrics.text(), content_type=CONTENT_TYPE_LATEST)


def _count(response: Response) -> Response:
    running().metrics.asked(request.method, request_log.route(), response.status_code, request_log.seconds())
    return response
