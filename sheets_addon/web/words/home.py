"""The first page."""

from core.i18n import T

NO_BOOK = T("Книг пока нет", "No workbooks yet")
NO_BOOK_LEAD = T(
    "Подключите Google Таблицу отдела или загрузите файл .xlsx: первый отчёт будет через минуту.",
    "Connect the department's Google spreadsheet or upload an .xlsx file: the first report is a minute away.",
)
NO_BOOK_MANAGER = T(
    "Вам ещё не открыли ни одной книги. Попросите об этом руководителя отдела продаж или того, кто ведёт Планёрку.",
    "No workbook has been opened to you yet. Ask your head of sales or whoever looks after Planerka.",
)
NO_BOOK_CONSOLE = T(
    "Запустите на этой машине: planerka serve --book книга.xlsx",
    "Start on this machine: planerka serve --book book.xlsx",
)
KINDS = {
    "google": T("Google Таблица", "Google spreadsheet"),
    "file": T("Файл на этой машине", "File on this machine"),
    "upload": T("Загруженный файл", "Uploaded file"),
}
ASOF = T("Отчёты на {day}", "Reports as of {day}")
NO_MONEY = T("Денег этого месяца в отчётах ещё нет.", "The reports hold no money of this month yet.")
ALL_RIGHT = T("Проблем в ячейках нет", "No problems in the cells")
