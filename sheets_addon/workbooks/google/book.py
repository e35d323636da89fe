"""A person's Google spreadsheet behind the port: read and written in place, with one request each."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from gspread import Client
from gspread.exceptions import APIError

from core.errors import RequestRefused, WorkbookError
from core.report import Result
from core.workbook import Cells
from sheets_addon.workbooks.google.client import http_of
from sheets_addon.workbooks.google.known import Known
from sheets_addon.workbooks.google.look import Look, look
from sheets_addon.workbooks.google.plan import Plan, plan
from sheets_addon.workbooks.google.read import Read, as_cells, read_tabs, remembered, renamed
from sheets_addon.workbooks.google.retries import status
from sheets_addon.workbooks.google.seen import touched
from sheets_addon.workbooks.google.send import send
from sheets_addon.workbooks.google.sentences import FAILURES, said, spoken
from sheets_addon.workbooks.google.structure import structure

Reason = Literal["", "manual", "day", "missing", "failed"]
"""Why the structure is asked for anew: by hand, the first sync of a day, an input tab is missing, the last run failed.
By itself it is asked for the first time, after a refused request, and while a tab that was read is gone."""


class GoogleWorkbook:
    """The spreadsheet ``id``. ``known`` is what the last sync left; after each call it is what this one knows.

    ``force``: reports that are written although nothing of them changed, for a person may have typed over them.
    ``compare``: the read brings the values of our own tabs too; ``touched`` are then the reports whose tabs hold
    something else than what was written.
    """

    def __init__(
        self,
        client: Client,
        id: str,
        known: Known | None = None,
        *,
        look_anew: Reason = "",
        force: frozenset[str] = frozenset(),
        compare: bool = False,
    ) -> None:
        self.http, self.id, self.known = http_of(client), id, known
        self.look_anew, self.force = look_anew, force
        self.compare, self.touched = compare, frozenset[str]()
        self.notices: tuple[str, ...] = ()
        """What the owner should know of the last write: a title that was taken."""
        self._wanted: Callable[[str], bool] = lambda _: False
        """Of which tabs the last read was."""

    def look(self) -> Look:
        """Who touched it last, and its version: one Drive request, none of Sheets. Raises WorkbookError."""
        return look(self.http, self.id)

    def read(self, wanted: Callable[[str], bool]) -> Cells:
        """See :class:`core.workbook.Workbook`. Dates come as serials, as a cell holds them."""
        with spoken(self.http.address):
            known, self._wanted = self.known, wanted
            if known is None or known.stale or known.lost or self.look_anew:
                known = self._structure()
            try:
                read = self._read(known, wanted)
            except APIError as error:
                if status(error) != 400:
                    raise
                known = self._structure()
                read = self._read(known, wanted)
            self.known = renamed(remembered(known, read), known, wanted)
            self.touched = touched(self.known, read)
            return as_cells(self.known, read, wanted)

    def replace(self, result: Result) -> None:
        """See :class:`core.workbook.Workbook`. Sends nothing where nothing has changed."""
        with spoken(self.http.address):
            known = self.known or self._structure()
        run = result.stamp.run_id
        try:
            self._write(plan(result, known, force=self.force), known, run)
        except RequestRefused:  # a tab of ours is gone, or a title is taken since: look, and plan it anew
            with spoken(self.http.address):
                known = self._structure()
            self._write(plan(result, known, force=self.force), known, run)

    def _read(self, known: Known, wanted: Callable[[str], bool]) -> list[Read]:
        asked = [tab for tab in known.people if tab.is_grid and wanted(tab.title)]
        if self.compare:
            ours = known.ours
            asked += [tab for tab in known.tabs if tab.id in ours]
        return read_tabs(self.http, self.id, asked)

    def _structure(self) -> Known:
        """Ask for it. Remembers the input tabs that are gone: those that were told of already until someone asks by
        hand or another day begins, those that are missed now whoever asks."""
        old, wanted = self.known or Known(), self._wanted
        now = structure(self.http, self.id, old)
        titles = {tab.id: tab.title for tab in now.tabs}
        gone = {tab.title for tab in old.people if wanted(tab.title) and not wanted(titles.get(tab.id, ""))}
        told = set[str]() if self.look_anew in ("manual", "day") else {*old.lost}
        self.known, self.look_anew = replace(now, lost=tuple(sorted((gone | told) - {*titles.values()}))), ""
        return self.known

    def _write(self, made: Plan, known: Known, run: str) -> None:
        """Send a plan: its last request brings everything into sight at once."""
        if not made.requests:
            self.known = made.known
            return
        current = known
        for chunk in [*made.staged, made.requests]:
            token = f"{run}/{uuid.uuid4().hex[:12]}"
            try:
                send(self.http, self.id, chunk, current, token)
            except (*FAILURES, WorkbookError) as error:
                self.known = replace(known, stale=True)
                if isinstance(error, WorkbookError):
                    raise
                raise said(error, self.http.address, known, chunk, writes=True) from error
            current = replace(current, receipt=token)
        self.known, self.notices = replace(made.known, receipt=current.receipt), made.notices
