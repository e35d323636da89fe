"""A spreadsheet online in memory, with its failures: what the engine does is seen without a network."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from core.report import Result
from core.workbook import Cells, Sheet
from sheets_addon.store.workbooks import Workbook
from sheets_addon.sync.guard import Guard, Guarded
from sheets_addon.workbooks.google.known import Known
from sheets_addon.workbooks.google.look import Look
from sheets_addon.workbooks.memory import MemoryWorkbook

US, PERSON = "planerka@service", "person@example.com"
DEALS = [["Клиент", "Менеджер", "Создана", "Сумма", "Этап"], ["Ромашка", "Анна", 46100, 1000, "Заявка"]]


@dataclass
class Clock:
    """A clock that a test turns."""

    now: datetime = datetime(2026, 3, 31, 5, 50, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def ahead(self, **more: float) -> None:
        self.now += timedelta(**more)


@dataclass
class Online:
    """The file. ``shown`` is the result that its report tabs hold; ``meanwhile`` is called at each step by name."""

    rows: list[list[Any]] = field(default_factory=lambda: [list(row) for row in DEALS])
    tab: str = "Сделки"
    version: int = 1
    by: str = PERSON
    shown: Result | None = None
    receipt: str = ""
    steps: list[str] = field(default_factory=list)
    anew: list[str] = field(default_factory=list)
    """Why the structure was looked at, by reading."""
    forced: list[bool] = field(default_factory=list)
    typed_over: bool = False
    """Whether a person has typed over a report of ours."""
    meanwhile: dict[str, Callable[[], None]] = field(default_factory=dict)

    def type_in(self, row: int, column: int, value: Any) -> None:
        self.rows[row][column] = value
        self.version, self.by = self.version + 1, PERSON

    def step(self, name: str) -> None:
        self.steps.append(name)
        self.meanwhile.pop(name, lambda: None)()

    def opened(self, _: Workbook, known: Known | None, seconds: float, guard: Guard) -> "FakeBook":
        assert seconds > 0
        return FakeBook(self, known, guard)


class FakeBook:
    def __init__(self, online: Online, known: Known | None, guard: Guard) -> None:
        self.online, self.known, self.budget = online, known, Guarded(None, guard)
        self.look_anew: Any = ""
        self.force: frozenset[str] = frozenset()
        self.compare = False
        self.touched = frozenset({"summary"}) if online.typed_over else frozenset[str]()

    def look(self) -> Look:
        self.online.step("look")
        return Look(str(self.online.version), "", self.online.by, "", "Книга")

    def read(self, wanted: Callable[[str], bool]) -> Cells:
        self.online.step("read")
        self.online.anew.append(self.look_anew)
        with self.budget.turn("read", US, 0):
            pass
        sheet = Sheet(self.online.tab, [list(row) for row in self.online.rows])
        cells = MemoryWorkbook(Cells([sheet], "ru_RU", "Europe/Moscow")).read(wanted)
        self.known = replace(self.known or Known(), title="Книга", stale=False)
        self.online.step("computing")
        return cells

    def replace(self, result: Result) -> None:
        same = self.online.shown is not None and self.online.shown.reports == result.reports
        self.online.forced.append(bool(self.force))
        if same and not self.force:
            return
        self.online.step("before write")
        with self.budget.turn("write", US, 0):
            self.online.step("write")
            self.online.shown, self.online.receipt = result, result.stamp.run_id
            self.online.version, self.online.by, self.online.typed_over = self.online.version + 1, US, False
        self.online.step("written")
