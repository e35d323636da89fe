"""The words of the agenda."""

from core.i18n import T
from core.reports._activity_day import NOT_SENT

__all__ = ["NOT_SENT"]

TITLE = T("Планёрка {day}, {slot}", "Meeting {day}, {slot}")
SLOTS = {
    "morning": T("утро", "morning"),
    "11": T("11:00", "11:00"),
    "14": T("14:00", "14:00"),
    "16": T("16:00", "16:00"),
    "evening": T("итоги дня", "end of the day"),
}
TOTAL = T("Итого", "Total")
MANAGER = T("Менеджер", "Manager")
OTHERS = T("и ещё {n}", "and {n} more")
PROMISES = T("Обещал вчера → пришло → обещает сегодня", "Promised yesterday → came → promises today")
PROMISE_HEAD = (
    MANAGER,
    T("Обещал вчера", "Promised yesterday"),
    T("Из них пришло", "Of these came"),
    T("Обещает сегодня", "Promises today"),
)
NO_PROMISES = T("Оплат не обещали: {names}.", "Nothing promised: {names}.")
HOT = T("Три горячих клиента", "Three hot clients")
UNTIL = T("до {day}", "by {day}")
WAS_DUE = T("ждали {day}", "was expected {day}")
STEP = T("шаг: {step}", "step: {step}")
METRIC = T("Метрика дня", "Metric of the day")
OF = T("{fact} из {needed} к сегодняшнему дню", "{fact} of {needed} needed by today")
PER_DAY = T("До плана месяца нужно {n} в день на всех.", "The month's plan needs {n} a day from the team.")
BEHIND = T("Не хватает до плана: {names}.", "Behind the plan: {names}.")
LATE = T("Не сдали отчёт", "No report yet")
CHANGED = T("Что изменилось", "What changed")
MISSING = T("Не хватает до плана дня", "What the day's plan lacks")
OF_PLAN = T("{fact} из {plan}", "{fact} of {plan}")
NOTHING_WRITTEN = T("пока ничего не записано, план — {plan}", "nothing written down yet, the plan is {plan}")
MORE_EVENTS = T("и ещё событий: {n} — на вкладке «{tab}».", "and {n} more in the tab “{tab}”.")
NO_DATA = T("Нет данных.", "No data.")
QUIET = T("Пока ничего.", "Nothing so far.")
DONE = T("План дня выполнен: {names}.", "The day's plan is met: {names}.")
NO_PLAN = T("На сегодня плана по показателям нет.", "There is no plan of counts for today.")
AWAITED = T("Ждём сегодня ещё", "Still expected today")
