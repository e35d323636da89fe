"""What each code of an error means to whoever runs the service, and what to do."""

from core.i18n import T

CODES: dict[str, tuple[T, T]] = {
    "not_shared": (
        T("таблица не открыта нашему аккаунту", "the spreadsheet is not shared with our account"),
        T(
            "«Поделиться» с адресом из `planerka status`, право «Редактор»",
            "share it with the address that `planerka status` names, as Editor",
        ),
    ),
    "read_only": (
        T("открыта только на чтение", "shared for reading only"),
        T("дать право «Редактор»", "make our account an Editor"),
    ),
    "trashed": (
        T("таблица в корзине", "the spreadsheet is in the bin"),
        T("вернуть или `planerka disconnect`", "take it out, or `planerka disconnect`"),
    ),
    "full": (
        T("в таблице кончилось место: 10 млн ячеек", "the spreadsheet is full: 10 million cells"),
        T("удалить лишние вкладки и пустые строки", "delete spare tabs and empty rows"),
    ),
    "protected": (
        T("наша вкладка защищена человеком", "someone protects a tab of ours"),
        T("снять защиту или впустить наш аккаунт", "lift the protection, or let our account in"),
    ),
    "key": (
        T(
            "ключ Google не принят: отозван, испорчен или его нет",
            "Google's key is not accepted: revoked, damaged or missing",
        ),
        T(
            "`planerka doctor`; новый ключ: `planerka connect АДРЕС --key`",
            "`planerka doctor`; a new key: `planerka connect URL --key`",
        ),
    ),
    "refused": (
        T("Google не принял наш запрос — ошибка программы", "Google refused what we asked: an error of the program"),
        T(
            "журнал разработчикам; книга отложена, остальные идут",
            "send the log to the developers; the workbook is put off, the others go on",
        ),
    ),
    "quota": (
        T("квота Google на эту минуту роздана", "Google's quota of this minute is given away"),
        T(
            "пройдёт само; если часто — ещё один сервисный аккаунт",
            "passes by itself; if it is frequent, another service account",
        ),
    ),
    "outage": (
        T("Google не отвечает", "Google does not answer"),
        T("пройдёт само; иначе сеть и прокси машины", "passes by itself; else the machine's network and proxy"),
    ),
    "late": (
        T("обновление не уложилось в четыре минуты", "a refresh took over four minutes"),
        T(
            "пройдёт само; если часто — больше процессора или меньше `PLANERKA_WORKERS`",
            "passes by itself; if it is frequent, more processor or fewer `PLANERKA_WORKERS`",
        ),
    ),
    "stopped": (
        T("службу остановили посреди обновления", "the service was stopped amid a refresh"),
        T("ничего: повторится при запуске", "nothing: it is done again at the start"),
    ),
    "lease_lost": (
        T("обновление долго стояло, его взял другой процесс", "a refresh stood still and another process took it over"),
        T(
            "ничего; если часто — машине не хватает памяти или процессора",
            "nothing; if it is frequent, the machine lacks memory or processor",
        ),
    ),
    "nothing": (
        T("в книге нет ни одной нашей вкладки", "the workbook has no tab of ours"),
        T(
            "вернуть вкладки или взять шаблон: `planerka template`",
            "put the tabs back or start from `planerka template`",
        ),
    ),
    "not_found": (
        T("файла нет", "the file is not there"),
        T("проверить путь в сообщении", "check the path in the message"),
    ),
    "unreadable": (
        T("файл не книга или повреждён", "the file is no workbook, or is damaged"),
        T("открыть в Excel и сохранить заново как .xlsx", "open it in Excel and save it as .xlsx again"),
    ),
    "busy": (
        T("файл отчётов открыт в другой программе", "the report file is open elsewhere"),
        T("закрыть его", "close it"),
    ),
    "store_closed": (
        T("база не открывается", "the database cannot be opened"),
        T(
            "адрес, права, свободное место; драйвер PostgreSQL",
            "its address, its rights, free space; the driver of PostgreSQL",
        ),
    ),
    "store_outdated": (
        T("таблицы базы от прежней версии", "the tables are of an older version"),
        T("`planerka backup`, затем `planerka db upgrade`", "`planerka backup`, then `planerka db upgrade`"),
    ),
    "store_newer": (
        T("таблицы от более новой версии или чужие", "the tables are of a newer version, or another program's"),
        T("обновить программу; для чужой базы — своя", "upgrade the program; give it a database of its own"),
    ),
    "store_busy": (
        T("базу держит другой процесс", "another process holds the database"),
        T("остановить службу и повторить", "stop the service and try again"),
    ),
    "store_not_empty": (
        T("база для восстановления не пуста", "the database to restore into is not empty"),
        T("сделать её копию и `planerka restore --force`", "back it up, then `planerka restore --force`"),
    ),
    "backup_failed": (
        T("копия не записана", "the backup was not written"),
        T("место и права там, куда пишется", "space and rights where it is written"),
    ),
    "backup_damaged": (
        T("копия повреждена или это не копия", "the backup is damaged or is none"),
        T("взять другую; база не тронута", "take another; the database is untouched"),
    ),
    "backup_newer": (
        T("копия от более новой версии", "the backup is of a newer version"),
        T("обновить программу", "upgrade the program"),
    ),
    "no_secret_key": (
        T(
            "`PLANERKA_SECRET_KEY` не задан или короче 32 знаков",
            "`PLANERKA_SECRET_KEY` is not given, or under 32 characters",
        ),
        T("задать прежний; первый раз — сделать новый", "give the old one; the first time make one"),
    ),
    "wrong_secret_key": (
        T("`PLANERKA_SECRET_KEY` не тот", "`PLANERKA_SECRET_KEY` is another one"),
        T("вернуть прежний или подключить ключи Google заново", "put the old one back, or give Google's keys again"),
    ),
    "unknown_secret": (
        T("ключа с таким именем в базе нет", "the database has no key of that name"),
        T("`planerka connect АДРЕС --key`", "`planerka connect URL --key`"),
    ),
    "unknown": (
        T("книги с таким номером нет", "there is no workbook of that number"),
        T("номера показывает `planerka status`", "`planerka status` shows the numbers"),
    ),
    "already_connected": (T("таблица уже подключена", "the spreadsheet is connected already"), T("ничего", "nothing")),
    "no_address": (
        T("это не адрес таблицы Google", "that is no address of a Google spreadsheet"),
        T("скопировать адрес из браузера целиком", "copy the whole address from the browser"),
    ),
    "unknown_person": (
        T("такого логина нет", "nobody has that login"),
        T("`planerka users list`", "`planerka users list`"),
    ),
    "person_exists": (
        T("логин занят", "the login is taken"),
        T("другой логин или `planerka users password`", "another login, or `planerka users password`"),
    ),
    "bad_person": (
        T("логин, роль или имя менеджера не подходит", "the login, the role or the manager's name does not fit"),
        T("исправить по сообщению", "mend it as the message says"),
    ),
    "last_admin": (
        T("это последний администратор", "this is the last administrator"),
        T("сначала добавить другого", "add another one first"),
    ),
    "weak_password": (
        T("пароль слишком простой", "the password is too weak"),
        T("от 12 знаков, не логин", "12 characters or more, and not the login"),
    ),
    "unknown_key": (
        T("ключа с таким началом нет", "no key begins so"),
        T("`planerka keys list`", "`planerka keys list`"),
    ),
    "store": (
        T("другая ошибка базы", "another error of the database"),
        T("журнал разработчикам", "send the log to the developers"),
    ),
    "error": (
        T("ошибка программы", "an error of the program"),
        T("журнал разработчикам", "send the log to the developers"),
    ),
    "bad_address": (
        T("службы нет по адресу, до которого дотянется Google", "Google cannot reach the service at that address"),
        T(
            "`PLANERKA_PUBLIC_URL` с https, открытый из интернета",
            "`PLANERKA_PUBLIC_URL` with https, open to the internet",
        ),
    ),
    "not_sent": (
        T("письмо или сообщение не принято", "a letter or message was not accepted"),
        T(
            "адрес и `PLANERKA_SMTP_URL`; причина — в сообщении",
            "the address and `PLANERKA_SMTP_URL`; the message says why",
        ),
    ),
    "not_sent_yet": (
        T("получатель не ответил", "the receiver did not answer"),
        T("повторится само", "it is tried again by itself"),
    ),
    "sign_in_refused": (
        T("вход через Google отклонён", "a sign-in with Google was refused"),
        T("список людей и `PLANERKA_GOOGLE_ALLOWED_…`", "the list of people and `PLANERKA_GOOGLE_ALLOWED_…`"),
    ),
    "title_taken": (
        T("в таблице уже есть вкладка с таким названием", "the spreadsheet already has a tab of that title"),
        T("переименовать её или заполнить вместо новой", "rename it, or fill it in the place of a new one"),
    ),
}
