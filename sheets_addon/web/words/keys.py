"""Words of the page of programs' keys."""

from core.i18n import T

KEYS = T("Ключи программ", "Keys of programs")
INTRO = T(
    "Ключ нужен надстройкам Excel и Google Таблиц и вашим сценариям. Хранится только подпись ключа: сам ключ "
    "показывается один раз.",
    "Add-ins of Excel and Google Sheets and your own scripts need a key. Only its signature is kept: the key itself is "
    "shown once.",
)
NAME = T("Для чего ключ", "What the key is for")
NAME_HELP = T("Например «Excel бухгалтерии»: по этому имени вы его потом узнаете.", "“Excel of accounting”, say.")
OPENS = T("Что открывает", "What it opens")
FUNCTIONS = T("Функции в ячейках (=FUNNEL_CONVERSION и другие)", "Functions in cells (=FUNNEL_CONVERSION and others)")
OF_FUNCTIONS = T("функции", "functions")
WHICH = T("Отчёты каких книг", "The reports of which workbooks")
NO_BOOKS = T("Никаких", "None")
ALL_BOOKS = T("Всех, и будущих тоже", "All, later ones too")
THESE_BOOKS = T("Только отмеченных", "Only those ticked")
OF_ALL = T("все книги", "all workbooks")
OF_BOOKS = T("книги: {titles}", "workbooks: {titles}")
GONE_BOOK = T("удалённая № {id}", "removed no. {id}")
BEGINS = T("Начало ключа", "The key begins")
LAST_USE = T("Последний раз", "Last used")
MADE_BY = T("Кто сделал", "Made by")
NOT_USED = T("ещё не использовался", "never used")
IS_REVOKED = T("отозван {at}", "revoked {at}")
REVOKE = T("Отозвать", "Revoke")
REVOKE_NAMED = T("Отозвать ключ «{name}» ({prefix})", "Revoke the key “{name}” ({prefix})")
NONE_YET = T("Ключей пока нет.", "There are no keys yet.")
MAKE = T("Сделать ключ", "Make a key")
FRESH = T("Ключ «{name}»:", "The key “{name}”:")
CONSOLE = T("из командной строки", "from the command line")

NO_SECRET = T(
    "Ключи нельзя выдать: службе не задан постоянный PLANERKA_SECRET_KEY, не короче {n} знаков. Пусть тот, кто её "
    "запускает, сделает его командой «{command}» и запустит службу с ним.",
    "No key can be given out: the service has no lasting PLANERKA_SECRET_KEY of at least {n} characters. Whoever runs "
    "it makes one with “{command}” and starts the service with it.",
)
NO_NAME = T("Напишите, для чего ключ.", "Say what the key is for.")
NOTHING = T(
    "Так ключ ничего не откроет: отметьте функции или книги.",
    "The key would open nothing: tick functions or workbooks.",
)
NO_TICKS = T("Отметьте хотя бы одну книгу.", "Tick at least one workbook.")
