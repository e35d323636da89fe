"""The words of the summary: what needs attention, who acts, and what each indicator means."""

from core.i18n import T
from core.metrics.attention import Kind

WHY: dict[Kind, T] = {
    "broken_promise": T("обещали оплатить {day}, денег нет", "promised to pay by {day}, nothing came"),
    "no_step": T("горячий клиент без следующего шага", "a hot client without a next step"),
    "silent_a": T("клиент A покупал регулярно, молчит с {day}", "an A client bought regularly, silent since {day}"),
    "no_invoice": T("договор с {day}, счёта нет", "contract of {day}, no invoice yet"),
    "leaver": T("менеджер ушёл, сделка открыта", "the manager has left, the deal is open"),
}
SELLER = T("Менеджер", "Seller")
HEAD = T("РОП", "Head")
HAND_OVER = T("РОП. Передать другому: ушёл {manager}", "Head. Hand over from {manager}")

FIGURES = {
    "forecast": T("Прогноз поступлений на месяц", "Received by month end, forecast"),
    "run_rate": T("Прогноз по темпу", "Forecast by run-rate"),
    "received": T("Поступило с начала месяца", "Received, month to date"),
    "invoiced": T("Выставлено с начала месяца", "Invoiced, month to date"),
    "receivable": T("Долг клиентов", "Receivable"),
    "overdue": T("Просрочено", "Overdue"),
    "hot": T("Близко к оплате × вероятность", "Close to payment × probability"),
    "pipeline": T("Открытые сделки", "Open pipeline"),
    "weighted": T("Открытые сделки × вероятность", "Weighted pipeline"),
    "win_rate": T("Доля выигранных", "Win rate"),
    "deal_days": T("Средний срок сделки", "Mean days of a deal"),
    "quality": T("Качество данных", "Data quality"),
}
WON_OF = T(
    "выиграно {won} из {closed}; открытых старше 90 дней: {n} — не вошли",
    "won {won} of {closed}; open for more than 90 days: {n}, not counted",
)
ERRORS_OF = T("ячеек с ошибкой: {errors} из {checked}", "cells in error: {errors} of {checked}")
FORECAST = T(
    "пришло {received} + обещано до конца месяца {promised} + горячие × вероятность {hot}",
    "received {received} + promised by month end {promised} + hot × probability {hot}",
)
STEPS = {
    "money": T("Осталось до плана, деньги", "Left of the plan, money"),
    "payments": T("Оплат", "Payments"),
    "invoices": T("Счетов", "Invoices"),
    "calls": T("Звонков", "Calls"),
}
HOW = {
    "money": T("план месяца минус поступления", "the month's plan less what came in"),
    "payments": T("средняя оплата за 90 дней — {value}", "mean payment of 90 days: {value}"),
    "invoices": T("счетов на одну оплату — {value}", "invoices per payment: {value}"),
    "calls": T("звонков на один счёт — {value}", "calls per invoice: {value}"),
}
