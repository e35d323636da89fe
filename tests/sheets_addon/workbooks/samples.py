"""Reports made by hand that have all that a report can have: for drawing, reading back and looking at."""

from datetime import date, datetime
from typing import Any, get_args

from core.i18n import T
from core.report import (
    Block,
    CellNote,
    Chart,
    Column,
    Group,
    Kind,
    Problem,
    Ref,
    Report,
    Result,
    Row,
    Stamp,
    Unavailable,
)

ASOF = date(2026, 3, 31)
MANAGERS = ["Анна Иванова", "Борис Петров", "Вера Константинопольская", "Глеб Ким", "Без менеджера"]
CLIENTS = ["ООО «Ромашка»", "АО «Северо-Западная трубная компания»", "ИП О'Нил", "=HYPERLINK(1)", "007", "ООО «Ёж»"]


def stamp(language: Any = "ru", **changes: Any) -> Stamp:
    values = {"asof": ASOF, "slot": "evening", "now": datetime(2026, 3, 31, 18, 0), "run_id": "", "language": language}
    return Stamp(**(values | changes))


def result(*reports: Report, language: Any = "ru", problems: tuple[Problem, ...] = (), **changes: Any) -> Result:
    return Result(tuple(reports), problems, stamp(language, **changes))


def column(id: str, ru: str, kind: Kind = "text", en: str = "", **more: Any) -> Column:
    return Column(id, T(ru, en or id.replace("_", " ").capitalize()), kind, **more)


def plain(id: str = "plain", title: str = "Простой", rows: list[Row] | None = None, group: Group = "week") -> Report:
    """One block of a text and a sum; without rows a report without data."""
    columns = (column("client", "Клиент"), column("amount", "Сумма", "money"))
    filled = [["Ромашка", 1234.5], ["Василёк", 10.0]] if rows is None else rows
    waits = None if filled else Unavailable("missing", "Появится, когда заполните вкладку «Счета».")
    block = Block("rows", "Строки", columns, filled, unavailable=waits)
    return Report(id, title, group, "Что это за отчёт.", "", (block,))


def finance() -> Report:
    months = [date(2025 + (3 + i) // 12, (3 + i) % 12 + 1, 1) for i in range(12)]
    rows: list[Row] = []
    start = 1_850_000.0
    for i, month in enumerate(months):
        invoiced, inflow, cancelled = 2_400_000 + 137_000 * (i % 5), 2_150_000 + 161_500 * (i % 4), 40_000.0 * (i % 3)
        end = start + invoiced - cancelled - inflow
        rows.append([month, inflow, 2_500_000.0, inflow / 2_500_000, invoiced, cancelled, start, end, 0.0])
        start = end
    columns = (
        column("month", "Месяц", "month"),
        column("inflow", "Пришло", "money", help=T("Все поступления, с возвратами.", "All payments, with refunds.")),
        column("plan", "План", "money"),
        column("attainment", "Выполнение плана", "attainment"),
        column("invoiced", "Выставлено", "money"),
        column("cancelled", "Аннулировано", "money"),
        column("ar_start", "Долг на начало", "money", detail=True, adds=False),
        column("ar_end", "Долг на конец", "money", adds=False),
        column("check", "Сверка", "money", detail=True),
    )
    total: Row = ["Итого", *[sum(r[i] for r in rows) for i in (1, 2)], None, *[sum(r[i] for r in rows) for i in (4, 5)]]  # type: ignore[misc]
    months_block = Block(
        "months",
        "По месяцам",
        columns,
        rows,
        [*total, None, None, 0.0],
        definition="Долг на начало + выставлено − аннулировано − пришло по счетам = долг на конец; «Сверка» всегда 0.",
        notes=(CellNote(2, "attainment", "План на месяц изменён 12 числа."),),
    )
    buckets = ["not_due", "no_due", "d1_30", "d31_60", "d61_90", "d90_plus", "total"]
    words = ["Срок не наступил", "Срок не указан", "1–30 дней", "31–60 дней", "61–90 дней", "Больше 90 дней", "Всего"]
    aging_rows: list[Row] = []
    for i, manager in enumerate(MANAGERS):
        parts = [float((i + 2) * (j + 1) * 13_700 % 410_000) for j in range(6)]
        link = Ref("Счета", f"F{i + 2}", f"{i + 1} счёт")
        aging_rows.append([manager, CLIENTS[i % 6], *parts, sum(parts), link])
    sums: list[Any] = [sum(r[i] for r in aging_rows) for i in range(2, 9)]  # type: ignore[misc]
    aging = Block(
        "aging",
        "Просрочено по договору",
        (
            column("manager", "Менеджер"),
            column("client", "Клиент"),
            *(column(id, word, "money") for id, word in zip(buckets, words, strict=True)),
            column("invoices", "Счета", "link"),
        ),
        aging_rows,
        ["Итого", None, *sums, None],
    )
    unapplied = Block(
        "unapplied",
        "Оплаты без счёта",
        (column("client", "Клиент"),),
        [],
        unavailable=Unavailable("missing", "Появится, когда заполните вкладку «Оплаты»."),
    )
    charts = (
        Chart("column", "Пришло и план, по месяцам", "months", "month", ("inflow",), ("plan",)),
        Chart("stacked", "Кто и как давно должен", "aging", "manager", tuple(buckets[:-1])),
    )
    return Report(
        "finance",
        "Деньги",
        "morning",
        "Сколько пришло, сколько выставлено и сколько нам должны. Возвраты вычтены, аннулированные счета не считаются "
        "с даты аннулирования; валютные счета пересчитаны по курсу дня события.",
        "12 месяцев по 31.03.2026; неоплаченные счета на дату отчёта.",
        (months_block, aging, unapplied),
        charts,
        ("Суммы — как введены: с НДС или без, одинаково во всей книге.", "Два счёта в долларах без курса не вошли."),
    )


def funnel() -> Report:
    steps = [("Лид", 200), ("КП отправлено", 50), ("Договор подписан", 30), ("Оплачено", 25), ("Услуга оказана", 25)]
    rows: list[Row] = []
    for i, (stage, n) in enumerate(steps):
        before = steps[i - 1][1] if i else None
        after = steps[i + 1][1] if i + 1 < len(steps) else None
        lost = n - after if after is not None else None
        rate = n / before if before else None
        rows.append([stage, n, n * 41_250.0, rate, n / 200, lost, lost / n if lost is not None else None, 0.19, 0.31])
    columns = (
        column("stage", "Этап"),
        column("n", "Сделок", "count"),
        column("amount", "Сумма", "money"),
        column("step_rate", "Конверсия шага", "rate"),
        column("total_rate", "От первого этапа", "rate"),
        column("lost_n", "Потеряно", "count"),
        column("lost_rate", "Доля потерь", "rate"),
        column("low", "Нижняя граница", "rate", detail=True),
        column("high", "Верхняя граница", "rate", detail=True),
    )
    stages = Block("stages", "Этапы", columns, rows)
    months: list[Row] = [[date(2025, m, 1), 120 + m * 3, (120 + m * 3) // 8, 0.125, m > 10] for m in range(4, 13)]
    cohorts = Block(
        "cohorts",
        "Когорты по месяцу создания",
        (
            column("month", "Месяц", "month"),
            column("n", "Сделок", "count"),
            column("won", "Выиграно", "count"),
            column("total_rate", "Итоговая конверсия", "rate"),
            column("immature", "Ещё зреет", "flag"),
        ),
        months,
    )
    charts = (
        Chart("funnel", "Воронка за март", "stages", "stage", ("n",)),
        Chart("column", "Сделки и конверсия по когортам", "cohorts", "month", ("n",), ("total_rate",)),
    )
    mode = "Когорта сделок, созданных 01.03–31.03.2026."
    return Report(
        "funnel", "Воронка", "week", "Сколько сделок дошло до каждого этапа.", mode, (stages, cohorts), charts
    )


def pipeline() -> Report:
    """Rows in three levels: manager, client, deal."""
    rows: list[Row] = []
    levels: list[int] = []
    for m, manager in enumerate(MANAGERS[:3]):
        rows.append([manager, None, 4, 900_000.0 + m * 50_000, None, None])
        levels.append(0)
        for c, client in enumerate(CLIENTS[:2]):
            rows.append([client, None, 2, 450_000.0, None, None])
            levels.append(1)
            for d in range(2):
                link = Ref("Сделки Иванова", f"A{2 + m * 4 + c * 2 + d}", f"D-{m}{c}{d}")
                rows.append([f"Сделка {m}{c}{d}", "Договор", 1, 225_000.0, 12.5 + d, link])
                levels.append(2)
    columns = (
        column("name", "Менеджер, клиент, сделка"),
        column("stage", "Этап"),
        column("n", "Сделок", "count"),
        column("amount", "Сумма", "money"),
        column("age", "В работе", "days"),
        column("link", "Строка", "link"),
    )
    block = Block("deals", "Сделки в работе", columns, rows, ["Итого", None, 12, 2_850_000.0, None, None], levels)
    chart = Chart("bar", "Сумма в работе по менеджерам", "deals", "name", ("amount",))
    return Report("pipeline_clients", "Пайплайн клиенты", "week", "Кто с кем и на какую сумму.", "", (block,), (chart,))


def forecast() -> Report:
    """A matrix to be shaded, and a line with its band."""
    rows: list[Row] = [[date(2026, m, 1), 100.0 + m, 90.0, 130.0 + m, m * 2, 20 - m] for m in range(1, 7)]
    columns = (
        column("month", "Месяц", "month"),
        column("base", "Прогноз", "money"),
        column("low", "Не меньше", "money"),
        column("high", "Не больше", "money"),
        column("won", "Выиграно", "count", heat=True),
        column("lost", "Проиграно", "count", heat=True),
    )
    chart = Chart("line", "Прогноз с границами", "months", "month", ("base",), band=("low", "high"))
    return Report(
        "forecast", "Прогноз", "month", "Что будет.", "", (Block("months", "По месяцам", columns, rows),), (chart,)
    )


def long_list(n: int = 300, tab: str = "Сделки") -> Report:
    advice = (
        "Личный менеджер, график контактов, лучшие условия. Звонить до даты обычного заказа; потерю разбираем на "
        "планёрке."
    )
    rows: list[Row] = [
        [
            Ref(tab, f"C{i + 2}", f"C{i + 2}"),
            CLIENTS[i % 6],
            MANAGERS[i % 5],
            (n - i) * 12_345.67,
            date(2026, 4, 1 + i % 28),
            i % 40 - 20,
            (i % 11) / 10 if i % 7 else None,
            advice if i % 5 == 0 else "Напоминать по обычному интервалу.",
            i % 3 == 0,
        ]
        for i in range(n)
    ]
    columns = (
        column("link", "Ячейка", "link"),
        column("client", "Клиент"),
        column("manager", "Менеджер"),
        column("amount", "Сумма", "money"),
        column("expected", "Когда оплатит", "date"),
        column("days", "Дней до срока", "days"),
        column("plan", "К плану", "attainment"),
        column("advice", "Рекомендация"),
        column("no_step", "Нет следующего шага", "flag"),
    )
    block = Block("clients", "Близко к оплате", columns, rows, ["Итого", None, None, 1.0, None, None, None, None, None])
    words = "Клиенты, которые вот-вот заплатят: сумма, дата, следующий шаг."
    return Report("hot_clients", "Близко к оплате", "morning", words, "Горячие на 31.03.2026.", (block,))


def everything() -> Report:
    """A column of every kind, and a mixed one."""
    values: dict[Kind, Any] = {
        "text": "=1+1",
        "count": 1234567,
        "number": 2.345,
        "money": -1234567.89,
        "rate": 0.1234,
        "attainment": 0.8,
        "days": 12.5,
        "date": ASOF,
        "month": date(2026, 5, 1),
        "flag": False,
        "link": Ref("Лист 'А' #1", "B2", "сюда"),
        "mixed": 0.95,
    }
    kinds = get_args(Kind)
    columns = tuple(column(kind, kind, kind) for kind in kinds)
    rows: list[Row] = [[values[k] for k in kinds], [None for _ in kinds]]
    block = Block("kinds", "Все виды", columns, rows, row_kinds=("attainment", "money"))
    return Report("everything", "Все виды / проверка: [1]", "reference", "По одному столбцу.", "", (block,))
