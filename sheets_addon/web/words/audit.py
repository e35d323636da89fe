"""Words of the journal: who did what, on which workbook, when."""

from core.i18n import T
from sheets_addon.store.audit import What

AUDIT = T("Журнал", "Audit")
INTRO = T(
    "Кто и что делал в службе. Время — {zone}. Записи только добавляются и хранятся столько же, сколько история.",
    "Who did what in the service. Times are of {zone}. Entries are only ever added, and kept as long as the history.",
)
WHO = T("Кто", "Who")
WHAT = T("Что", "What")
ABOUT = T("О ком или о чём", "About")
ALL_WORKBOOKS = T("Все книги", "All workbooks")
FILTER = T("Показать", "Show")
NOTHING = T("Записей нет.", "There are no entries.")
CONSOLE = T("командная строка", "command line")
NOBODY = T("неизвестный", "a stranger")
GONE_BOOK = T("№ {id}, удалена", "no. {id}, removed")

WHATS: dict[What, T] = {
    "signed_in": T("вход", "signed in"),
    "refused": T("отказ во входе", "was refused at sign-in"),
    "signed_out": T("выход", "signed out"),
    "person_added": T("добавлен человек", "added a person"),
    "person_changed": T("изменены права человека", "changed a person's rights"),
    "person_removed": T("удалён человек", "removed a person"),
    "password_changed": T("сменён пароль", "changed a password"),
    "key_added": T("сделан ключ", "made a key"),
    "key_revoked": T("отозван ключ", "revoked a key"),
    "connected": T("подключена книга", "connected a workbook"),
    "tabs_created": T("созданы вкладки", "created tabs"),
    "disconnected": T("обновление остановлено", "stopped the refreshing"),
    "purged": T("всё о книге стёрто", "erased all of a workbook"),
    "settings_changed": T("изменены настройки", "changed settings"),
    "synced": T("запрошено обновление", "asked for a refresh"),
    "viewed": T("просмотр", "looked at it"),
    "exported": T("выгрузка", "took it out as a file"),
    "backed_up": T("сделана копия базы", "backed the store up"),
    "restored": T("база восстановлена из копии", "restored the store"),
    "uploaded": T("загружен файл", "uploaded a file"),
}
