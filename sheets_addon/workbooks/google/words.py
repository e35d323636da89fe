"""What is said when Google refuses or fails: one sentence, and what to do."""

from core.i18n import T

NOT_SHARED = T(
    "Таблица не открыта для Планёрки. Нажмите в ней «Поделиться» и добавьте {address} с правом «Редактор».",
    "The spreadsheet is not shared with Planerka. Click “Share” in it and add {address} as an editor.",
)
NOT_THERE = T(
    "Такой таблицы нет: она удалена, или адрес скопирован не целиком. Проверьте адрес, восстановите таблицу из корзины "
    "Google Диска или подключите другую.",
    "There is no such spreadsheet: it was deleted, or its address is not whole. Check the address, restore the "
    "spreadsheet from Google Drive's bin, or connect another.",
)
TRASHED = T(
    "Таблица «{title}» лежит в корзине. Восстановите её в Google Диске или отключите.",
    "The spreadsheet “{title}” is in the bin. Restore it in Google Drive or disconnect it.",
)
READ_ONLY = T(
    "Планёрка может только смотреть таблицу, а не писать отчёты. Дайте {address} право «Редактор».",
    "Planerka may only view the spreadsheet, not write reports. Make {address} an editor.",
)
PROTECTED = T(
    "Вкладка «{tab}» защищена от изменений. Снимите защиту или разрешите {address} менять её.",
    "The tab “{tab}” is protected. Remove the protection or let {address} edit it.",
)
SOMETHING_PROTECTED = T(
    "Вкладка отчёта защищена от изменений. Снимите защиту (Данные → Защищённые листы и диапазоны) "
    "или разрешите {address} менять её.",
    "A report tab is protected. Remove the protection (Data → Protect sheets and ranges) or let {address} edit it.",
)
FULL_OF_CELLS = T(
    "В таблице почти 10 миллионов ячеек, больше Google не разрешает. Удалите пустые строки, столбцы и лишние вкладки.",
    "The spreadsheet has almost 10 million cells, all that Google allows. Delete empty rows, columns and tabs.",
)
FULL_OF_TABS = T(
    "В таблице 200 вкладок, больше Google не разрешает. Удалите лишние вкладки.",
    "The spreadsheet has 200 tabs, all that Google allows. Delete the needless ones.",
)
BAD_KEY = T(
    "Файл ключа Google не подходит: нужен ключ сервисного аккаунта (JSON). Скачайте его в консоли Google Cloud заново.",
    "The Google key file is not right: a service account's key (JSON) is needed. Download it anew in Google Cloud.",
)
KEY_REVOKED = T(
    "Google не принимает ключ {address}: он отозван или удалён. Создайте новый ключ в консоли Google Cloud.",
    "Google does not accept the key of {address}: it was revoked or deleted. Make a new one in Google Cloud.",
)
CLOCK_WRONG = T(
    "Google не принимает ключ: часы сервера Планёрки идут неверно. Включите их синхронизацию (NTP).",
    "Google does not accept the key: the clock of Planerka's server is wrong. Switch its synchronisation (NTP) on.",
)
API_OFF = T(
    "В проекте Google Cloud не включены Google Sheets API и Google Drive API. Включите оба (APIs & Services).",
    "The Google Sheets API and the Google Drive API are not enabled in the Cloud project. Enable both.",
)
QUOTA = T(
    "Google просит подождать: запросов за минуту слишком много. Планёрка повторит сама; прежние отчёты на месте.",
    "Google asks to wait: too many requests this minute. Planerka will try again; the old reports are kept.",
)
OUTAGE = T(
    "Google Таблицы не отвечают ({reason}). Планёрка повторит сама; прежние отчёты на месте.",
    "Google Sheets does not answer ({reason}). Planerka will try again; the old reports are kept.",
)
BAD_REPLY = T(
    "Ответ Google пришёл не полностью. Планёрка повторит сама; прежние отчёты на месте.",
    "Google's reply came incomplete. Planerka will try again; the old reports are kept.",
)
NO_CONNECTION = T("нет связи", "no connection")
NO_ANSWER_IN_TIME = T("нет ответа вовремя", "no answer in time")
LATE = T(
    "Обновление не уложилось в отведённое время. Планёрка повторит сама; прежние отчёты на месте.",
    "The refresh did not finish in the time given. Planerka will try again; the old reports are kept.",
)
REFUSED = T(
    "Google не принял запрос Планёрки: {reason}. Прежние отчёты на месте; покажите это сообщение разработчикам.",
    "Google did not accept Planerka's request: {reason}. The old reports are kept; show this to the developers.",
)
