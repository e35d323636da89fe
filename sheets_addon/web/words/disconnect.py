"""Words of the page on which a workbook goes."""

from core.i18n import T

DISCONNECT = T("Отключить книгу", "Disconnect the workbook")
TABS_STAY = T(
    "Сама таблица и вкладки отчётов в ней остаются как есть: их можно удалить вручную.",
    "The spreadsheet itself and the report tabs in it stay as they are; they may be deleted by hand.",
)
FILE_STAYS = T("Сам файл остаётся у вас.", "The file itself stays with you.")
REST = T("Остановить обновление", "Stop refreshing")
REST_NOTE = T(
    "Книга останется в списке с последними отчётами и историей; обновление включается снова в её настройках.",
    "The workbook stays in the list with its last reports and history; refreshing is put on again in its settings.",
)
RESTS = T("Обновление «{title}» остановлено.", "“{title}” is no longer refreshed.")
RESTS_ALREADY = T("Обновление уже остановлено.", "It is not being refreshed already.")
PURGE = T("Стереть всё", "Erase everything")
PURGE_NOTE = T(
    "Из Планёрки исчезнут отчёты, история правок, запуски и доступ людей к книге. Вернуть их будет нельзя.",
    "Reports, history of edits, runs and people's access to the workbook disappear from Planerka. They cannot be "
    "brought back.",
)
TYPE_TITLE = T("Чтобы подтвердить, наберите название: {title}", "To confirm, type the title: {title}")
PURGED = T("«{title}»: всё, что хранилось, стёрто.", "“{title}”: all that was kept is erased.")
NOT_TYPED = T("Наберите название точно так, как оно написано.", "Type the title exactly as it is written.")
BACK = T("Назад к настройкам", "Back to the settings")
