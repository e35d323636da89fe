"""The words of the report «Матрица направлений»."""

from core.i18n import T
from core.metrics.offers import MIN_BUYERS, MIN_SHARE, PER_CLIENT

WORDS = (T("куплено", "bought"), T("предложено", "offered"), T("отказ", "refused"), T("—", "—"))
"""In the order of :data:`core.metrics.directions.BOUGHT` … ``NONE``."""
NO_PAIRS = T(
    "Ни у одной сделки и ни у одного счёта нет товара: заполните «Продукт» в сделках или «Состав заказов».",
    "No deal and no invoice has a product: fill “Product” of the deals, or the order lines.",
)
SEGMENT = {"industry": T("отрасль «{name}»", "industry “{name}”"), "abc": T("группа {name}", "group {name}")}
WHY = T("Купили {bought} из {n} похожих ({similar})", "{bought} of {n} similar clients bought it ({similar})")

DECISIONS = (
    T(
        "Матрица направлений: «куплено» — товар выигранной сделки или действующего счёта, «предложено» — открытой "
        "сделки, «отказ» — проигранной, если товар так и не куплен; из нескольких берётся первое по этому порядку.",
        "Directions: “bought” is a product of a won deal or a live invoice, “offered” of an open deal, “refused” of "
        "a lost one if it was never bought; of several the first in this order counts.",
    ),
    T(
        "В матрице направлений стоят клиенты, которым продан, предложен или не продан хоть один товар; охват — "
        "доля от них, а у клиента — от всех товаров, кроме снятых с продажи без единой сделки.",
        "Directions shows clients that were sold, offered or refused at least one product; penetration is a share "
        "of these, and a client's of all products but those withdrawn that no deal names.",
    ),
    T(
        f"Что предложить: похожие — купившие клиенты той же отрасли, а без отрасли — той же группы ABC; нужно не "
        f"меньше {MIN_BUYERS} купивших и {MIN_SHARE:.0%} похожих; до {PER_CLIENT} товаров на клиента.",
        f"What to offer: similar are buyers of the same industry, without one of the same ABC group; at least "
        f"{MIN_BUYERS} buyers and {MIN_SHARE:.0%} of the similar are needed; up to {PER_CLIENT} products a client.",
    ),
    T(
        "Менеджеры и товары: сделка с двумя товарами стоит у обоих, в итоге одна; «предложил» — создал сделку за "
        "12 месяцев до даты отчёта.",
        "Managers and products: a deal of two products stands at both, once in the total; “offered” is a deal "
        "created in the 12 months to the report date.",
    ),
)
