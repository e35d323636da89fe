"""The reports as a file: what the caller may see of them, drawn as the command draws them."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from flask import Blueprint, abort, send_file
from werkzeug.wrappers import Response as Answer

from core.intake.collector import collector_paused
from sheets_addon.access import caller, needs, workbook
from sheets_addon.access.guard import store
from sheets_addon.store import audit
from sheets_addon.web import shown
from sheets_addon.work import utc_now
from sheets_addon.workbooks.xlsx.write import draw_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORBIDDEN = '\\/:*?"<>|'
LONGEST = 100

export = Blueprint("export", __name__, url_prefix="/workbooks/<int:id>/reports.xlsx")


@export.get("")
@needs("workbook")
def file(id: str) -> Answer:
    """All reports that have something to show."""
    result = shown.result()
    if result is None:
        abort(404)
    with store().write() as session:
        audit.write(session, caller().name, "exported", now=utc_now(), workbook_id=workbook().id)
    made = TemporaryFile()  # noqa: SIM115 - it goes when the answer has been sent
    with TemporaryDirectory(prefix="planerka-") as folder, collector_paused():
        path = Path(folder) / "reports.xlsx"
        draw_workbook(result, path)
        with path.open("rb") as drawn:
            shutil.copyfileobj(drawn, made)
    made.seek(0)
    return send_file(made, XLSX, as_attachment=True, download_name=f"{_name()} {result.stamp.asof.isoformat()}.xlsx")


def _name() -> str:
    """The workbook's title as every system takes it in a file's name."""
    kept = "".join(" " if letter in FORBIDDEN or not letter.isprintable() else letter for letter in workbook().title)
    return " ".join(kept.split()).strip(". ")[:LONGEST].strip() or "Planerka"
