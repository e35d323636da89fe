"""Whether letters can be sent: the mail server answers, its certificate is right, it takes the password."""

from collections.abc import Callable

from core.i18n import T
from sheets_addon.finding import Finding
from sheets_addon.settings import Settings

MAIL = T("Почтовый сервер {host} отвечает и принимает вход.", "The mail server {host} answers and lets us in.")
NO_MAIL = T("Почта: {why}", "Mail: {why}")


def mail(settings: Settings) -> Finding | None:
    """Nothing is sent. None where no mail server is set: messages are an option."""
    from sheets_addon.alerts.errors import NotSent
    from sheets_addon.alerts.mail import check
    from sheets_addon.alerts.smtp_url import server_of

    if settings.smtp_url is None:
        return None
    try:
        server = server_of(settings)
        check(server)
    except NotSent as error:
        return Finding(False, NO_MAIL, {"why": T(error.message("ru"), error.message("en"))})
    return Finding(True, MAIL, {"host": server.host})


CHECKS: tuple[Callable[[Settings], Finding | None], ...] = (mail,)
