import pytest

from core.call import call
from core.errors import BadArgument, BadNumber, NoData
from core.reports.build import build
from core.reports.products import PRODUCTS
from tests.core.reports.test_products import book, cells

ORDERS = [str(i) for i in range(10) for _ in (0, 1)] + [f"x{i}" for i in range(10)] + [f"y{i}" for i in range(20)]
ITEMS = ["Стол", "Стул"] * 10 + ["Стол"] * 10 + ["Полка"] * 20


def test_functions_equal_the_report():
    sales = [(order, "2026-03-01", item, 10, 2, 4) for order, item in zip(ORDERS, ITEMS, strict=True)]
    made = build(PRODUCTS, book(sales))
    assert call("PRODUCT_BUNDLES", [ORDERS, ITEMS])[1:] == made.block("bundles").rows
    assert call("ALSO_BOUGHT", [ORDERS, ITEMS, "Стол"])[1:] == made.block("also_bought").rows[:1]
    header = ["№ счёта", "Товар", "Количество", "Сумма", "Себестоимость"]
    table = [header, *([order, item, 2, 10, 4] for order, item in zip(ORDERS, ITEMS, strict=True))]
    ids, *rows = call("PRODUCT_RANKING", [table])
    ranking = made.block("ranking")
    assert [tuple(row) for row in rows] == [row for row in cells(ranking, *ids) if row[1]]


def test_ranking_orders_ties_by_name_and_blank_last():
    table = [["Deal id", "Product", "Amount"], ["1", "B", 5], ["1", "A", 5], ["2", None, 9], ["2", "C", None]]
    rows = call("PRODUCT_RANKING", [table], "en")
    assert [(row[0], row[1], row[3]) for row in rows[1:]] == [
        ("No product given", 9, 1), ("A", 5, 1), ("B", 5, 1), ("C", None, 1),
    ]  # fmt: skip
    with pytest.raises(BadArgument):
        call("PRODUCT_RANKING", [table, "growth"])
    with pytest.raises(NoData):
        call("PRODUCT_RANKING", [table[:1]])


def test_numbers_serve_as_orders_and_the_words_are_in_the_language_asked():
    rows = call("ALSO_BOUGHT", [[1, 1, 2], ["a", "b", "a"], "a"], "en", "titles")
    assert rows[0][0] == "Whoever takes"
    assert rows[1][1:3] == ["b", 1] and rows[1][6] == "the difference may be chance"


@pytest.mark.parametrize(
    ("name", "args", "error"),
    [
        ("ALSO_BOUGHT", [["1"], ["a"], "z"], NoData),
        ("ALSO_BOUGHT", [["1", "2"], ["a", "b"], "a"], NoData),
        ("ALSO_BOUGHT", [["1", "2"], ["a"], "a"], BadArgument),
        ("ALSO_BOUGHT", [["1"], ["a"], "a", 0], BadNumber),
        ("PRODUCT_BUNDLES", [["1", "1"], ["a", "b"]], NoData),
        ("PRODUCT_BUNDLES", [[None, "1"], ["a", None]], NoData),
        ("PRODUCT_BUNDLES", [["1", "1"], ["a", "b"], 1, 9], BadNumber),
    ],
)
def test_errors_say_what_is_wrong(name, args, error):
    with pytest.raises(error):
        call(name, args)
