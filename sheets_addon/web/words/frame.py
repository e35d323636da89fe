"""What stands around every page."""

from core.i18n import T

PRODUCT = T("Планёрка", "Planerka")
SECTIONS = T("Разделы", "Sections")
WORKBOOKS = T("Книги", "Workbooks")
PEOPLE = T("Люди", "People")
KEYS = T("Ключи", "Keys")
AUDIT = T("Журнал", "Audit")
ACCOUNT = T("Мой профиль", "My account")
OTHER_LANGUAGE = T("English", "Русский")
OTHER_CODE = T("en", "ru")
SKIP = T("К содержанию", "Skip to the content")
LEAVE = T("Выйти", "Sign out")
BACK = T("На главную", "To the first page")
PROBLEMS = T("Проблемы в ячейках", "Problems in cells")
AGENDA = T("Повестка планёрки", "Meeting agenda")
RUNS = T("История обновлений", "Refreshes")
SETTINGS = T("Настройки книги", "Settings")
EXPORT = T("Скачать отчёты (.xlsx)", "Download the reports (.xlsx)")
OPEN_SPREADSHEET = T("Открыть таблицу", "Open the spreadsheet")
WAITING = T("Появится, когда заполните", "Appears when filled in")
MENU = T("Книга", "Workbook")
PAGES = T("Страницы списка", "Pages of the list")
NEWER = T("Новее", "Newer")
OLDER = T("Раньше", "Older")
CONNECT = T("Подключить таблицу", "Connect a spreadsheet")
UPLOAD = T("Загрузить файл", "Upload a file")
PROBLEMS_SHORT = T("Проблемы", "Problems")
GROUPS = {
    "morning": T("Утро", "Morning"),
    "week": T("Неделя", "Week"),
    "month": T("Месяц", "Month"),
    "reference": T("Справка", "Reference"),
}
"""The reports of the menu, in its order."""
