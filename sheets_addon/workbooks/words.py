"""The words around a report that are not its own: the stamp, units, yes and no, hints."""

import re

from core.i18n import Language, T
from core.i18n.formats import day
from core.report import Column, Stamp

YES, NO = T("да", "yes"), T("нет", "no")
NO_ROWS = T("Нет данных за этот период.", "No data for this period.")
PRODUCT = T("Планёрка", "Planerka")
FILE_SUFFIX = T("отчёты", "reports")
WORKBOOK_TITLE = T("Отчёты отдела продаж", "Sales department reports")
PAGE = T("{title} · страница {page} из {pages}", "{title} · page {page} of {pages}")
EMPTY_TAB = T("Отчёты", "Reports")
NOTHING_TO_SHOW = T(
    "Пока показывать нечего: ни для одного отчёта нет данных.",
    "There is nothing to show yet: no report has data.",
)
WHAT_TO_FILL = T(
    "Заполните вкладки «Метрика дня», «Счета» или «Сделки» и обновите отчёты.",
    "Fill the tabs “Daily metrics”, “Invoices” or “Deals” and refresh the reports.",
)
NOTHING_NOW = T(
    "Сейчас для этого отчёта нет данных. Вкладка остаётся, чтобы ваши формулы, которые на неё ссылаются, работали.",
    "There is no data for this report now. The tab stays, so that your formulas that point at it keep working.",
)
TITLE_TAKEN = T(
    "Вкладка «{title}» уже есть, и она ваша: отчёт стоит на вкладке «{ours}».",
    "There is a tab “{title}” already, and it is yours: the report stands on the tab “{ours}”.",
)
DO_NOT_TYPE = T(
    "Вкладка Планёрки: при обновлении отчёт запишется заново. Формулы и заметки ведите на своих вкладках.",
    "A tab of Planerka: the next refresh writes the report anew. Keep formulas and notes on tabs of your own.",
)
DETAILS = T(
    "Часть столбцов свёрнута: подробности откроет знак «+» над таблицей.",
    "Some columns are folded away: the “+” above the table opens the details.",
)
ROW_GROUPS = T(
    "Строки сгруппированы: состав откроет знак «+» слева.",
    "The rows are grouped: the “+” on the left opens what they are made of.",
)
TOO_MANY_LINKS = T(
    "Excel вмещает на листе не больше {limit} ссылок: дальше адреса ячеек записаны текстом.",
    "Excel holds no more than {limit} links a sheet: the further cell addresses are plain text.",
)
TOO_MANY_ROWS = T(
    "Показаны первые {shown} строк из {rows}: больше на лист Excel не помещается.",
    "The first {shown} rows of {rows} are shown: an Excel sheet holds no more.",
)
_STAMP = T("на {day}, {slot} · обновлено {now}", "as of {day}, {slot} · refreshed {now}")
_RUN = T(" · запуск {run}", " · run {run}")
_SLOTS = {
    "morning": T("утро", "morning"),
    "11": T("планёрка 11:00", "the 11:00 meeting"),
    "14": T("планёрка 14:00", "the 14:00 meeting"),
    "16": T("планёрка 16:00", "the 16:00 meeting"),
    "evening": T("вечер", "evening"),
}
_DAYS_WORD = re.compile(r"\b(дн|день|day)")
_DAYS = T("дн.", "days")
_SIGNS = {"RUB": "₽", "USD": "$", "EUR": "€", "KZT": "₸", "BYN": "Br", "GBP": "£"}


def stamp_line(stamp: Stamp) -> str:
    """«на 31.03.2026, вечер · обновлено 31.03.2026 18:00 · запуск 7f3a»."""
    language = stamp.language
    now = f"{day(stamp.now.date(), language)} {stamp.now:%H:%M}"
    slot = _SLOTS.get(stamp.slot, T.same(stamp.slot))
    line = _STAMP.say(language, day=day(stamp.asof, language), slot=slot, now=now)
    return line + (_RUN.say(language, run=stamp.run_id) if stamp.run_id else "")


def header(column: Column, language: Language, currency: str) -> str:
    """A column's title with its unit, where the title does not say it: «Пришло, ₽», «Средний срок, дн.»."""
    title = column.title.to(language)
    if column.kind == "money" and (sign := _SIGNS.get(currency, currency)) not in title:
        return f"{title},\u00a0{sign}"
    if column.kind == "days" and not _DAYS_WORD.search(title.casefold()):
        return f"{title},\u00a0{_DAYS.to(language)}"
    return title


def flag(value: bool, language: Language) -> str:
    return (YES if value else NO).to(language)
