from core.i18n import T
from core.tables.declare import Column, Table

FX = Table(
    id="fx",
    title=T("Курсы", "FX"),
    order=150,
    dictionary=True,
    unique=("date", "currency"),
    repeated=T("Взят больший курс.", "The larger rate is taken."),
    aliases=("Курсы валют",),
    help=T(
        "Курс к основной валюте; действует последний за 7 дней.",
        "The rate to the base currency; the last one within 7 days serves.",
    ),
    columns=(
        Column("date", "Дата", "date", required=True, help=T("На какой день.", "The day.")),
        Column("currency", "Валюта", required=True, help=T("USD, EUR…", "USD, EUR…")),
        Column(
            "rate",
            "Курс",
            "number",
            required=True,
            minimum=0,
            help=T("Сколько основной валюты за единицу.", "Base currency for one unit."),
        ),
    ),
)
