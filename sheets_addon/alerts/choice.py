"""Whom a workbook's messages go to and what they are about: plain JSON in ``Workbook.alerts``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.agenda import SLOTS
from core.i18n import T
from sheets_addon.alerts.errors import both

MOST = 20
"""Addresses: a department, not a mailing list."""
LONGEST = 254
TOO_MANY = T("Адресов больше {n}: заведите общий адрес рассылки.", "More than {n} addresses: use a group address.")
BAD_ADDRESS = T(
    "«{address}» не похоже на адрес почты: нужен вид ivanov@firma.ru.",
    "“{address}” does not look like an e-mail address: name@company.com is what is needed.",
)
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]")
_BETWEEN = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """``slots`` None: before every meeting. All is off until somebody switches it on."""

    to: tuple[str, ...] = ()
    agenda: bool = False
    failures: bool = False
    slots: tuple[str, ...] | None = None

    @property
    def is_on(self) -> bool:
        return self.agenda or self.failures

    def wants(self, slot: str) -> bool:
        return self.agenda and (self.slots is None or slot in self.slots)

    def as_json(self) -> dict[str, Any]:
        slots = None if self.slots is None else list(self.slots)
        return {"to": list(self.to), "agenda": self.agenda, "failures": self.failures, "slots": slots}


def choice_of(kept: Mapping[str, Any] | None) -> Choice:
    """What ``Workbook.alerts`` holds."""
    if not kept:
        return Choice()
    slots = kept.get("slots")
    return Choice(tuple(kept["to"]), kept["agenda"], kept["failures"], None if slots is None else tuple(slots))


def chosen_slots(given: Iterable[str]) -> tuple[str, ...] | None:
    """Of those that were ticked; None if all of them were."""
    known = [slot for slot in SLOTS if slot in set(given)]
    return None if len(known) == len(SLOTS) else tuple(known)


def addresses(typed: str) -> tuple[tuple[str, ...], T | None]:
    """The addresses in what a person typed, with commas, semicolons or on lines; the reason if one does not fit."""
    parts = list(dict.fromkeys(part for part in _BETWEEN.split(typed) if part))
    if len(parts) > MOST:
        return (), both(TOO_MANY, n=MOST)
    found = [address(part) for part in parts]
    for part, one in zip(parts, found, strict=True):
        if one is None:
            return (), both(BAD_ADDRESS, address=part[:60])
    return tuple(dict.fromkeys(one for one in found if one is not None)), None


def address(typed: str) -> str | None:
    """One address with its domain as mail servers know it (``xn--…``); None if it is none."""
    local, at, domain = typed.rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    whole = f"{local}@{ascii_domain}"
    fits = at and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(ascii_domain) and len(whole) <= LONGEST
    return whole if fits else None


def shown(address: str) -> str:
    """As people write it: имя@фирма.рф."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode().decode('idna')}"
    except UnicodeError:
        return address
