from core.i18n import T
from core.tables.declare import Choice, Column, Extra, Table

STATUSES = (
    Choice("open", T("Открыта", "Open"), ("В работе", "Открыт", "In progress", "Активна")),
    Choice(
        "won",
        T("Выиграна", "Won"),
        ("Выиграно", "Успешна", "Успешно реализовано", "Успешно реализована", "Сделка успешна", "Closed won"),
    ),
    Choice(
        "lost",
        T("Проиграна", "Lost"),
        ("Проиграно", "Отказ", "Провалена", "Закрыто и не реализовано", "Сделка провалена", "Closed lost"),
    ),
)
DEAL_TYPES = (
    Choice("new", T("Новая", "New"), ("Первая", "Новый")),
    Choice("repeat", T("Повторная", "Repeat"), ("Повтор", "Повторный")),
    Choice("upsell", T("Допродажа", "Upsell"), ("Доп. продажа", "Допродажи")),
)


def _more(id: str, ru: str, kind: str = "text", **given: object) -> Column:
    """A column beyond the nine that the template leaves open."""
    return Column(id, ru, kind, folded_away=True, **given)  # type: ignore[arg-type]


DEALS = Table(
    id="deals",
    title=T("Сделки", "Deals"),
    order=20,
    help=T(
        "Одна строка на сделку: кто, с кем, на сколько, на каком этапе.",
        "One row a deal: who, with whom, how much, at which stage.",
    ),
    key="deal_id",
    unique=("deal_id",),
    suffix_fills="manager",
    columns=(
        Column(
            "client",
            "Клиент",
            required=True,
            aliases=("Компания", "Контрагент", "Компания: Название компании", "Название компании", "Покупатель"),
            help=T("Название клиента, всегда одинаково.", "The client's name, always spelled the same."),
        ),
        Column(
            "manager",
            "Менеджер",
            required=True,
            values_from="managers.manager",
            aliases=("Ответственный", "Сотрудник"),
            help=T("Кто ведёт сделку.", "Who leads the deal."),
        ),
        Column(
            "created",
            "Создана",
            "date",
            required=True,
            aliases=("Дата создания сделки", "Дата создания", "Создано"),
            help=T("Когда появилась сделка.", "When the deal appeared."),
        ),
        Column(
            "amount",
            "Сумма",
            "number",
            minimum=0,
            aliases=("Бюджет", "Сумма сделки", "Сумма документа", "Budget"),
            help=T("Сумма сделки сегодня.", "The deal's amount today."),
        ),
        Column(
            "stage",
            "Этап",
            required=True,
            values_from="stages.stage",
            judged_by_check=True,
            aliases=("Этап сделки", "Стадия сделки", "Стадия"),
            help=T("Где сделка сейчас, из вкладки «Этапы».", "Where the deal stands, from the Stages tab."),
        ),
        Column(
            "expected",
            "Ожидаемая оплата",
            "date",
            aliases=("Предполагаемая дата закрытия", "Ожидаемая дата"),
            help=T("Когда ждём деньги.", "When the money is expected."),
        ),
        Column("next_step", "Следующий шаг", help=T("Что сделаете дальше.", "What you do next.")),
        Column(
            "next_step_date",
            "Когда",
            "date",
            aliases=("Дата шага", "Дата следующего шага"),
            help=T("Дата следующего шага.", "The date of the next step."),
        ),
        Column(
            "loss_reason",
            "Причина отказа",
            values_from="lists.loss_reason",
            aliases=("Причина провала",),
            help=T(
                "Почему отказались. Заполненная причина делает сделку проигранной.",
                "Why they refused. A reason makes the deal lost.",
            ),
        ),
        _more(
            "deal_id",
            "ID сделки",
            "id",
            aliases=("ID", "Номер", "Номер сделки"),
            help=T("Номер из CRM; можно не заполнять.", "The number in the CRM; may stay blank."),
        ),
        _more(
            "pipeline",
            "Воронка",
            values_from="stages.pipeline",
            judged_by_check=True,
            help=T("Если воронок несколько.", "If there are several pipelines."),
        ),
        _more(
            "deal_type",
            "Тип",
            "choice",
            choices=DEAL_TYPES,
            aliases=("Тип сделки",),
            help=T("Новая, повторная или допродажа.", "New, repeat or upsell."),
        ),
        _more(
            "product",
            "Продукт",
            values_from="products.product",
            aliases=("Товар",),
            help=T("Главный продукт сделки.", "The deal's main product."),
        ),
        _more(
            "channel",
            "Канал",
            values_from="lists.channel",
            aliases=("Источник", "Источник сделки"),
            help=T("Откуда пришёл клиент.", "Where the client came from."),
        ),
        _more("currency", "Валюта", help=T("Пусто — валюта из настроек.", "Blank: the currency of the settings.")),
        _more("status", "Статус", "choice", choices=STATUSES, help=T("Пусто — по этапу.", "Blank: by the stage.")),
        _more(
            "closed",
            "Закрыта",
            "date",
            aliases=("Дата закрытия",),
            blanks=("не закрыта", "not closed"),
            help=T("Когда выиграна или проиграна.", "When it was won or lost."),
        ),
        _more(
            "lost_stage",
            "Этап отказа",
            values_from="stages.stage",
            help=T("С какого этапа ушли.", "The stage they left at."),
        ),
        _more(
            "probability",
            "Вероятность, %",
            "percent",
            aliases=("Вероятность",),
            minimum=0,
            maximum=1,
            help=T("70, 0,7 или 70 %.", "70, 0.7 or 70 %."),
        ),
        _more("hot", "Горячий", "yesno", help=T("Да — близко к оплате.", "Yes: close to payment.")),
        _more(
            "last_contact",
            "Последний контакт",
            "date",
            help=T("Когда говорили в последний раз.", "When you last spoke."),
        ),
        _more("comment", "Комментарий", help=T("Что важно знать.", "What matters.")),
    ),
    extra=Extra(
        "date",
        prefix=T("Дата: ", "Date: "),
        help=T(
            "Когда сделка пришла на этап; можно не заполнять — запомним сами.",
            "When the deal came to the stage; may stay blank, we remember it.",
        ),
    ),
)
