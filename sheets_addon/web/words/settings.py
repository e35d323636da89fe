"""Words of a workbook's settings."""

from core.i18n import T

SETTINGS = T("Настройки книги", "Workbook settings")
MEETINGS = T("Время планёрок", "Times of the meetings")
MEETINGS_HELP = T(
    "Через запятую: 09:00, 11:00, 14:00, 16:00. Отчёты обновляются за {lead} минут до каждой. Пусто — как на вкладке "
    "«Настройки» книги: сейчас {told}.",
    "With commas: 09:00, 11:00, 14:00, 16:00. The reports are refreshed {lead} minutes before each. Blank: as the "
    "workbook's tab “Settings” says, now {told}.",
)
NO_TIMES = T("нет ни одной", "there are none")
ZONE = T("Часовой пояс: {zone} (как в книге).", "Time zone: {zone} (the workbook's own).")
INTERVAL = T(
    "Кроме того, служба обновляет отчёты каждые {n} мин — это её общая настройка.",
    "Besides, the service refreshes the reports every {n} min, which is its own setting.",
)
LANGUAGE = T("Язык отчётов", "The language of the reports")
AS_TAB = T("как в книге ({now})", "as in the workbook ({now})")
AS_TAB_ONLY = T("как в книге", "as in the workbook")
RUSSIAN = T("русский", "Russian")
ENGLISH = T("английский", "English")
PAUSED = T("Не обновлять", "Do not refresh")
PAUSED_HELP = T(
    "Отчёты останутся, какие есть, пока вы не снимете отметку.", "The reports stay as they are until you untick this."
)
WHO = T("Кто видит книгу", "Who may see the workbook")
WHO_HELP = T(
    "Руководитель видит всё, менеджер — только свои строки. Администраторы видят все книги.",
    "A head sees everything, a manager only their own rows. Administrators see every workbook.",
)
NOBODY = T(
    "Кроме администраторов, людей пока нет. Их добавляют на странице «Люди».",
    "There are no people besides administrators yet. They are added on the page “People”.",
)
YOU = T("{login} — это вы", "{login}, which is you")
HEAD = T("{login} — руководитель", "{login}, head of sales")
MANAGER = T("{login} — менеджер {name}", "{login}, manager {name}")
END = T("Отключить книгу", "Disconnect the workbook")
END_NOTE = T(
    "Остановить обновление или стереть всё, что о ней хранится.",
    "Stop refreshing it, or erase all that is kept of it.",
)
NEW_VERSION = T("Загрузить новую версию файла", "Upload a new version of the file")
DONE = T("Настройки сохранены.", "The settings are saved.")
WILL_REFRESH = T(
    "Настройки сохранены. Отчёты сейчас обновятся.", "The settings are saved. The reports are being refreshed."
)
BAD_TIME = T(
    "«{given}» — не время. Пишите так: 09:00, 11:00.", "“{given}” is no time of the day. Write it so: 09:00, 11:00."
)
TOO_MANY = T("Не больше {n} планёрок в день.", "At most {n} meetings a day.")
