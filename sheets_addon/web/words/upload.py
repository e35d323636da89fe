"""Words of the page on which a workbook is sent as a file."""

from core.i18n import T

UPLOAD = T("Загрузить файл", "Upload a file")
AGAIN = T("Загрузить новую версию", "Upload a new version")
INTRO = T(
    "Те же отчёты без Google: пришлите книгу Excel (.xlsx), заполненную как шаблон Планёрки.",
    "The same reports without Google: send an Excel workbook (.xlsx) filled in as Planerka's template is.",
)
AGAIN_INTRO = T(
    "Отчёты «{title}» будут посчитаны заново по новому файлу. Если с ним что-то не так, останутся прежние.",
    "The reports of “{title}” are computed anew from the new file. If something is wrong with it, the old ones stay.",
)
NOT_KEPT = T(
    "Сам файл и его ячейки не хранятся — только посчитанные отчёты и замечания к ячейкам.",
    "The file and its cells are not kept, only the computed reports and the problems found in cells.",
)
FILE = T("Файл .xlsx", "The .xlsx file")
FILE_HELP = T("Не больше {limit} МБ, без макросов и пароля.", "At most {limit} MB, without macros or a password.")
TITLE = T("Название книги", "The workbook's title")
TITLE_HELP = T("Пусто — по имени файла.", "Blank: the file's name.")
SEND = T("Загрузить и посчитать", "Upload and compute")
TAKES = T(
    "Большая книга считается до минуты; страница откроется сама.",
    "A large workbook takes up to a minute; the page opens by itself.",
)

NO_FILE = T("Выберите файл.", "Choose a file.")
BUSY = T(
    "Сейчас считаются другие файлы. Загрузите этот через минуту.",
    "Other files are being computed. Send this one in a minute.",
)
NO_TABS = T(
    "В файле нет ни одной вкладки Планёрки («Сделки», «Оплаты» и другие). Назовите вкладки как в шаблоне.",
    "The file has no tab of Planerka (“Deals”, “Payments” and others). Name the tabs as in the template.",
)
DONE = T(
    "Отчёты «{title}» посчитаны по файлу «{name}».", "The reports of “{title}” are computed from the file “{name}”."
)
