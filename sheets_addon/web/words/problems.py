"""What is wrong in the cells."""

from core.i18n import T

NO_PROBLEMS = T("Проблем в ячейках нет.", "No problem in the cells.")
SEVERITY = T("Важность", "Severity")
CELL = T("Ячейка", "Cell")
COLUMN = T("Столбец", "Column")
VALUE = T("Значение", "Value")
SENTENCE = T("Что не так", "What is wrong")
TAB = T("Вкладка", "Tab")
MANAGER = T("Менеджер", "Manager")
EVERY = T("все", "all")
SHOW = T("Показать", "Show")
SHOW_ALL = T("Показать все", "Show all")
FOUND_N = T("Найдено: {n} из {all}.", "Found: {n} of {all}.")
PAGE_OF = T("Страница {at} из {pages}.", "Page {at} of {pages}.")
NONE_SUCH = T("Таких проблем нет.", "There are no such problems.")
NO_PROBLEMS_LEAD = T(
    "Всё, что вписано в книгу, прочитано и учтено.", "Everything typed in the workbook was read and counted."
)
SENTENCE_AND_ADVICE = T("Что не так и что делать", "What is wrong, and what to do")
