"""Who asks, where a proxy stands between: its word counts only if it is one of ours.

Without this all people would have the proxy's address, and whoever guesses passwords would lock everybody out.
"""

from collections.abc import Callable, Collection
from ipaddress import ip_address
from typing import Any

Wsgi = Callable[[dict[str, Any], Any], Any]


def behind(app: Wsgi, proxies: Collection[str]) -> Wsgi:
    """``app``, told the address and the scheme that a proxy at one of the addresses ``proxies`` was asked by."""

    def told(environ: dict[str, Any], start_response: Any) -> Any:
        if environ.get("REMOTE_ADDR") in proxies:
            nearest = environ.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
            if _is_address(nearest):  # the last one: those before it are what the asker says himself
                environ["REMOTE_ADDR"] = nearest
            if environ.get("HTTP_X_FORWARDED_PROTO") in ("http", "https"):
                environ["wsgi.url_scheme"] = environ["HTTP_X_FORWARDED_PROTO"]
        return app(environ, start_response)

    return told


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
