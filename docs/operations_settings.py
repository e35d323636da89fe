"""What each setting of the service sets, in both languages."""

from core.i18n import T

MADE_ANEW = T("новое при каждом запуске", "made anew at each start")
SETTINGS: dict[str, T] = {
    "home": T(
        "Папка базы SQLite, журнала и примера. На диске, который переживает обновление.",
        "The folder of the SQLite database, the log and the example. On a disk that outlives an upgrade.",
    ),
    "host": T(
        "Адрес, на котором слушает `planerka serve`. Другой, чем эта машина, — только за прокси с HTTPS.",
        "The address that `planerka serve` listens on. Other than this machine's own only behind a proxy with HTTPS.",
    ),
    "port": T("Порт; 0 — любой свободный.", "The port; 0 takes any free one."),
    "book": T(
        "Файл .xlsx на этой машине, отчёты которого тоже показывать.", "An .xlsx file to show the reports of too."
    ),
    "asof": T("Дата отчётов этого файла; без неё — сегодня.", "The report date of that file; without it today."),
    "language": T("Язык страниц, пока книга не сказала свой.", "Of the pages where no workbook has said its own."),
    "user": T(
        "Логин первого администратора, которого создаёт первый запуск.",
        "The login of the first administrator, whom the first start makes.",
    ),
    "password": T("Его пароль; без него печатается новый.", "His password; without it a new one is printed."),
    "secret_key": T(
        "Чем шифруются ключи Google и подписываются ключи программ и сеансы; от 32 знаков. Храните отдельно от базы. "
        "Несколько через запятую — на время смены: первым шифруют, всеми читают.",
        "What Google's keys are encrypted and programs' keys and sessions signed with; at least 32 characters. "
        "Keep it apart from the database. Several with commas while it is changed: the first encrypts, all read.",
    ),
    "max_body": T("Самый большой запрос, байт.", "The largest request, in bytes."),
    "calls_per_minute": T(
        "Вызовов функций в минуту на ключ или человека, в каждом процессе; каждый вызов пакета считается.",
        "Function calls a minute of one key or person, in each process; each call of a batch counts.",
    ),
    "requests_per_minute": T(
        "Остальных запросов к `/v1` в минуту на ключ или человека.",
        "Other requests to `/v1` a minute of one key or person.",
    ),
    "trusted_hosts": T(
        'Другие имена, под которыми открывают службу: `["sales.example"]`.',
        'Further names under which the service is called: `["sales.example"]`.',
    ),
    "trusted_proxies": T(
        'Адреса прокси перед службой: `["127.0.0.1"]`. Без этого у всех людей адрес прокси, и подбирающий пароль '
        "закрывает вход всем.",
        'Addresses of the proxies before the service: `["127.0.0.1"]`. Without it everybody has its address, and '
        "whoever guesses a password locks everybody out.",
    ),
    "public_url": T(
        "Адрес службы для людей, `https://sales.example`: в ссылках, в надстройке Excel, для уведомлений Google.",
        "The service's address for people, `https://sales.example`: in links, in the add-in, for Google's notices.",
    ),
    "max_upload": T("Самая большая загружаемая книга, байт.", "The largest workbook that is uploaded, in bytes."),
    "google_client_id": T(
        "Вместе с `PLANERKA_GOOGLE_CLIENT_SECRET`: вход через Google. Клиент вида «Веб-приложение», адрес возврата — "
        "`<PLANERKA_PUBLIC_URL>/login/google/back`.",
        "With `PLANERKA_GOOGLE_CLIENT_SECRET`: people may sign in with Google. A client of the kind “Web application” "
        "that returns to `<PLANERKA_PUBLIC_URL>/login/google/back`.",
    ),
    "google_client_secret": T("Секрет этого клиента.", "The secret of that client."),
    "google_allowed_domains": T(
        'С учётными записями каких доменов можно входить, `["company.example"]`; войдёт только тот, кого добавил '
        "администратор.",
        'Whose accounts of Google Workspace may sign in, `["company.example"]`; only people whom an administrator has '
        "added come in.",
    ),
    "google_allowed_emails": T(
        "Отдельные адреса кроме них; если пусты оба списка, через Google не входит никто.",
        "Single addresses beside those; where both lists are empty, nobody signs in with Google.",
    ),
    "addin_origins": T(
        "Другие службы, чья надстройка Excel может обращаться к этой.",
        "Other services whose add-in for Excel may call this one.",
    ),
    "database_url": T(
        "База: `postgresql://имя:пароль@машина/база` или `sqlite:///путь`; без неё SQLite в `PLANERKA_HOME`.",
        "`postgresql://user:password@host/name` or `sqlite:///path`; without it SQLite in `PLANERKA_HOME`.",
    ),
    "history_days": T(
        "Сколько дней хранить запуски и правки строк. Последний отчёт хранится всегда.",
        "How many days runs and edits of rows are kept. The last report is always kept.",
    ),
    "google_key": T(
        "Файл ключа сервисного аккаунта или папка с ними; другие — в базе (`planerka connect --key`).",
        "A service account's key file or a folder of them; others are in the database (`planerka connect --key`).",
    ),
    "google_root": T("Другой адрес вместо Google; для проверок.", "Another host in Google's place; for tests."),
    "interval": T(
        "Обновлять таблицы ещё и каждые столько минут; без неё — только к планёркам.",
        "Refresh spreadsheets every so many minutes too; without it only before meetings.",
    ),
    "log": T(
        "Куда журнал: `file` — в `PLANERKA_HOME/logs`, `stdout` — для systemd и контейнеров.",
        "Where the log goes: `file` in `PLANERKA_HOME/logs`, `stdout` for systemd and containers.",
    ),
    "workers": T("Сколько таблиц процесс обновляет сразу.", "How many spreadsheets a process refreshes at once."),
    "smtp_url": T(
        "Почтовый сервер: `smtps://имя:пароль@машина:465` или `smtp://…:587` со STARTTLS; без него писем нет.",
        "The mail server: `smtps://user:password@host:465`, or `smtp://…:587` with STARTTLS; without it no mail.",
    ),
    "smtp_from": T(
        "От кого письма: `Планёрка <sales@company.example>`; без неё — имя из `PLANERKA_SMTP_URL`.",
        "Whom letters come from: `Planerka <sales@company.example>`; without it the user of `PLANERKA_SMTP_URL`.",
    ),
    "webhook_private": T(
        "Можно ли слать сообщения на адреса внутренней сети и по http этой машине.",
        "Whether messages may be posted to addresses of the inner net, and over http to this very machine.",
    ),
}
