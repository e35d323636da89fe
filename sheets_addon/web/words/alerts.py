"""Words of what is sent before a meeting and when a refresh fails."""

from core.i18n import T

TITLE = T("Сообщения", "Messages")
INTRO = T(
    "Планёрка может прислать повестку за несколько минут до планёрки и сказать, если отчёты перестали обновляться. "
    "Пока не включите, никому ничего не отправляется.",
    "Planerka can send the agenda some minutes before the meeting, and say so when the reports stop being refreshed. "
    "Until you switch it on nothing is sent to anybody.",
)
AGENDA = T("Повестка перед планёркой", "The agenda before a meeting")
FAILURES = T("Отчёты не обновились дважды подряд", "The reports could not be refreshed twice in a row")
FAILURES_HELP = T(
    "Одно сообщение о сбое и одно, когда всё снова работает.",
    "One message about the failure, and one when all is well again.",
)
SLOTS = T("Перед какими планёрками", "Before which meetings")
TO = T("Адреса почты", "E-mail addresses")
TO_HELP = T(
    "Через запятую или с новой строки. Повестка уходит целиком, по всем менеджерам: называйте только тех, кому это "
    "можно видеть. Получатели видят адреса друг друга.",
    "With commas or on lines. The agenda is sent whole, with all managers: name only those who may see that. The "
    "recipients see each other's addresses.",
)
WEBHOOK = T("Вебхук мессенджера или своей программы", "Webhook of a messenger or of your own program")
WEBHOOK_HELP = T(
    "Адрес https://… из настроек канала. Он хранится зашифрованным и больше не показывается.",
    "The address https://… from the channel's settings. It is kept encrypted and never shown again.",
)
WEBHOOK_SET = T(
    "Задан, ведёт на {host}. Чтобы заменить его, впишите новый; пустое поле ничего не меняет.",
    "Set, it leads to {host}. To replace it give a new one; an empty field changes nothing.",
)
WEBHOOK_OFF = T("Убрать вебхук", "Remove the webhook")
TRY = T("Сохранить и отправить пробное", "Save and send a trial message")
KEY = T("Ключ подписи вебхука", "The key that signs what is posted")
KEY_NOTE = T(
    "Им подписан заголовок X-Planerka-Signature; мессенджеру он не нужен, пригодится своей программе.",
    "It signs the header X-Planerka-Signature; a messenger needs no such key, a program of yours may.",
)
TO_SETTINGS = T("Все настройки книги", "All settings of the workbook")
NOBODY = T("Назовите хотя бы один адрес или вебхук.", "Give at least one address, or a webhook.")
NO_SLOT = T("Отметьте хотя бы одну планёрку.", "Tick at least one meeting.")
NOTHING_TO_TRY = T(
    "Пробное отправлять некуда: нет ни адреса, ни вебхука.",
    "There is nowhere to send a trial message: no address, no webhook.",
)
MAIL_TRIED = T("Пробное письмо принято почтовым сервером.", "The mail server has taken the trial letter.")
MAIL_TRIED_IN_PART = T("Пробное письмо принято, но {why}", "The trial letter is taken, but {why}")
MAIL_NOT_TRIED = T("Пробное письмо не ушло: {why}", "The trial letter was not sent: {why}")
HOOK_TRIED = T("Пробное сообщение принято вебхуком.", "The webhook has taken the trial message.")
HOOK_NOT_TRIED = T("Пробное сообщение в вебхук не ушло: {why}", "The trial message was not posted: {why}")

LAST_MAIL = T("Последнее письмо — {at}: {what}", "The last letter, {at}: {what}")
LAST_HOOK = T("Последнее сообщение в вебхук — {at}: {what}", "The last message to the webhook, {at}: {what}")
WENT = T("ушло.", "sent.")
WENT_IN_PART = T("ушло, но {why}", "sent, but {why}")
UNDER_WAY = T("отправляется.", "being sent.")
NOT_GONE = T("не ушло: {why}", "not sent: {why}")
AGAIN = T("Следующая попытка — {at}.", "The next try is at {at}.")
GIVEN_UP = T("попыток: {n}, все оборвались.", "{n} tries, all cut short.")
