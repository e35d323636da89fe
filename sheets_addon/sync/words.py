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
