"""Which address of the net a name leads to, and whether it may be spoken to.

Whoever may set a webhook could otherwise make this machine speak with what only it can reach: the inner net, its own
ports, the cloud's metadata. The address that was checked is the one that is connected to, so a name that leads
elsewhere a moment later (DNS rebinding) changes nothing.
"""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from core.i18n import T
from sheets_addon.alerts.errors import NotSent, NotSentYet

NO_NAME = T(
    "имя {host} не находится в сети: проверьте адрес.", "the name {host} is not found in the net: check the address."
)
INNER = T(
    "{host} — адрес внутренней сети, туда сообщения не отправляются. Если так и надо, администратор разрешает это "
    "переменной PLANERKA_WEBHOOK_PRIVATE=true.",
    "{host} is an address of the inner net, and no message is sent there. If it is meant, the administrator allows it "
    "with PLANERKA_WEBHOOK_PRIVATE=true.",
)
Address = IPv4Address | IPv6Address
_NAT64 = ip_network("64:ff9b::/96")


def resolved(host: str, port: int, private: bool) -> str:
    """The address to connect to. ``private``: inner ones too. Raises NotSent, NotSentYet."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotSentYet(NO_NAME, host=host) from error
    addresses = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    if not all(is_allowed(one, private) for one in addresses):
        raise NotSent(INNER, host=host)
    return str(addresses[0])


def is_allowed(address: Address, private: bool) -> bool:
    """A public one; with ``private`` also those of the house, but never link-local ones: the cloud's metadata."""
    inside = _inside(address)
    if inside.is_link_local or inside.is_multicast or inside.is_unspecified:
        return False
    return private or inside.is_global


def _inside(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
