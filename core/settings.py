"""The parameters of the figures: each a field with its default, its limits and its words."""

from dataclasses import dataclass, field, fields
from datetime import date, time
from typing import Any, Literal

from core.i18n import Language, T

ParameterKind = Literal["share", "number", "count", "choice", "text", "date", "dates", "times", "zone", "currency"]


@dataclass(frozen=True)
class Parameter:
    """What people may write for a setting. ``example`` stands in the template where there is no default."""

    kind: ParameterKind
    help: T
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None


def _is(default: Any, kind: ParameterKind, help: T, **limits: Any) -> Any:
    return field(default=default, metadata={"parameter": Parameter(kind, help, **limits)})


@dataclass(frozen=True)
class Settings:
    """REPORTS §1, tab «Настройки». Ids are the parameter names; shares are fractions."""

    abc_a: float = _is(
        0.7,
        "share",
        T("A — пока накопленная доля строк выше меньше этой.", "A while the share of the rows above is below this."),
    )
    abc_b: float = _is(
        0.9,
        "share",
        T("B — пока накопленная доля строк выше меньше этой.", "B while the share of the rows above is below this."),
    )
    abc_value: str = _is(
        "payments",
        "choice",
        T(
            "Что меряет ABC: payments — оплаты, won — выигранные сделки, margin — маржа.",
            "What ABC measures: payments, won, or margin.",
        ),
        choices=("payments", "won", "margin"),
    )
    xyz_theta: float = _is(
        0.5,
        "number",
        T("X — если разброс промежутков не больше этого.", "X if the gaps' variation is at most this."),
        minimum=0,
    )
    base_currency: str = _is(
        "RUB", "currency", T("Валюта всех сумм отчётов.", "The currency of every sum in the reports.")
    )
    hot_probability: float = _is(
        0.7, "share", T("С какой вероятности клиент горячий.", "The probability from which a client is hot.")
    )
    debtor_days: int = _is(
        30,
        "count",
        T("Через сколько дней просрочки клиент — должник.", "Days overdue that make a client a debtor."),
        minimum=0,
    )
    default_due_days: int | None = _is(
        None,
        "count",
        T(
            "Срок оплаты в днях, если в счёте он пуст. Пусто — срок не указан.",
            "Days to pay where an invoice names no due date. Blank: none.",
        ),
        minimum=0,
    )
    min_n: int = _is(
        20,
        "count",
        T("С какого числа случаев доля о чём-то говорит.", "The number of cases from which a rate says something."),
        minimum=1,
    )
    funnel_mode: str = _is(
        "cohort",
        "choice",
        T(
            "Как считать воронку: cohort, cohort_strict, flow или snapshot.",
            "How the funnel counts: cohort, cohort_strict, flow or snapshot.",
        ),
        choices=("cohort", "cohort_strict", "flow", "snapshot"),
    )
    duration_start: str = _is(
        "deal",
        "choice",
        T(
            "От чего считать срок сделки: deal — создана сделка, client — клиент появился в базе.",
            "Where a deal's time starts: deal, or client (first seen).",
        ),
        choices=("deal", "client"),
    )
    duration_end: str = _is(
        "first_payment",
        "choice",
        T(
            "До чего считать срок: first_payment — первая оплата, won — договор.",
            "Where it ends: first_payment, or won.",
        ),
        choices=("first_payment", "won"),
    )
    language: Language = _is(
        "ru", "choice", T("Язык отчётов: ru или en.", "The language of the reports: ru or en."), choices=("ru", "en")
    )
    locale: str | None = _is(
        None,
        "choice",
        T(
            "Как записаны числа: ru_RU (1 234,56) или en_US (1,234.56).",
            "How numbers are written: ru_RU (1 234,56) or en_US (1,234.56).",
        ),
        choices=("ru_RU", "en_US", "en_GB"),
    )
    time_zone: str = _is("Europe/Moscow", "zone", T("Часовой пояс отдела.", "The department's time zone."))
    meetings: tuple[time, ...] = _is(
        (time(9), time(11), time(14), time(16)),
        "times",
        T("Время планёрок через «;».", "The meetings' times, separated by «;»."),
    )
    holidays: tuple[date, ...] | None = _is(
        None,
        "dates",
        T(
            "Нерабочие дни через «;». Пусто — праздники России.",
            "Days off, separated by «;». Blank: Russia's holidays.",
        ),
    )
    working_days: tuple[date, ...] = _is(
        (), "dates", T("Рабочие субботы через «;».", "Saturdays worked, separated by «;».")
    )
    period_from: date | None = _is(
        None,
        "date",
        T("Начало периода. Пусто — первое число месяца.", "The period's first day. Blank: the first of the month."),
    )
    period_to: date | None = _is(
        None, "date", T("Конец периода. Пусто — дата отчёта.", "The period's last day. Blank: the report date.")
    )
    focus: str | None = _is(
        None,
        "text",
        T(
            "Метрика дня. Пусто — та, что дальше всех от плана.",
            "The metric of the day. Blank: the one furthest below plan.",
        ),
    )
    coverage_level: int = _is(
        2,
        "count",
        T("С какого уровня отношений роль охвачена.", "The relation level from which a role is covered."),
        minimum=0,
        maximum=4,
    )
    moves_months: int = _is(
        3,
        "count",
        T("За сколько месяцев смотреть перемещения ABC-XYZ.", "Months between the two looks of the ABC-XYZ moves."),
        minimum=1,
    )


def parameters() -> dict[str, tuple[Parameter, Any]]:
    """Each parameter with its default, in the order of the tab."""
    return {f.name: (f.metadata["parameter"], f.default) for f in fields(Settings)}
