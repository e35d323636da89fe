from core.i18n import T
from core.tables.declare import Choice, Column, Table

KINDS = (
    Choice("open", T("в работе", "in work"), ("open", "работа", "in progress")),
    Choice("won", T("выигран", "won"), ("выиграна", "выигрыш", "успех")),
    Choice("lost", T("проигран", "lost"), ("проиграна", "отказ", "провал")),
)

STAGES = Table(
    id="stages",
    title=T("Этапы", "Stages"),
    order=100,
    dictionary=True,
    help=T(
        "Этапы воронки по порядку. Выигранных может быть несколько подряд: оплачен, отгружен.",
        "The funnel's stages in order. Several won stages may follow each other: paid, delivered.",
    ),
    columns=(
        Column("order", "Порядок", "count", required=True, minimum=0, aliases=("№",), help=T("1, 2, 3…", "1, 2, 3…")),
        Column(
            "stage",
            "Этап",
            required=True,
            aliases=("Стадия",),
            help=T("Название этапа, как в сделках.", "The stage's name as in deals."),
        ),
        Column(
            "kind",
            "Вид",
            "choice",
            required=True,
            choices=KINDS,
            help=T("в работе, выигран или проигран.", "in work, won or lost."),
        ),
        Column(
            "probability",
            "Вероятность, %",
            "percent",
            aliases=("Вероятность",),
            minimum=0,
            maximum=1,
            help=T(
                "Какая доля сделок этого этапа заканчивается оплатой.",
                "The share of deals at this stage that end in payment.",
            ),
        ),
        Column(
            "norm_days",
            "Норма, дней",
            "number",
            minimum=0,
            aliases=("Норма",),
            help=T("Сколько дней сделка может стоять здесь.", "How many days a deal may stay here."),
        ),
        Column(
            "hot",
            "Горячий",
            "yesno",
            help=T("Да — сделки этого этапа близки к оплате.", "Yes: deals at this stage are close to payment."),
        ),
        Column("pipeline", "Воронка", help=T("Если воронок несколько.", "If there are several pipelines.")),
    ),
)
