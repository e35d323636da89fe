"""A request's body as it is sent: compact, and a Russian letter is two bytes, not the six of an escape."""

import json
from typing import Any


def encoded(body: Any) -> bytes:
    """``body`` as JSON. NaN is refused (ValueError); half of a surrogate pair becomes a question mark."""
    text = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode(errors="replace")
