"""Which file the reports may replace: only one that Planerka made, never a person's, never one that is open."""

import os
import re
import zipfile
from pathlib import Path

from core.errors import WorkbookBusy
from sheets_addon.workbooks.sentences import LOCK_LEFT, NOT_OURS, OWN_FILE

MARK = "Planerka reports"
"""A custom document property; Excel and LibreOffice keep it when a person saves the file."""
_PROPERTIES = "docProps/custom.xml"


def check_target(target: Path, source: Path) -> None:
    """Raise WorkbookBusy if ``target`` is the person's ``source``, another file of theirs, or open."""
    if target.exists():
        if source.exists() and os.path.samefile(target, source):
            raise WorkbookBusy(OWN_FILE, path=target)
        if target.stat().st_size and not is_ours(target):
            raise WorkbookBusy(NOT_OURS, path=target)
    elif target.resolve() == source.resolve():
        raise WorkbookBusy(OWN_FILE, path=target)
    for lock in (f"~${target.name}", f".~lock.{target.name}#"):
        if target.with_name(lock).exists():
            raise WorkbookBusy(LOCK_LEFT, name=target.name, lock=lock)


def is_ours(path: Path) -> bool:
    """Whether Planerka made the file: its mark is found in the document's properties."""
    try:
        with zipfile.ZipFile(path) as archive:
            properties = archive.read(_PROPERTIES)
    except (KeyError, OSError, zipfile.BadZipFile):
        return False
    return re.search(rb"name=[\"']" + re.escape(MARK.encode()) + rb"[\"']", properties) is not None
