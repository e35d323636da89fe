"""The reports."""

from core.i18n import T

DEFINITION = T("Как считается", "How it is counted")
NOTES = T("Пояснения к пустым ячейкам", "Why cells are empty")
DETAILS = T("Подробные столбцы", "Detail columns")
EXPAND = T("Раскрыть строки", "Open rows")
COLLAPSE = T("Свернуть строки", "Close rows")
ALL_ROWS = T(
    "Показаны первые {shown} строк из {all}. Показать все", "The first {shown} of {all} rows are shown. Show all"
)
NO_REPORTS = T("Отчётов пока нет.", "There are no reports yet.")
NO_REPORTS_WAIT = T(
    "Как только книга будет прочитана, отчёты появятся здесь сами. Если ничего не происходит, нажмите «Обновить».",
    "As soon as the workbook is read, the reports appear here by themselves. If nothing happens, press “Refresh”.",
)
NO_REPORTS_UPLOAD = T(
    "Пришлите файл ещё раз: из прошлого прочитать ничего не удалось.",
    "Send the file again: nothing could be read from the last one.",
)
HIDDEN = T("Это видит руководитель: {titles}.", "For the head of sales: {titles}.")
