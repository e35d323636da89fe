from core.i18n import T
from core.tables.declare import Column, Extra, Table


def _count(id: str, ru: str, help: T) -> Column:
    return Column(id, ru, "count", minimum=0, help=help)


DAILY_METRICS = Table(
    id="daily_metrics",
    title=T("Метрика дня", "Daily metrics"),
    order=10,
    aliases=("Метрики дня", "Показатели дня"),
    help=T(
        "Одна строка на менеджера в день; дополняется к 11, 14 и 16 часам.",
        "One row a manager a day, topped up to 11, 14 and 16 o'clock.",
    ),
    columns=(
        Column("date", "Дата", "date", required=True, help=T("День работы.", "The day worked.")),
        Column(
            "manager",
            "Менеджер",
            required=True,
            values_from="managers.manager",
            aliases=("Ответственный", "Сотрудник"),
            help=T("Кто работал.", "Who worked."),
        ),
        _count(
            "cold_calls", "Холодные звонки", T("Звонки тем, кто нас не ждал.", "Calls to people who did not expect us.")
        ),
        _count(
            "calls",
            "Звонки",
            T(
                "Все звонки вместе с холодными; пусто — только холодные.",
                "All calls, cold ones included; blank means only cold ones.",
            ),
        ),
        _count(
            "conversations",
            "Предметные разговоры",
            T("Разговоры по делу с тем, кто решает.", "Talks on the matter with someone who decides."),
        ),
        _count("meetings", "Встречи", T("Проведённые встречи.", "Meetings held.")),
        _count("applications", "Заявки", T("Полученные заявки.", "Applications received.")),
        _count("proposals", "КП", T("Отправленные коммерческие предложения.", "Proposals sent.")),
        _count(
            "invoices", "Счета", T("Пусто — посчитаем по вкладке «Счета».", "Blank: counted from the Invoices tab.")
        ),
        _count(
            "deals",
            "Сделки",
            T("Выигранные; пусто — посчитаем по вкладке «Сделки».", "Won; blank: counted from the Deals tab."),
        ),
        _count(
            "payments", "Оплаты", T("Пусто — посчитаем по вкладке «Оплаты».", "Blank: counted from the Payments tab.")
        ),
        Column(
            "absent",
            "Отсутствовал",
            "yesno",
            help=T("Да — отпуск, больничный: отчёта не ждём.", "Yes: away, no report expected."),
        ),
    ),
    extra=Extra(
        "number", help=T("Любой ещё числовой столбец — тоже показатель.", "Any further numeric column is a metric too.")
    ),
    suffix_fills="manager",
)
