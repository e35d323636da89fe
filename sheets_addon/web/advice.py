"""What to do about each kind of problem, in a sentence; the problem itself says what was found and what is expected."""

from core.i18n import T
from core.report import Problem

ADVICE: dict[str, T] = {
    "missing": T(
        "Впишите значение. Если его нет, удалите строку: она не считается.",
        "Fill it in. If there is nothing to fill in, delete the row: it does not count.",
    ),
    "missing_any": T("Достаточно одного из названных полей.", "One of the fields that are named is enough."),
    "error_cell": T(
        "Почините формулу или вставьте вместо неё значение (Ctrl+Shift+V).",
        "Mend the formula, or paste its value in its place (Ctrl+Shift+V).",
    ),
    "not_calculated": T(
        "Откройте книгу в Excel, сохраните её и обновите отчёты: значения формул запишутся в файл.",
        "Open the workbook in Excel, save it and refresh: the values of the formulas are then in the file.",
    ),
    "not_number": T("Оставьте в ячейке одно число без слов.", "Leave one number in the cell, without words."),
    "date_not_number": T(
        "Таблица приняла число за дату: впишите его заново в числовом формате.",
        "The spreadsheet took the number for a date: type it again in a number format.",
    ),
    "ambiguous_number": T(
        "Напишите число без разделителя тысяч, например 1234.",
        "Write the number without a separator of thousands, such as 1234.",
    ),
    "not_whole": T("Здесь считают штуки: впишите целое.", "Things are counted here: type a whole number."),
    "below": T("Проверьте знак и порядок числа.", "Check the sign and the size of the number."),
    "above": T("Проверьте порядок числа: нет ли лишнего нуля.", "Check the size of the number: a zero too many?"),
    "odd_percent": T(
        "Ставьте знак % у каждого значения столбца — вопросов не останется.",
        "Put a % sign to every value of the column, and no doubt is left.",
    ),
    "not_date": T("Впишите дату, например 31.03.2026.", "Type a date, such as 2026-03-31."),
    "impossible_date": T("Исправьте день или месяц.", "Mend the day or the month."),
    "ambiguous_date": T(
        "Пишите 2026-03-31 или задайте locale во вкладке «Настройки».",
        "Write 2026-03-31, or set locale in the tab Settings.",
    ),
    "date_out_of_range": T("Чаще всего опечатка в годе.", "Mostly a slip in the year."),
    "not_yesno": T("Впишите «да» или «нет», пусто — нет.", "Write yes or no; blank is no."),
    "not_choice": T("Выберите значение из списка в ячейке.", "Choose a value from the list in the cell."),
    "not_currency": T("Три латинские буквы: RUB, USD, EUR.", "Three letters, such as USD."),
    "other_currency": T(
        "Впишите валюту в столбец «Валюта», а курс — на вкладку «Курсы».",
        "Type the currency in the column Currency, and its rate on the tab FX.",
    ),
    "repeated_key": T(
        "Если строка вставлена дважды, удалите лишнюю; если это разные, дайте разные номера.",
        "If a row was pasted twice, delete one; if they are two, give them different numbers.",
    ),
    "outside_list": T(
        "Исправьте опечатку или добавьте значение в справочник.",
        "Mend the slip, or add the value to its list.",
    ),
    "total_row": T("Ничего делать не нужно.", "Nothing has to be done."),
    "no_header": T(
        "Верните строку заголовков в первые десять строк вкладки.",
        "Put the row of headers back into the first ten rows of the tab.",
    ),
    "missing_column": T(
        "Верните столбец или его название. Без него не считаются только блоки, которым он нужен.",
        "Put the column or its name back. Only the tables that need it are not computed.",
    ),
    "missing_any_column": T("Добавьте хотя бы один из столбцов.", "Add at least one of the columns."),
    "repeated_header": T(
        "Удалите или переименуйте лишний столбец, если взят не тот.",
        "Delete or rename the other column if the wrong one was taken.",
    ),
    "similar_tab": T("Переименуйте вкладку, если это она.", "Rename the tab if it is the one."),
    "copy_tab": T("Удалите копию или назовите её иначе.", "Delete the copy, or name it otherwise."),
    "unknown_parameter": T("Проверьте название параметра.", "Check the parameter's name."),
    "bad_parameter": T(
        "Исправьте значение; пока действует значение по умолчанию.",
        "Mend the value; until then the default is used.",
    ),
    "near_duplicate": T(
        "Если это одно и то же, пишите одинаково: иначе сумма делится на двоих.",
        "If they are the same, spell them the same: the sum is split between two now.",
    ),
    "wrong_alphabet": T(
        "Перепишите имя одной раскладкой: на вид оно то же, для таблицы — другое.",
        "Type the name again in one alphabet: it looks the same but is another name.",
    ),
    "stage_unknown": T(
        "Назовите этап как во вкладке «Этапы» или добавьте его туда.",
        "Name the stage as the tab Stages does, or add it there.",
    ),
    "pipeline_unknown": T(
        "Назовите воронку как во вкладке «Этапы» или добавьте её туда.",
        "Name the pipeline as the tab Stages does, or add it there.",
    ),
    "status_against_stage": T("Исправьте статус или этап.", "Mend the status or the stage."),
    "reason_against_stage": T("Сотрите причину или исправьте этап.", "Delete the reason, or mend the stage."),
    "closed_missing": T(
        "Впишите дату закрытия: без неё сделки нет ни в одной сумме по датам.",
        "Fill in the closing date: without it the deal is in no figure by date.",
    ),
    "closed_while_open": T("Сотрите дату или закройте сделку.", "Clear the date, or close the deal."),
    "reason_while_not_lost": T(
        "Сотрите причину или поставьте «Проиграна».", "Clear the reason, or set the status to Lost."
    ),
    "stage_column_unknown": T(
        "Переименуйте столбец в «Дата: этап» с названием из вкладки «Этапы».",
        "Rename the column to “Date: stage” with a name of the tab Stages.",
    ),
    "stage_repeated": T("Оставьте этап один раз.", "Leave the stage once."),
    "closed_before_created": T("Одна из двух дат неверна.", "One of the two dates is wrong."),
    "paid_before_created": T(
        "Проверьте дату создания: оплата пришла раньше.", "Check the creation date: the payment came earlier."
    ),
    "stage_dates_backwards": T(
        "Даты этапов должны идти по порядку этапов.", "Dates of stages follow the order of the stages."
    ),
    "deal_unknown": T("Проверьте номер сделки.", "Check the deal's number."),
    "invoice_unknown": T("Проверьте номер счёта.", "Check the invoice's number."),
    "no_rate": T(
        "Впишите курс этой валюты на эту дату во вкладку «Курсы».",
        "Fill in the currency's rate for that date in the tab FX.",
    ),
    "two_rows": T("Оставьте одну строку на день.", "Leave one row a day."),
    "fewer_calls": T("Во «Всего звонков» входят и холодные.", "All calls include the cold ones."),
    "unknown_metric": T(
        "Назовите показатель как столбец «Метрики дня»: без этого план не учтён.",
        "Name the metric as a column of Daily metrics: until then the plan does not count.",
    ),
    "unknown_manager": T("Проверьте, так ли пишется имя.", "See whether the name is spelt so."),
    "absence": T("Пишите дни так: 01.07–14.07; 03.08.", "Write the days like this: 01.07–14.07; 03.08."),
}
"""By the problem's code; of every code of intake (a test compares), and of those that the metrics raise."""

OTHERWISE = T(
    "Откройте ячейку и сверьте её с тем, что ожидается.", "Open the cell and compare it with what is expected."
)


def advice(problem: Problem) -> T:
    return ADVICE.get(problem.code, OTHERWISE)
