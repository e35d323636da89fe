"""What the four Russian source texts ask for, and the report, block or function that answers each sentence."""

from typing import NamedTuple

from core.i18n import T


class Asked(NamedTuple):
    """``quote`` stands in the source word for word; ``answers`` are report ids, ``report.block``, or functions."""

    quote: str
    answers: tuple[str, ...]


TITLES = {
    "000": T("Отчёты отдела продаж", "Reports of a sales department"),
    "001": T("Контроль и отчётность", "Control and reporting"),
    "002": T("5 простых инструментов руководителя отдела продаж", "Five simple tools of a head of sales"),
    "003": T("Анализ продаж и воронки", "Analysis of sales and of the funnel"),
}


def _asked(quote: str, answers: str) -> Asked:
    return Asked(quote, tuple(answers.split()))


SEEDS: dict[str, tuple[Asked, ...]] = {
    "000": (
        _asked("большое количество показателей работы отдела продаж", "daily_metrics daily_metrics.dynamics"),
        _asked("новые клиенты компании", "funnel_slices.slices funnel.cohorts FUNNEL_CONVERSION FUNNEL_TABLE"),
        _asked(
            "Полная информация о текущих клиентах и покупках помогает вовремя делать повторные продажи",
            "current_clients NEXT_PURCHASE_DATE",
        ),
        _asked(
            "Отслеживайте, какие из них нужны клиентам больше всего, а какие менее",
            "products.ranking funnel_slices.slices PRODUCT_RANKING",
        ),
        _asked("каналы, с помощью которых привлекаются клиенты", "funnel_slices.slices regions.channels COMPARE_RATES"),
        _asked("пол, возраст, семейное положение, род занятий", "funnel_slices.slices"),
        _asked("показывает пробелы в знаниях и трудности в работе персонала", "managers.steps managers.training"),
        _asked("корректировать маркетинговую политику по регионам", "regions regions.channels"),
        _asked("Планируемые оплаты на ближайшие 7 дней", "day.managers day.calendar PAYMENTS_PLANNED DAY_REPORT"),
        _asked("Поступившие суммы за текущий день", "day.managers summary.today PAYMENTS_RECEIVED"),
        _asked("Планируемые платежи на завтра", "day.managers summary.today PAYMENTS_PLANNED"),
        _asked("Сводка по результатам менеджеров на конкретный день", "day.board summary.board DAY_REPORT"),
        _asked("ежедневные собрания в начале дня", "summary rhythm"),
        _asked("желательно в 11, 14 и 16 часов", "rhythm changes"),
        _asked("возможность своевременно корректировать действия продажников", "summary.attention changes"),
        _asked("объем покупок (группа ABC)", "abc_xyz.clients ABC_CLASS"),
        _asked("частоту покупок каждого клиента (группа XYZ)", "abc_xyz.clients XYZ_CLASS XYZ_CV"),
        _asked("приносит до 70% прибыли", "abc_xyz.matrix ABC_XYZ_MATRIX"),
        _asked("По остальным группам делаем следующие рекомендации", "abc_xyz.groups hot_clients"),
        _asked("фиксируйте перемещение клиентов по категориям", "abc_xyz_moves.abc abc_xyz_moves.movers ABC_XYZ_MOVES"),
        _asked("как они перемещаются между категориями X, Y и Z", "abc_xyz_moves.xyz ABC_XYZ_MOVES"),
        _asked(
            "Перемещение контрагентов можно отслеживать по продуктам и по продающим менеджерам",
            "abc_xyz_moves.products abc_xyz_moves.managers",
        ),
        _asked("Контролируйте и улучшайте показатели вашего бизнеса", "summary.kpis summary.gap CHANGE_DRIVERS"),
    ),
    "001": (
        _asked("Количество звонков, встреч, счетов, сделок и так далее", "daily_metrics.day daily_metrics.month"),
        _asked("Такой отчет даст Вам наглядную картинку по каждому человеку", "daily_metrics.day daily_metrics.focus"),
        _asked("собирать только тех клиентов, кто близок к оплате", "hot_clients HOT_CLIENTS"),
        _asked("По ним необходимо работать наиболее детально и плотно", "hot_clients summary.attention"),
        _asked("собирайте информацию по приходу денег", "finance.months PAYMENTS_RECEIVED"),
        _asked("по дебиторской задолженности", "finance.aging finance.debtors RECEIVABLES_TOTAL AGING_TABLE"),
        _asked("по объемам выставленных счетов", "finance.months INVOICED_TOTAL"),
        _asked("Можете разбить этот отчет по сотрудникам", "finance.managers"),
        _asked("Средняя продолжительность сделок", "durations.deals AVG_DEAL_DAYS"),
        _asked(
            "с момента появления клиента в базе и до момента оплаты счеты (подписания договора)",
            "durations.deals AVG_DEAL_DAYS",
        ),
        _asked("прогнозировать объемы продаж в будущем", "forecast.activity forecast.months SALES_VELOCITY"),
        _asked("сколько холодных звонков порождают 1 предметный разговор", "ratios.chain UNITS_PER_RESULT RATIO_CHAIN"),
        _asked("сколько звонков приносят одну встречу", "ratios.chain RATIO_CHAIN CONVERSION_RATE"),
        _asked("сколько звонков приносят одну заявку", "ratios.chain RATIO_CHAIN"),
        _asked("сколько заявок приносят один счет", "ratios.chain RATIO_CHAIN"),
        _asked("сколько счетов приносят одну оплату", "ratios.chain RATIO_CHAIN CONVERSION_LOW CONVERSION_HIGH"),
        _asked("дает возможность прогнозировать динамику продаж", "ratios.months forecast.activity RUN_RATE"),
        _asked("Еженедельная ревизия базы сотрудников", "reviews.revisions data_quality rhythm"),
        _asked("Визуальный осмотр качества работы с информацией", "data_quality.sample"),
        _asked("Сбор контактной информации", "data_quality.discipline"),
        _asked("заполнение всех полей", "data_quality.discipline DATA_QUALITY_SCORE"),
        _asked("качество комментариев", "data_quality.discipline data_quality.sample"),
        _asked("своевременность отработки задач", "data_quality.discipline"),
        _asked("реализация алгоритма продаж", "data_quality.discipline"),
        _asked("Ежедневный мониторинг записей звонков", "reviews rhythm"),
        _asked("все ли говорят, отрабатывают ли возражения, задают ли необходимые вопросы", "reviews"),
        _asked("Минимум 1 раз в день проводите перекличку в своей группе", "reviews rhythm"),
    ),
    "002": (
        _asked("улучшить качество работы с клиентами", "pipeline_clients relations"),
        _asked("четко ставить задачи, которые приведут к успешной реализации сделки", "pipeline_clients hot_clients"),
        _asked(
            "выделять сделки, требующие особого внимания, как со стороны продавца, так и со стороны руководителя",
            "summary.attention pipeline_clients durations.stuck",
        ),
        _asked("оценивать глубину работы с ключевыми клиентами", "relations RELATION_MATRIX COVERAGE_RATE"),
        _asked("оценивать активность продавца по основным направлениям продаж", "directions.managers"),
        _asked("спланировать объем поступления прибыли", "forecast.months SALES_FORECAST FORECAST_BACKTEST"),
        _asked("четко отслеживать статусы и состояния сделок", "pipeline_forecast changes"),
        _asked("на сколько охвачена клиентская база Продуктами компании", "directions DIRECTION_MATRIX"),
        _asked("показывающее уровень работы с конкретным клиентом", "relations RELATION_MATRIX"),
        _asked("оценить охват целевых ЛПР в Заказчике", "relations COVERAGE_RATE"),
        _asked("Все строки можно развернуть и детализировать", "pipeline_forecast PIPELINE_BY_MONTH"),
        _asked("Pipeline в разрезе этапов показывает сколько сделок", "pipeline_stages PIPELINE_BY_STAGE"),
        _asked("как конкретный сотрудник выглядит на фоне остальных", "pipeline_stages managers.steps"),
        _asked("какие сделки и по каким клиентам ведет каждый сотрудник", "pipeline_clients PIPELINE_BY_CLIENT"),
        _asked("оценки количества и качества возможных сделок", "summary.kpis WEIGHTED_PIPELINE"),
        _asked("анализа текущего состояния сделок", "funnel.stages FUNNEL_TABLE"),
        _asked("но и суммы этих сделок", "funnel.stages pipeline_stages"),
        _asked("в классическом исполнении и в виде диаграммы", "funnel.stages"),
    ),
    "003": (
        _asked("какие товары продаются лучше, а какие хуже", "products.ranking PRODUCT_RANKING"),
        _asked("Какие комплекты товаров пользуется наибольшей популярностью", "products.bundles PRODUCT_BUNDLES"),
        _asked("клиенты ещё покупают вместе с конкретным товаром", "products.also_bought ALSO_BOUGHT"),
        _asked("в каких регионах продажи идут лучше и почему это так происходит", "regions CHANGE_DRIVERS"),
        _asked("какие маркетинговые стратегии Вы используете в данных регионах", "regions.channels"),
        _asked("необходимо кардинально менять подход, либо вообще закрывать данное направление", "regions"),
        _asked("почему клиент не перешёл по воронке продаж на следующий этап", "refusals.stages LOSS_REASONS"),
        _asked("200 потенциальных клиентов", "funnel.stages FUNNEL_CONVERSION WIN_RATE"),
        _asked("на каком этапе воронке происходят наибольшие потери", "funnel.losses FUNNEL_LOSSES"),
        _asked("менеджер забыл его отправить клиенту", "durations.forgotten"),
        _asked("примерные сроки выполнения каждого из этапов", "durations.stages STAGE_DURATIONS STAGE_DAYS"),
        _asked("требует слишком много времени", "durations.stuck"),
        _asked("отчет по персональной воронке продаж каждого менеджера", "managers.steps COMPARE_RATES"),
        _asked("проанализировать сильные и слабые стороны каждого из менеджеров", "managers.training managers.steps"),
        _asked("на каком из этапов клиенты отказываются от покупки", "refusals.stages LOSS_REASONS"),
        _asked("поможет отчет о причинах отказа", "refusals.reasons refusals.stages"),
    ),
}
