"""``/google/changed``: Drive says that a spreadsheet has changed. Open to all; only our channel's token counts."""

from flask import Blueprint, abort, request

from sheets_addon.access.guard import store
from sheets_addon.access.needs import needs
from sheets_addon.jobs.push import PATH, told
from sheets_addon.work import utc_now

google = Blueprint("google", __name__)


@google.post(PATH)
@needs("open")
def changed() -> tuple[str, int]:
    """204, or 404 for what is no message of a channel of ours."""
    head = request.headers
    channel, token = head.get("X-Goog-Channel-ID", ""), head.get("X-Goog-Channel-Token", "")
    if not told(store(), channel, token, head.get("X-Goog-Resource-State", ""), utc_now()):
        abort(404)
    return "", 204
