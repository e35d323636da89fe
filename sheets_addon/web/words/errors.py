"""What went wrong in a request."""

from core.i18n import T

HOST = T(
    "Служба не знает себя под этим именем. Добавьте его в PLANERKA_TRUSTED_HOSTS.",
    "The service does not know itself by this name. Add it to PLANERKA_TRUSTED_HOSTS.",
)

ERRORS = {
    400: T("Запрос набран неверно.", "The request is malformed."),
    401: T("Сначала войдите.", "Sign in first."),
    403: T(
        "Форма устарела. Откройте страницу заново и повторите.",
        "The form is out of date. Open the page again and retry.",
    ),
    404: T("Такой страницы нет.", "There is no such page."),
    405: T("Так этот адрес не вызывают.", "This address is not called that way."),
    413: T("Запрос слишком велик.", "The request is too large."),
    415: T("Нужен JSON (Content-Type: application/json).", "JSON is needed (Content-Type: application/json)."),
    429: T("Слишком много неверных паролей. Подождите {seconds} с.", "Too many wrong passwords. Wait {seconds} s."),
    500: T(
        "Внутренняя ошибка, она записана в журнал под номером {number}.",
        "An internal error, kept in the log as number {number}.",
    ),
}
NOT_FOR_YOU = T(
    "Эта страница не для вас: её открывают руководитель или администратор.",
    "This page is not for you: it is the head's or the administrator's.",
)
