"""What the open workbook says around the reports, and what a person is told when they cannot be written."""

from core.i18n import Language, T
from core.i18n.formats import day
from core.report import Column, Stamp

STAMP = T("на {day} · обновлено {now}", "as of {day} · refreshed {now}")
DO_NOT_TYPE = T(
    "Вкладка Планёрки: при обновлении отчёт запишется заново. Формулы и заметки ведите на своих вкладках.",
    "A tab of Planerka: the next refresh writes the report anew. Keep formulas and notes on tabs of your own.",
)
NO_ROWS = T("Нет данных за этот период.", "No data for this period.")
NOTHING_NOW = T(
    "Сейчас для этого отчёта нет данных. Вкладка остаётся, чтобы ваши формулы, которые на неё ссылаются, работали.",
    "There is no data for this report now. The tab stays, so that your formulas that point at it keep working.",
)
TOO_MANY_ROWS = T(
    "Показаны первые {shown} строк из {rows}: больше на лист Excel не помещается.",
    "The first {shown} rows of {rows} are shown: an Excel sheet holds no more.",
)
PROTECTED = T(
    "Вкладка «{tab}» защищена. Снимите защиту (Рецензирование → Снять защиту листа) и повторите; отчёты прежние.",
    "The tab “{tab}” is protected. Unprotect it (Review → Unprotect Sheet) and try again; the old reports stand.",
)
STRUCTURE = T(
    "Структура книги защищена: вкладку «{tab}» не добавить. Снимите защиту (Рецензирование → Защитить книгу) "
    "и повторите; отчёты прежние.",
    "The workbook's structure is protected: the tab “{tab}” cannot be added. Unprotect it (Review → Protect Workbook) "
    "and try again; the reports are the old ones.",
)
BUSY = T(
    "Excel занят. Закончите ввод в ячейке (Enter или Esc), закройте окна Excel и повторите; отчёты прежние.",
    "Excel is busy. Finish typing in the cell (Enter or Esc), close Excel's dialogs and try again; the reports are the "
    "old ones.",
)
NOTHING = T(
    "В этой книге нет вкладок для отчётов: «Сделки», «Счета», «Метрика дня» и других. Откройте ту, где они есть, или "
    "начните с шаблона; ничего не изменилось.",
    "This workbook has no tab for the reports: “Deals”, “Invoices”, “Daily metrics” and others. Open the one that has "
    "them, or start from the template; nothing was changed.",
)
DONE = T("Планёрка: отчёты обновлены, {now}", "Planerka: reports refreshed, {now}")
OURS_TOO = T("{title} (Планёрка)", "{title} (Planerka)")
YES, NO = T("да", "yes"), T("нет", "no")
_DAYS = T("дн.", "days")
_SIGNS = {"RUB": "₽", "USD": "$", "EUR": "€", "KZT": "₸", "BYN": "Br", "GBP": "£"}


def stamp_line(stamp: Stamp) -> str:
    """«на 31.03.2026 · обновлено 31.03.2026 18:00»."""
    now = f"{day(stamp.now.date(), stamp.language)} {stamp.now:%H:%M}"
    return STAMP.say(stamp.language, day=day(stamp.asof, stamp.language), now=now)


def header(column: Column, language: Language, currency: str) -> str:
    """A column's title with its unit: «Пришло, ₽»."""
    title = column.title.to(language)
    if column.kind == "money" and (sign := _SIGNS.get(currency, currency)) not in title:
        return f"{title}, {sign}"
    return f"{title}, {_DAYS.to(language)}" if column.kind == "days" and _DAYS.to(language) not in title else title
