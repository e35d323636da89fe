"""What a sync says of itself where no other part has said it."""

from core.i18n import T

EMPTY = T(
    "В таблице нет ни одной вкладки Планёрки. Верните их или создайте из шаблона; прежние отчёты на месте.",
    "The spreadsheet has no tab of Planerka. Put them back or make them from the template; the old reports are kept.",
)
LATE = T(
    "Обновление не уложилось в отведённое время. Планёрка повторит сама; прежние отчёты на месте.",
    "The refresh did not finish in the time given. Planerka will try again; the old reports are kept.",
)
INTERNAL = T(
    "Ошибка Планёрки (запуск {run}). Прежние отчёты на месте; покажите это сообщение тому, кто её обслуживает.",
    "An error of Planerka (run {run}). The old reports are kept; show this to whoever looks after it.",
)
RUNNING = T("Обновляется с {since}.", "Being refreshed since {since}.")
BROKEN = T(
    "Обновление, начатое в {since}, прервалось; его начнёт заново другой процесс.",
    "The refresh begun at {since} broke off; another process will begin it anew.",
)
GOOD = T("Отчёты верны на {at} ({age}).", "The reports are right as of {at} ({age}).")
NEVER = T("Отчётов ещё не было.", "There have been no reports yet.")
FAILED = T("Не удалось обновить в {at}{many}: {why}", "The refresh at {at} failed{many}: {why}")
AGAIN = T(" ({n}-й раз подряд)", " ({n} times in a row)")
LOST_TAB = T(
    "Вкладки «{tab}» больше нет: отчёты, которым она нужна, остались без её данных. Верните вкладку или её название.",
    "The tab “{tab}” is gone: the reports that need it are without its data. Put it, or its name, back.",
)
PAUSED = T("Обновление по расписанию остановлено.", "Scheduled refreshing is paused.")
