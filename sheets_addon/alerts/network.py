"""What went wrong on the way to a server, in a word or two that go into a sentence."""

import socket
import ssl

from core.i18n import T, clean
from sheets_addon.alerts.errors import both

LONGEST = 160
LATE = T("время ожидания вышло", "it took too long")
REFUSED = T("соединение отвергнуто", "the connection was refused")
NO_NAME = T("имя не находится в сети", "the name is not found in the net")
CUT = T("соединение оборвалось", "the connection was cut off")
NO_WAY = T("нет связи", "no connection")
CERTIFICATES = {
    10: T("срок его истёк", "it has expired"),
    18: T("он подписан самим сервером", "the server has signed it itself"),
    19: T("выдавший его центр неизвестен", "who issued it is not known"),
    20: T("выдавший его центр неизвестен", "who issued it is not known"),
    21: T("выдавший его центр неизвестен", "who issued it is not known"),
    64: T("он выдан другому имени", "it is for another name"),
    62: T("он выдан другому имени", "it is for another name"),
}
"""By OpenSSL's number of the failed check."""
OTHER = T("проверка OpenSSL № {n}", "OpenSSL's check no. {n}")


def reason(error: BaseException) -> T:
    cause = error.__context__  # smtplib calls every end of a connection a closed one
    match cause if isinstance(cause, TimeoutError) else error:
        case TimeoutError():
            return LATE
        case ConnectionRefusedError():
            return REFUSED
        case socket.gaierror():
            return NO_NAME
        case ConnectionError():
            return CUT
        case _ if "closed" in str(error).lower() or isinstance(error, ssl.SSLError):
            return CUT
        case _:
            return NO_WAY


def certificate(error: ssl.SSLCertVerificationError) -> T:
    found = CERTIFICATES.get(error.verify_code)
    return found or both(OTHER, n=error.verify_code)


def quoted(reply: bytes | str) -> str:
    """What a server said: one line, not long, nothing that does not print."""
    told = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return clean("".join(c if c.isprintable() else " " for c in told))[:LONGEST]
