"""Under which names the service may be called: of an address of IPv6 too, which werkzeug's own check never knows."""

import re

from flask import Request

_LITERAL = re.compile(r"(\[[0-9a-fA-F:.]+\])(?::[0-9]{1,5})?")


def as_host(address: str) -> str:
    """As it stands in a ``Host`` header: an address of IPv6 in brackets."""
    return f"[{address}]" if ":" in address and not address.startswith("[") else address


class Asked(Request):
    """A request whose host may also be an address of IPv6 that stands among the trusted ones, letter for letter."""

    _trusted: list[str] | None = None

    @property
    def trusted_hosts(self) -> list[str] | None:
        """Whom werkzeug is to compare with; None: the host has been compared already."""
        literal = _LITERAL.fullmatch(self.headers.get("Host", ""))
        return None if literal and literal[1].lower() in (self._trusted or ()) else self._trusted

    @trusted_hosts.setter
    def trusted_hosts(self, hosts: list[str] | None) -> None:
        self._trusted = hosts
