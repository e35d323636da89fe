"""What an adapter says when a workbook cannot be read or its reports cannot be written."""

from core.i18n import T

NO_FILE = T("Нет файла «{path}». Проверьте имя и папку.", "There is no file “{path}”. Check its name and folder.")
NOT_A_WORKBOOK = T(
    "«{name}» — не книга Excel. Нужен файл .xlsx или .xlsm.",
    "“{name}” is not an Excel workbook. An .xlsx or .xlsm file is needed.",
)
OLD_FORMAT = T(
    "«{name}» — книга старого вида (.xls, .xlsb или .ods). Откройте её и сохраните как «Книга Excel (.xlsx)».",
    "“{name}” is a workbook of another kind (.xls, .xlsb or .ods). Open it and save it as “Excel Workbook (.xlsx)”.",
)
PASSWORD = T(
    "Книга «{name}» закрыта паролем. Снимите его (Файл → Сведения → Защита книги) и повторите.",
    "The workbook “{name}” has a password. Remove it (File → Info → Protect Workbook) and try again.",
)
DAMAGED = T(
    "Книга «{name}» повреждена или сохранена не до конца. Откройте её в Excel, сохраните заново и повторите.",
    "The workbook “{name}” is damaged or was not saved to its end. Open it in Excel, save it again and retry.",
)
TOO_BIG = T(
    "Книга «{name}» слишком велика: в распакованном виде больше {limit} МБ. Разделите её или удалите лишние листы.",
    "The workbook “{name}” is too big: more than {limit} MB unpacked. Split it or delete what is not needed.",
)
TOO_WIDE = T(
    "На вкладке «{tab}» заполнена ячейка {cell}, очень далеко от таблицы. Удалите лишние строки и столбцы.",
    "On the tab “{tab}” the cell {cell}, very far from the table, is filled. Delete the needless rows and columns.",
)
NO_ACCESS = T(
    "Нет доступа к файлу «{path}». Закройте его в других программах или попросите права на чтение.",
    "There is no access to the file “{path}”. Close it in other programs or ask for the right to read it.",
)
NO_FOLDER = T("Нет папки «{path}» для файла отчётов.", "There is no folder “{path}” for the report file.")
OWN_FILE = T(
    "«{path}» — ваша книга, она не перезаписывается. Дайте отчётам другое имя файла.",
    "“{path}” is your own workbook, which is never rewritten. Give the reports another file name.",
)
NOT_OURS = T(
    "Файл «{path}» создан не Планёркой и не будет перезаписан. Дайте отчётам другое имя файла.",
    "The file “{path}” was not made by Planerka and will not be rewritten. Give the reports another file name.",
)
OPEN_ELSEWHERE = T(
    "Файл отчётов «{name}» открыт в другой программе. Закройте его и повторите; прежние отчёты на месте.",
    "The report file “{name}” is open in another program. Close it and try again; the old reports are kept.",
)
LOCK_LEFT = T(
    "Файл отчётов «{name}» открыт (рядом лежит «{lock}»). Закройте его и повторите; "
    "если он нигде не открыт, удалите «{lock}».",
    "The report file “{name}” is open (“{lock}” lies beside it). Close it and try again; "
    "if it is open nowhere, delete “{lock}”.",
)
NOT_WRITTEN = T(
    "Не удалось записать «{path}»: {reason}. Прежние отчёты на месте.",
    "“{path}” could not be written: {reason}. The old reports are kept.",
)
