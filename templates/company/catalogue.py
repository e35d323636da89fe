"""What the company sells, and what goes together."""

from dataclasses import dataclass

from core.i18n import T

_STORE, _OFFICE = T("Склад", "Warehouse"), T("Офис", "Office")
_SERVICE = T("Услуги", "Services")


@dataclass(frozen=True)
class Product:
    """``usual`` is the median sum of an order, ``weight`` how often it is asked for as the main thing."""

    name: T
    group: T
    price: int
    usual: int
    weight: float
    beside: int | None = None
    """The number of the product that is often bought with it."""
    active: bool = True


PRODUCTS = (
    Product(T("Стеллаж складской", "Storage rack"), _STORE, 18_500, 310_000, 5, 9),
    Product(T("Тележка гидравлическая", "Pallet truck"), _STORE, 34_900, 95_000, 4, 11),
    Product(T("Штабелёр электрический", "Electric stacker"), _STORE, 412_000, 520_000, 2, 10),
    Product(T("Весы платформенные", "Platform scales"), _STORE, 54_000, 80_000, 2),
    Product(T("Стол упаковочный", "Packing table"), _STORE, 41_500, 110_000, 2, 0),
    Product(T("Кресло офисное", "Office chair"), _OFFICE, 13_900, 125_000, 4, 6),
    Product(T("Стол рабочий", "Desk"), _OFFICE, 21_400, 170_000, 3, 5),
    Product(T("Шкаф для документов", "Filing cabinet"), _OFFICE, 17_800, 75_000, 2, 6),
    Product(T("Переговорная группа", "Meeting room set"), _OFFICE, 158_000, 240_000, 1.5, 5),
    Product(T("Монтаж и сборка", "Assembly"), _SERVICE, 25_000, 45_000, 0.6),
    Product(T("Сервисный договор", "Service contract"), _SERVICE, 60_000, 70_000, 1),
    Product(T("Поддон пластиковый", "Plastic pallet"), _STORE, 2_900, 40_000, 1),
    # on the price list and never sold
    Product(T("Конвейер роликовый", "Roller conveyor"), _STORE, 648_000, 650_000, 0),
    Product(T("Стойка металлическая", "Metal stand"), _STORE, 9_900, 50_000, 0, active=False),
)
