"""Words of the page by which a spreadsheet comes."""

from core.i18n import T

CONNECT = T("Подключить Google Таблицу", "Connect a Google spreadsheet")
INTRO = T(
    "Ваши вкладки Планёрка только читает; отчёты появятся на новых вкладках рядом.",
    "Planerka only reads your tabs; the reports come on new tabs beside them.",
)
URL = T("Адрес таблицы", "The spreadsheet's address")
URL_HELP = T(
    "Скопируйте его из строки браузера: https://docs.google.com/spreadsheets/d/…",
    "Copy it from the browser: https://docs.google.com/spreadsheets/d/…",
)
CHECK = T("Проверить", "Check")
CHECK_AGAIN = T("Проверить ещё раз", "Check again")
OTHER = T("Другая таблица", "Another spreadsheet")

SHARE_TITLE = T("Откройте таблицу для Планёрки", "Share the spreadsheet with Planerka")
SHARE_FIRST = T("Откройте таблицу и нажмите «Поделиться».", "Open the spreadsheet and click “Share”.")
OPEN_IT = T("Открыть таблицу", "Open the spreadsheet")
SHARE_SECOND = T("Добавьте этот адрес с правом «Редактор»:", "Add this address as an editor:")
SHARE_THIRD = T("Вернитесь сюда и нажмите «Проверить».", "Come back here and click “Check”.")
ADDRESS = T("Адрес Планёрки", "Planerka's address")
BEFORE = T(
    "Таблицу нужно открыть этому адресу с правом «Редактор»:",
    "The spreadsheet has to be shared with this address as an editor:",
)

FOUND_TITLE = T("«{title}»: что нашлось", "“{title}”: what was found")
THERE = T("{titles} — строк: {rows}", "{titles}: {rows} rows")
LACKS = T("{titles} — {what}", "{titles}: {what}")
GOOD = T("в порядке", "fine")
LACKING = T("нужно исправить", "to be mended")
ABSENT = T("Нет вкладок: {titles}.", "There are no tabs: {titles}.")
PROBLEMS = T(
    "Замечаний к ячейкам: {n}. После подключения они будут на странице «Проблемы».",
    "Problems in cells: {n}. Once connected, they are on the page “Problems”.",
)
NONE_THERE = T(
    "В таблице нет ни одной вкладки Планёрки: подключать пока нечего. Создайте их или назовите свои как в шаблоне.",
    "The spreadsheet has no tab of Planerka, so there is nothing to connect yet. Make them, or name yours as in the "
    "template.",
)
MAKE_TITLE = T("Создать недостающие вкладки", "Make the missing tabs")
MAKE_NOTE = T(
    "Отмеченные вкладки появятся в вашей таблице пустыми: заголовки, подсказки и выпадающие списки как в шаблоне. "
    "Того, что в ней уже есть, это не коснётся. Подключить можно и без них: отчёты, которым они нужны, скажут об этом.",
    "The ticked tabs appear in your spreadsheet, empty: headers, notes and drop-downs as in the template. What is "
    "there already is not touched. You may also connect without them: the reports that need them will say so.",
)
MAKE_LANGUAGE = T("На каком языке", "In which language")
RUSSIAN = T("по-русски", "Russian")
ENGLISH = T("по-английски", "English")
MAKE = T("Создать в моей таблице", "Make them in my spreadsheet")
MADE = T("Созданы вкладки: {titles}.", "Tabs made: {titles}.")
PICK_ONE = T("Отметьте хотя бы одну вкладку.", "Tick at least one tab.")
DO_CONNECT = T("Подключить и обновить отчёты", "Connect and refresh the reports")
CONNECTED = T(
    "«{title}» подключена. Первые отчёты сейчас появятся.",
    "“{title}” is connected. The first reports are on their way.",
)
CONNECTED_AGAIN = T("«{title}» снова обновляется.", "“{title}” is being refreshed again.")

NO_KEY_TITLE = T("Сначала нужен ключ Google", "A Google key is needed first")
NO_KEY = T(
    "Планёрка ещё не может открывать Google Таблицы: у неё нет сервисного аккаунта. Ключ добавляют на машине, где она "
    "запущена, а не на страницах: это секрет, он не должен идти через браузер.",
    "Planerka cannot open Google spreadsheets yet: it has no service account. The key is added on the machine where it "
    "runs and not on a page: it is a secret that should not go through a browser.",
)
NO_KEY_FIRST = T(
    "В консоли Google Cloud включите Google Sheets API и Google Drive API, создайте сервисный аккаунт и скачайте его "
    "ключ (JSON).",
    "In the Google Cloud console enable the Google Sheets API and the Google Drive API, make a service account and "
    "download its key (JSON).",
)
NO_KEY_SECOND = T(
    "Задайте PLANERKA_SECRET_KEY и выполните: planerka connect АДРЕС --key ключ.json — или укажите файл в "
    "PLANERKA_GOOGLE_KEY.",
    "Set PLANERKA_SECRET_KEY and run: planerka connect URL --key key.json; or name the file in PLANERKA_GOOGLE_KEY.",
)
NO_KEY_THIRD = T(
    "Пока ключа нет, загрузите книгу файлом .xlsx.", "Until there is a key, upload the workbook as an .xlsx file."
)
BAD_KEY = T(
    "Ключ Google не открывается: {why} Скажите администратору.",
    "The Google key cannot be used: {why} Tell the administrator.",
)
ALREADY = T("Эта таблица уже подключена.", "This spreadsheet is connected already.")
ALREADY_LINK = T("Открыть «{title}»", "Open “{title}”")
RESTS = T(
    "Эта таблица уже подключалась, её обновление остановлено. Подключите её ещё раз — история продолжится.",
    "This spreadsheet was connected before and is at rest. Connect it again, and its history goes on.",
)
OF_ANOTHER = T(
    "Эту таблицу уже подключил кто-то другой. Попросите администратора открыть её вам.",
    "Somebody else has connected this spreadsheet already. Ask an administrator to open it to you.",
)
