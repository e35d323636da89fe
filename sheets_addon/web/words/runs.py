"""The history of refreshes."""

from core.i18n import T

WHEN = T("Когда", "When")
WHY = T("Почему", "Why")
WHO = T("Кто просил", "Asked by")
TOOK = T("Сколько шло", "Took")
OUTCOME = T("Что вышло", "What became of it")
FOUND = T("Проблемы в ячейках", "Problems in cells")
ASKED_OF_GOOGLE = T("Обращения", "Requests")
NO_RUNS = T("Обновлений ещё не было.", "There have been no refreshes yet.")
NONE = T("нет", "none")
SECONDS = T("{n}\u00a0с", "{n}\u00a0s")
REASONS = {
    "manual": T("по просьбе", "asked for"),
    "schedule": T("к планёрке", "for a meeting"),
    "retry": T("повтор после неудачи", "again after a failure"),
    "takeover": T("вместо прерванного", "in place of one that broke off"),
    "upload": T("прислан файл", "a file was sent"),
    "push": T("в таблице что-то изменилось", "the spreadsheet changed"),
    "interval": T("прошло заданное время", "the set time had passed"),
    "connect": T("книгу подключили", "the workbook was connected"),
}
BECAME = {
    "running": T("идёт", "under way"),
    "ok": T("отчёты обновлены", "the reports were refreshed"),
    "nothing": T("ничего не изменилось", "nothing had changed"),
    "failed": T("не удалось", "failed"),
    "taken-over": T("прервалось, начато заново", "broke off, begun anew"),
}
REQUESTS = {
    "look": T("проверок, менялась ли: {n}", "looks for changes: {n}"),
    "read": T("чтений: {n}", "reads: {n}"),
    "write": T("записей: {n}", "writes: {n}"),
    "structure": T("списков вкладок: {n}", "lists of tabs: {n}"),
}
