"""What the button «Обновить отчёты» runs: ``RunPython "from excel_udfs.live.button import press; press()"``."""

from datetime import UTC, datetime
from typing import Any

from core.context import Slot
from core.errors import NothingToRead, PlanerkaError
from core.intake.book import is_input
from core.refresh import refresh
from core.report import Result
from excel_udfs.alone import xw
from excel_udfs.errors import log, unexpected
from excel_udfs.language import language
from excel_udfs.live.book import LiveWorkbook
from excel_udfs.live.words import DONE, NOTHING

_SLOTS: tuple[tuple[int, Slot], ...] = ((18, "evening"), (16, "16"), (14, "14"), (11, "11"), (0, "morning"))
_TITLE = "Планёрка"


def press() -> None:
    """Refresh the workbook whose button was pressed; what went wrong is said in a window."""
    book = xw.Book.caller()
    if book.name.endswith(".xlam"):  # the add-in called; the person looks at another
        book = book.app.books.active
    press_in(book, datetime.now(UTC).astimezone().replace(tzinfo=None))


def press_in(book: Any, now: datetime) -> Result | None:
    """The reports as of ``now``; None where they could not be made, which the person was told."""
    slot = next(slot for hour, slot in _SLOTS if now.hour >= hour)
    workbook = LiveWorkbook(book)
    try:
        if not workbook.has(is_input):  # the keys were pressed in some other workbook: it gets no tabs
            raise NothingToRead(NOTHING)
        result = refresh(workbook, now.date(), slot, now)
    except PlanerkaError as error:
        book.app.alert(error.message(language()), _TITLE)
    except Exception:  # noqa: BLE001 - ours, whatever it is: the log has it, the person a sentence
        book.app.alert(unexpected("refresh", language()), _TITLE)
    else:
        for failure in result.failures:
            log().error("%s", failure.where, exc_info=failure.error)
        book.app.status_bar = DONE.say(result.stamp.language, now=f"{now:%H:%M}")
        return result
    return None
