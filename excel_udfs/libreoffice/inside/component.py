"""The add-in itself, run by LibreOffice's own Python: hands cells to the worker and its answers to Calc."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import uno  # type: ignore[import-not-found]
import unohelper  # type: ignore[import-not-found]
from com.sun.star.lang import XServiceInfo  # type: ignore[import-not-found]
from org.planerka.calc import XFunctions  # type: ignore[import-not-found]
from planerka_worker import Trouble, Worker  # type: ignore[import-not-found]

IMPLEMENTATION = "org.planerka.calc.Functions"
SERVICES = ("com.sun.star.sheet.AddIn",)
LOG_BYTES = 1_000_000
TALL = 65_536
"""Rows of a range that is taken for a whole column."""


class Functions(unohelper.Base, XFunctions, XServiceInfo):  # type: ignore[misc]
    """Every method of the interface is a function of Planerka; they are not named here."""

    def __init__(self, context: Any) -> None:
        with open(os.path.join(os.path.dirname(__file__), "settings.json"), encoding="utf-8") as stream:
            settings = json.load(stream)
        self._language = _language(context)
        self._rows = frozenset(settings["rows"])
        self._worker = Worker(os.environ.get("PLANERKA_PYTHON") or settings["python"], _log(context))

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if not name.isupper():
            raise AttributeError(name)
        return partial(self._rows_of if name in self._rows else self._cell, name)

    def EXPLAIN_ERROR(self, name: Any, args: Sequence[Any]) -> str:  # the sentence instead of the code
        try:
            answer = self._worker.ask(str(name), _given(args), self._language)
        except Trouble as trouble:
            return str(trouble)
        return str(answer.get("message", ""))

    def getImplementationName(self) -> str:
        return IMPLEMENTATION

    def supportsService(self, name: str) -> bool:
        return name in SERVICES

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return SERVICES

    def _cell(self, name: str, *args: Any) -> Any:
        try:
            answer = self._worker.ask(name, _given(args), self._language)
        except Trouble as trouble:
            return str(trouble)
        return error(answer["number"]) if "error" in answer else answer["value"]

    def _rows_of(self, name: str, *args: Any) -> tuple[tuple[Any, ...], ...]:
        value = self._cell(name, *args)
        return tuple(map(tuple, value)) if isinstance(value, list) else ((value,),)


def error(number: int) -> float:
    """The number by which Calc knows a cell error, inside a NaN, which is how Calc itself carries one."""
    return float(struct.unpack("<d", struct.pack("<Q", 0x7FF8000000000000 | number))[0])


def _given(args: Sequence[Any]) -> list[Any]:
    """Arguments as they are sent: without those left out at the end, and whole columns without their blank end (as
    far as all columns of that height are blank: they stay side by side). A million blank cells need not travel."""
    given = list(args)
    while given and given[-1] is None:
        given.pop()
    ends: dict[int, int] = {}
    for rows in given:
        if isinstance(rows, tuple) and len(rows) >= TALL:
            ends[len(rows)] = max(ends.get(len(rows), 1), _end(rows))
    return [rows[: ends.get(len(rows))] if isinstance(rows, tuple) else rows for rows in given]


def _end(rows: Sequence[Sequence[Any]]) -> int:
    """How many rows there are up to the last that is filled in."""
    end = len(rows)
    while end and all(cell is None or cell == "" for cell in rows[end - 1]):
        end -= 1
    return end


def _language(context: Any) -> str:
    """Russian if the office speaks it or keeps its dates and numbers so."""
    service = "com.sun.star.configuration.ConfigurationProvider"
    provider = context.ServiceManager.createInstanceWithContext(service, context)
    node = uno.createUnoStruct("com.sun.star.beans.NamedValue", "nodepath", "/org.openoffice.Setup/L10N")
    setup = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", (node,))
    spoken = (setup.getByName("ooLocale"), setup.getByName("ooSetupSystemLocale"))
    return "ru" if any((code or "").startswith("ru") for code in spoken) else "en"


def _log(context: Any) -> str:
    """The worker's log, beside the office's own settings of this person; begun anew when it has grown."""
    paths = context.ServiceManager.createInstanceWithContext("com.sun.star.util.PathSubstitution", context)
    log = os.path.join(unohelper.fileUrlToSystemPath(paths.substituteVariables("$(user)", True)), "planerka.log")
    if os.path.exists(log) and os.path.getsize(log) > LOG_BYTES:
        os.remove(log)
    return log


g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Functions, IMPLEMENTATION, SERVICES)
