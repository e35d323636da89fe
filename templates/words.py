"""The sentences of the first tab."""

from typing import NamedTuple

from core.i18n import T


class Section(NamedTuple):
    title: T
    sentences: tuple[T, ...]


TITLE = T("Планёрка: как начать", "Planerka: how to start")
EXAMPLE = T(
    "Это заполненный пример: вымышленная компания продаёт складское и офисное оборудование, дата отчёта 31.03.2026. "
    "Десятка два ячеек испорчены нарочно — посмотрите, как их находит отчёт «Ревизия».",
    "This is a filled example: an invented company sells warehouse and office equipment, the report date is "
    "2026-03-31. Some two dozen cells are spoiled on purpose: see how the Revision report finds them.",
)

BEFORE = (
    Section(
        T("Что это", "What this is"),
        (
            T(
                "Рабочая книга отдела продаж. Менеджеры пишут строки на белых вкладках, руководитель открывает отчёты: "
                "они появляются сами на цветных вкладках и готовы к планёркам в 9, 11, 14 и 16 часов.",
                "The workbook of a sales department. Managers type rows into the white tabs, the head opens the "
                "reports: they appear by themselves on coloured tabs, ready for the meetings at 9, 11, 14 and 16.",
            ),
        ),
    ),
    Section(
        T("В первый день хватит трёх вкладок", "On the first day three tabs are enough"),
        (
            T(
                "1. «Метрика дня» — одна строка на менеджера в день: сколько звонков, встреч, заявок, КП.",
                "1. Daily metrics: one row a manager a day: how many calls, meetings, applications, proposals.",
            ),
            T(
                "2. «Счета» — вставьте неоплаченные счета из 1С и дописывайте новые.",
                "2. Invoices: paste the unpaid invoices from your accounts, then add new ones.",
            ),
            T(
                "3. «Оплаты» — каждое поступление отдельной строкой, возврат с минусом.",
                "3. Payments: each payment in a row of its own, a refund with a minus.",
            ),
            T(
                "Уже по ним есть отчёты «День», «Показатели», «Деньги», «Соотношения» и «ABC-XYZ». "
                "Добавите «Сделки» — появятся воронка, пайплайн, сроки, отказы и прогноз. Остальное по желанию.",
                "These alone give the Day, Metrics, Money, Ratios and ABC-XYZ reports. Add Deals and you get the "
                "funnel, the pipeline, durations, refusals and the forecast. The rest is up to you.",
            ),
        ),
    ),
)

TABS = T("Вкладки", "The tabs")
TAB_HEADINGS = (T("Вкладка", "Tab"), T("Для чего", "What for"), T("Когда и что откроет", "When, and what it opens"))
_FIRST = T("С первого дня.", "From the first day.")
_PREFILLED = T("Уже заполнено: поправьте под себя.", "Filled already: make it yours.")
WHEN = {
    "daily_metrics": _FIRST,
    "invoices": _FIRST,
    "payments": _FIRST,
    "stages": _PREFILLED,
    "lists": _PREFILLED,
    "recommendations": _PREFILLED,
    "settings": _PREFILLED,
}
OPENS = {
    "deals": T("Воронка, пайплайн, сроки, отказы, прогноз.", "Funnel, pipeline, durations, refusals, forecast."),
    "hot_clients": T("Кто близок к оплате, если сделки ещё нет.", "Who is close to payment without a deal yet."),
    "clients": T("Срезы воронки, регионы, чей клиент.", "Funnel slices, regions, whose client it is."),
    "lines": T("Продажи по товарам, что предложить ещё.", "Product sales, what to offer next."),
    "stakeholders": T("Матрица отношений.", "The relation matrix."),
    "reviews": T("Звонки и переклички, распорядок руководителя.", "Calls and roll calls, the head's daily rhythm."),
    "managers": T("Новички, ушедшие, отпуска.", "Newcomers, leavers, holidays."),
    "targets": T("План, процент выполнения, сколько осталось.", "The plan, its percentage, what is left."),
    "products": T("Что не продаётся.", "What does not sell."),
    "fx": T("Только если есть счета в валюте.", "Only for invoices in other currencies."),
}

AFTER = (
    Section(
        T("Как заполнять", "How to fill"),
        (
            T(
                "Звёздочка * в заголовке: колонку надо заполнить, без неё строка не считается. Остальные — по желанию.",
                "An asterisk * in a heading: fill this column, or the row does not count. The others are optional.",
            ),
            T(
                "Наведите на заголовок — появится подсказка. Плюс над колонками раскрывает дополнительные.",
                "Point at a heading to see its note. The plus above the columns opens the further ones.",
            ),
            T(
                "Пусто — это не ноль: если звонков не было, напишите 0. Название клиента пишите всегда одинаково.",
                "Blank is not zero: if there were no calls, type 0. Spell a client's name always the same.",
            ),
            T(
                "Колонки можно переставлять и добавлять свои; заголовки не переименовывайте. "
                "Каждому менеджеру можно дать свою вкладку: «Сделки Иванова», «Сделки Петрова» сложатся вместе.",
                "You may move columns and add your own; do not rename the headings. Each manager may have a tab: "
                "“Deals Smith” and “Deals Jones” are put together.",
            ),
        ),
    ),
    Section(
        T("Как появятся отчёты", "How the reports appear"),
        (
            T(
                "В таблице на диске: меню «Планёрка» → «Обновить». Дальше — сами, перед каждой планёркой.",
                "In an online sheet: menu Planerka → Refresh. After that by themselves, before each meeting.",
            ),
            T(
                "В книге на компьютере: кнопка «Обновить отчёты» или одна команда, она описана в документации.",
                "In a file on a computer: the button “Refresh reports”, or one command; see the documentation.",
            ),
            T(
                "Отчёт появляется, когда для него есть данные. Чего не хватает, написано в «Сводке».",
                "A report appears once it has data. The Summary says what is missing.",
            ),
        ),
    ),
    Section(
        T("О чём не беспокоиться", "What not to worry about"),
        (
            T(
                "Ваши вкладки мы только читаем и никогда не меняем: ваши формулы, цвета и заметки останутся.",
                "Your tabs are only read, never changed: your formulas, colours and notes stay.",
            ),
            T(
                "Ошибка в ячейке ничего не сломает: её назовёт отчёт «Ревизия», а остальные строки посчитаются.",
                "A mistake in a cell breaks nothing: the Revision report names it, and all other rows count.",
            ),
            T(
                "Даты и суммы пишите как привыкли: 31.03.2026, 1 234,50 ₽. Пустые строки и «Итого» мы пропустим.",
                "Write dates and sums as you usually do: 2026-03-31, 1,234.50. Blank rows and totals are skipped.",
            ),
            T(
                "Даты этапов сделки можно не заполнять: перемещения по этапам запомним сами.",
                "The dates of a deal's stages may stay blank: its moves are remembered.",
            ),
        ),
    ),
)
