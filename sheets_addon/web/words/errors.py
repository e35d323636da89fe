"""What went wrong in a request."""

from core.i18n import T

HOST = T(
    "Служба не знает себя под этим именем. Добавьте его в PLANERKA_TRUSTED_HOSTS.",
    "The service does not know itself by this name. Add it to PLANERKA_TRUSTED_HOSTS.",
)

ERRORS = {
    400: T(
        "Адрес или форма заполнены неверно. Вернитесь назад и попробуйте ещё раз.",
        "The address or the form does not fit. Go back and try again.",
    ),
    401: T("Сначала войдите.", "Sign in first."),
    403: T(
        "Форма устарела. Откройте страницу заново и повторите.",
        "The form is out of date. Open the page again and retry.",
    ),
    404: T(
        "Такой страницы нет, или она вам не открыта: доступ к книге даёт тот, кто её ведёт.",
        "There is no such page, or it is not open to you: whoever looks after the workbook can let you in.",
    ),
    405: T("Так этот адрес не вызывают.", "This address is not called that way."),
    413: T("Запрос слишком велик.", "The request is too large."),
    415: T("Нужен JSON (Content-Type: application/json).", "JSON is needed (Content-Type: application/json)."),
    429: T("Слишком много неверных паролей. Подождите {seconds} с.", "Too many wrong passwords. Wait {seconds} s."),
    500: T(
        "Ошибка Планёрки. Попробуйте ещё раз; если повторится, назовите тому, кто её ведёт, номер {number}.",
        "An error of Planerka. Try again; if it comes back, tell whoever looks after it the number {number}.",
    ),
}
FOR_ADMINS = T(
    "Эта страница не для вас: её открывает администратор.", "This page is not for you: it is the administrator's."
)
NOT_FOR_YOU = T(
    "Эта страница не для вас: её открывают руководитель или администратор.",
    "This page is not for you: it is the head's or the administrator's.",
)
