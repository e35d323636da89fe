"""What became of a sync."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from core.errors import PlanerkaError, WorkbookError
from core.i18n import Language, T

Word = Literal["written", "same", "looked", "running", "failed", "lost"]

SENTENCES: dict[Word, T] = {
    "written": T("Отчёты обновлены.", "The reports are refreshed."),
    "same": T(
        "Таблица прочитана, отчёты верны: переписывать нечего.",
        "The spreadsheet was read and the reports are right: nothing to rewrite.",
    ),
    "looked": T(
        "С прошлого раза в таблице ничего не изменилось, отчёты верны.",
        "Nothing in the spreadsheet has changed since the last time; the reports are right.",
    ),
    "running": T(
        "Таблица уже обновляется; сразу после этого она обновится ещё раз.",
        "The spreadsheet is being refreshed already; it will be refreshed once more right after.",
    ),
    "failed": T("Отчёты не обновлены: {why}", "The reports were not refreshed: {why}"),
    "lost": T(
        "Обновление слишком долго стояло, его закончит другой процесс. От этого ничего не записано.",
        "The refresh was held up for too long and another process takes it over. This one has written nothing.",
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """``run_id`` None: there was no run, since another worker has it («running»), or it is another one's now."""

    word: Word
    run_id: int | None = None
    error: PlanerkaError | None = None
    requests: Mapping[str, int] = field(default_factory=dict)
    problems: int = 0

    @property
    def is_good(self) -> bool:
        """Whether the reports are as the spreadsheet was read."""
        return self.word in ("written", "same", "looked")

    @property
    def passes(self) -> bool:
        """Whether trying again soon may help although nobody did anything."""
        return self.word in ("running", "lost") or (isinstance(self.error, WorkbookError) and self.error.passes)

    def message(self, language: Language) -> str:
        why = self.error.message(language) if self.error else ""
        return SENTENCES[self.word].say(language, why=why)
