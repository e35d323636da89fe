"""The columns of the regions."""

from dataclasses import replace

from core.i18n import T
from core.report import Column
from core.reports._slices_columns import ADJUSTED, BESIDE, CLOSED_N, DIFFERENCE, HIGH, LOW, MEAN, RATE, VERDICT, WON_N

REGION = Column("region", T("Регион", "Region"))
AMOUNT = Column("amount", T("Сумма выигранных", "Amount won"), "money")
_PART = T(
    "Вклад в изменение суммы: среднее по 6 порядкам, в которых меняются число, доля и средняя сумма.",
    "Its part of the change: the mean over the 6 orders in which number, rate and mean amount can change.",
)
REGIONS_COLUMNS = (
    REGION,
    Column(
        "clients",
        T("Клиентов", "Clients"),
        "count",
        help=T("С закрытой за период сделкой.", "With a deal closed in the period."),
    ),
    CLOSED_N,
    WON_N,
    RATE,
    AMOUNT,
    Column(
        "per_client",
        T("На клиента", "Per client"),
        "money",
        adds=False,
        help=T("Сумма выигранных ÷ клиентов.", "Amount won ÷ clients."),
    ),
    MEAN,
    VERDICT,
    Column("why", T("Почему изменилось", "Why it changed")),
    Column(
        "change",
        T("Изменение суммы", "Change of the amount"),
        "money",
        help=T("Против предыдущего периода.", "Against the period before."),
    ),
    Column("by_n", T("За счёт числа сделок", "By the number of deals"), "money", help=_PART),
    Column("by_rate", T("За счёт доли выигранных", "By the win rate"), "money", help=_PART),
    Column("by_mean", T("За счёт средней суммы", "By the mean amount"), "money", help=_PART),
    *(replace(column, detail=True) for column in BESIDE if column.id != "amount_prev"),
    *(column for column in BESIDE if column.id == "amount_prev"),
    LOW,
    HIGH,
    replace(DIFFERENCE, detail=True),
    ADJUSTED,
    Column(
        "base",
        T("Клиентов в базе", "Clients in the base"),
        "count",
        detail=True,
        help=T("По вкладке «Клиенты».", "By the Clients tab."),
    ),
)
CHANNELS = (
    REGION,
    Column("channel", T("Канал", "Channel")),
    CLOSED_N,
    WON_N,
    RATE,
    Column("amount", T("Сумма выигранных", "Amount won"), "money", adds=False),
    Column("year_n", T("12 месяцев: закрыто", "12 months: closed"), "count", adds=False),
    Column("year_won", T("12 месяцев: выиграно", "12 months: won"), "count", adds=False),
    Column("year_rate", T("12 месяцев: доля", "12 months: rate"), "rate"),
    Column("year_amount", T("12 месяцев: сумма", "12 months: amount"), "money", adds=False),
    Column("verdict", T("Вывод за 12 месяцев", "Verdict over 12 months")),
    LOW,
    HIGH,
    ADJUSTED,
)
