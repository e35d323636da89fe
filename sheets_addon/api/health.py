"""Whether the process lives, and whether its store answers. Open to everyone, so it says nothing else."""

from flask import Blueprint

from sheets_addon.access.guard import running, store
from sheets_addon.access.needs import needs
from sheets_addon.store.engine import answers

health = Blueprint("health", __name__, url_prefix="/health")


@health.get("/live")
@needs("open")
def live() -> dict[str, str]:
    return {"status": "ok"}


@health.get("/ready")
@needs("open")
def ready() -> tuple[dict[str, str], int]:
    """503 while the store does not answer, and once the service is told to stop: a balancer then asks another."""
    is_ready = answers(store()) and not running().stopping.begun
    return ({"status": "ok"}, 200) if is_ready else ({"status": "waiting"}, 503)
