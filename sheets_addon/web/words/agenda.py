"""The agenda of a meeting."""

from core.i18n import T

COPY = T("Скопировать в чат", "Copy for the chat")
COPIED = T("Скопировано", "Copied")
PRINT = T("Напечатать", "Print")
CHAT_TEXT = T("Текст для чата", "Text for the chat")
MEETINGS = T("Планёрки дня", "The day's meetings")
