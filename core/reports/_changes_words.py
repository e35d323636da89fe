"""The words of «Что изменилось»."""

from core.i18n import T
from core.metrics.changes import Kind

WHAT: dict[Kind, T] = {
    "payment": T("Оплата", "Payment"),
    "refund": T("Возврат", "Refund"),
    "won": T("Выиграна", "Won"),
    "lost": T("Проиграна", "Lost"),
    "moved": T("Перешла на этап", "Moved to a stage"),
    "reopened": T("Снова открыта", "Open again"),
    "new": T("Новая сделка", "New deal"),
    "amount": T("Изменена сумма сделки", "Deal amount changed"),
    "expected": T("Изменена ожидаемая оплата", "Expected payment changed"),
    "manager": T("Передана", "Handed over"),
    "promise": T("Изменена дата оплаты счёта", "Invoice date of payment changed"),
    "invoice": T("Новый счёт", "New invoice"),
    "invoice_amount": T("Изменена сумма счёта", "Invoice amount changed"),
    "cancelled": T("Счёт аннулирован", "Invoice cancelled"),
    "payment_amount": T("Исправлена оплата", "Payment corrected"),
    "gone": T("Сделка удалена из таблицы", "Deal deleted from the table"),
    "invoice_gone": T("Счёт удалён из таблицы", "Invoice deleted from the table"),
    "payment_gone": T("Оплата удалена из таблицы", "Payment deleted from the table"),
}
"""In the order in which the head reads them."""

BY_HISTORY = T(
    "С {since} по {until}, по истории правок.",
    "From {since} to {until}, by the history of edits.",
)
BY_DATES = T(
    "Истории правок ещё нет: показано только то, у чего есть дата, за {days}.",
    "There is no history of edits yet: only what has a date of {days} is shown.",
)
NOT_YET = T(
    "Изменённые суммы, сроки и удалённые строки появятся, когда история правок дойдёт до прошлой планёрки.",
    "Changed amounts and dates and deleted rows appear once the history of edits reaches back to the last meeting.",
)
SOME_NOT_YET = T(
    "История правок вкладки «{tab}» начата позже прошлой планёрки: по ней показано только то, у чего есть дата.",
    "The history of the tab “{tab}” begins after the last meeting: of it only what has a date is shown.",
)
NOTHING = T("С прошлой планёрки ничего не изменилось.", "Nothing has changed since the last meeting.")
