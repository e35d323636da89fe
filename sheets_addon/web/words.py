"""The words of the pages; templates know them as ``w.<name>``."""

from types import SimpleNamespace

from core.i18n import Language, T

PRODUCT = T("Планёрка", "Planerka")
LOGIN = T("Вход", "Sign in")
USER = T("Имя", "User")
PASSWORD = T("Пароль", "Password")
ENTER = T("Войти", "Sign in")
LEAVE = T("Выйти", "Sign out")
WRONG = T(
    "Имя или пароль не подошли. Они напечатаны там, где запущена программа.",
    "Wrong user or password. Both are printed where the program was started.",
)
WHERE = T(
    "Имя и пароль напечатаны там, где запущена программа.",
    "User and password are printed where the program was started.",
)
WORKBOOKS = T("Книги", "Workbooks")
OTHER_LANGUAGE = T("English", "Русский")
OTHER_CODE = T("en", "ru")
REFRESH = T("Обновить", "Refresh")
SKIP = T("К отчёту", "Skip to the report")
REPORTS = T("Отчёты", "Reports")
MORNING = T("Утро", "Morning")
WEEK = T("Неделя", "Week")
MONTH = T("Месяц", "Month")
REFERENCE = T("Справка", "Reference")
AGENDA = T("Повестка планёрки", "Meeting agenda")
COPY = T("Скопировать в чат", "Copy for the chat")
COPIED = T("Скопировано", "Copied")
PRINT = T("Напечатать", "Print")
CHAT_TEXT = T("Текст для чата", "Text for the chat")
MEETINGS = T("Планёрки дня", "The day's meetings")
PROBLEMS = T("Проблемы в ячейках", "Problems in cells")
NO_PROBLEMS = T("Проблем в ячейках нет.", "No problem in the cells.")
SEVERITY = T("Важность", "Severity")
ERROR = T("ошибка", "error")
WARNING = T("предупреждение", "warning")
INFO = T("замечание", "remark")
CELL = T("Ячейка", "Cell")
COLUMN = T("Столбец", "Column")
VALUE = T("Значение", "Value")
SENTENCE = T("Что не так", "What is wrong")
DEFINITION = T("Как считается", "How it is counted")
NOTES = T("Пояснения к пустым ячейкам", "Why cells are empty")
DETAILS = T("Подробные столбцы", "Detail columns")
EXPAND = T("Раскрыть строки", "Open rows")
COLLAPSE = T("Свернуть строки", "Close rows")
ALL_ROWS = T(
    "Показаны первые {shown} строк из {all}. Показать все", "The first {shown} of {all} rows are shown. Show all"
)
OLD = T("Показаны прежние отчёты: обновить не удалось.", "These are the last good reports: the refresh failed.")
NO_BOOK = T(
    "Книга не подключена. Запустите: planerka serve --book книга.xlsx",
    "No workbook is connected. Start with: planerka serve --book book.xlsx",
)
NO_REPORTS = T("Отчётов пока нет.", "There are no reports yet.")
WAITS = T("Появится позже", "Still to come")
NOT_FILLED = T("нет данных", "no data")
BACK = T("На главную", "To the first page")
YES = T("да", "yes")
NO = T("нет", "no")
HOST = T(
    "Служба не знает себя под этим именем. Добавьте его в PLANERKA_TRUSTED_HOSTS.",
    "The service does not know itself by this name. Add it to PLANERKA_TRUSTED_HOSTS.",
)

ERRORS = {
    400: T("Запрос набран неверно.", "The request is malformed."),
    401: T("Сначала войдите.", "Sign in first."),
    403: T(
        "Форма устарела. Откройте страницу заново и повторите.",
        "The form is out of date. Open the page again and retry.",
    ),
    404: T("Такой страницы нет.", "There is no such page."),
    405: T("Так этот адрес не вызывают.", "This address is not called that way."),
    413: T("Запрос слишком велик.", "The request is too large."),
    415: T("Нужен JSON (Content-Type: application/json).", "JSON is needed (Content-Type: application/json)."),
    429: T("Слишком много неверных паролей. Подождите {seconds} с.", "Too many wrong passwords. Wait {seconds} s."),
    500: T(
        "Внутренняя ошибка, она записана в журнал под номером {number}.",
        "An internal error, kept in the log as number {number}.",
    ),
}


def words(language: Language) -> SimpleNamespace:
    """Every word of this module in one language, by its name in small letters."""
    return SimpleNamespace(**{k.lower(): v.to(language) for k, v in globals().items() if isinstance(v, T)})
