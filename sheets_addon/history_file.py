"""The history of a workbook that has no service: a JSON file beside it."""

import json
import os
from pathlib import Path
from uuid import uuid4

from core.errors import WorkbookBusy, WorkbookUnreadable
from core.history import History, from_json, to_json
from core.i18n import T
from sheets_addon.reasons import reason

DAMAGED = T(
    "Файл истории «{path}» повреждён или создан не Планёркой; он не тронут, отчёты не записаны. Верните его копию или "
    "дайте в --history другое имя: начнётся новая история.",
    "The history file “{path}” is damaged or not made by Planerka; it is left as it is, no report was written. Put a "
    "copy of it back, or give --history another name: a new history begins.",
)
NOT_READ = T(
    "Файл истории «{path}» не читается: {reason}. Отчёты не записаны.",
    "The history file “{path}” cannot be read: {reason}. No report was written.",
)
NOT_WRITTEN = T(
    "Не удалось записать файл истории «{path}»: {reason}. Прежняя история на месте, отчёты не записаны.",
    "The history file “{path}” could not be written: {reason}. The old history is kept, no report was written.",
)


def read_history(path: Path) -> History:
    """The history kept at ``path``; an empty one where there is no such file. Raises WorkbookUnreadable."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return History()
    except UnicodeDecodeError:
        raise WorkbookUnreadable(DAMAGED, path=path) from None
    except OSError as error:
        raise WorkbookUnreadable(NOT_READ, path=path, reason=reason(error)) from error
    try:
        return from_json(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise WorkbookUnreadable(DAMAGED, path=path) from error


def write_history(path: Path, history: History) -> None:
    """Put the history in the place of the old one in one move. Raises WorkbookBusy, and then the old one is kept."""
    text = json.dumps(to_json(history), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    draft = path.with_name(f".{path.name}.{uuid4().hex[:8]}.tmp")
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError as error:
        raise WorkbookBusy(NOT_WRITTEN, path=path, reason=reason(error)) from error
    finally:
        draft.unlink(missing_ok=True)
