from core.i18n import T
from core.tables.declare import Column, Table

PRODUCTS = Table(
    id="products",
    title=T("Товары", "Products"),
    order=130,
    dictionary=True,
    unique=("product",),
    repeated=T(
        "Группа взята первая по алфавиту; продаём, если активен хоть в одной.",
        "The group that is first by alphabet is taken; sold if active in any of them.",
    ),
    aliases=("Продукты", "Номенклатура"),
    help=T("Что мы продаём.", "What we sell."),
    columns=(
        Column(
            "product", "Товар", required=True, aliases=("Продукт", "Номенклатура"), help=T("Название.", "The name.")
        ),
        Column("group", "Группа", help=T("Группа товаров.", "The product group.")),
        Column("price", "Цена", "number", minimum=0, help=T("Цена по прайсу.", "The list price.")),
        Column("active", "Активен", "yesno", help=T("Нет — больше не продаём.", "No: no longer sold.")),
    ),
)
