"""Whether the process lives, and whether it has something to show. Open to everyone, so it says nothing else."""

from typing import Any

from flask import Blueprint, current_app

health = Blueprint("health", __name__, url_prefix="/health")


@health.get("/live")
def live() -> dict[str, str]:
    return {"status": "ok"}


@health.get("/ready")
def ready() -> tuple[dict[str, str], int]:
    """503 until the workbook, if one is connected, has been read once."""
    desk: Any = current_app.extensions["desk"]
    is_ready = desk.order is None or desk.last.result is not None
    return ({"status": "ok"}, 200) if is_ready else ({"status": "waiting"}, 503)
