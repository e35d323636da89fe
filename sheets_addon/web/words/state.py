"""How a workbook stands and how far its refresh has come."""

from core.i18n import T

REFRESH = T("Обновить", "Refresh")
REFRESH_BOOK = T("Обновить «{title}»", "Refresh “{title}”")
PROGRESS = T("Ход обновления", "Progress of the refresh")
UPDATED = T("Обновлено {age}", "Refreshed {age}")
SENT = T("Загружено {age}", "Uploaded {age}")
NEVER = T("Отчётов ещё не было", "No reports yet")
QUEUED = T("В очереди", "Waiting its turn")
BEGUN = T("Начинаем", "Starting")
LOOK = T("Смотрим, что изменилось", "Looking for changes")
READ = T("Читаем ячейки", "Reading the cells")
COMPUTE = T("Считаем отчёты", "Computing the reports")
WRITE = T("Записываем отчёты", "Writing the reports")
COUNTED = T("{done} из {of}", "{done} of {of}")
BROKE = T("Обновление прервалось", "The refresh broke off")
UNCHANGED = T(
    "В последний раз ничего нового в ячейках не нашлось: отчёты те же.",
    "The last look found nothing new in the cells: the reports are the same.",
)
SLOW = T(
    "За обновление никто не берётся уже {age}. Проверьте, что запущена planerka serve или planerka work.",
    "Nobody has taken up the refresh for {age}. See that planerka serve or planerka work is running.",
)
FOR_SECONDS = T("{n} с", "{n} s")
FOR_MINUTES = T("{n} мин", "{n} min")
STALE = T(
    "Отчёты старше последней планёрки ({at}): в них нет того, что вписали после {good}. Нажмите «Обновить».",
    "The reports are older than the last meeting ({at}): what was typed after {good} is not in them. Press “Refresh”.",
)
"""``at`` the meeting's, ``good`` the reports' moment."""
