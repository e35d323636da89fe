from core.reports import directions as report_module
from core.reports.build import build
from core.reports.directions import DIRECTIONS, TOP
from tests.support import context


def deal(client, product, status, amount=100, manager="Ира", **more):
    closed = None if status == "open" else "2026-02-01"
    row = {"client": client, "manager": manager, "created": "2026-01-01", "stage": "Этап", "status": status}
    return row | {"amount": amount, "product": product, "closed": closed} | more


DEALS = [
    deal("А", "стол", "won", 300),
    deal("А", "стул", "open", 50),
    deal("Б", "стол", "lost", 70, "Яна"),
    deal("Б", "шкаф", "won", 40, "Яна"),
    deal("В", "стол", "won", 10, "Яна"),
]


def report(settings=None, **tables):
    return build(DIRECTIONS, context("2026-03-31", settings=settings, **tables))


def test_the_matrix_says_it_in_words():
    block = report(deals=DEALS).block("matrix")
    assert [c.title.ru for c in block.columns][6:-1] == ["стол", "шкаф", "стул"]
    assert [[row[0], row[1], *row[3:]] for row in block.rows] == [
        ["А", "Ира", 1, 3, 1 / 3, "куплено", "—", "предложено", 300.0],
        ["Б", "Яна", 1, 3, 1 / 3, "отказ", "куплено", "—", 40.0],
        ["В", "Яна", 1, 3, 1 / 3, "куплено", "—", "—", 10.0],
    ]
    assert report({"language": "en"}, deals=DEALS).block("matrix").rows[0][6:9] == ["bought", "—", "offered"]


def test_products_partition_the_clients():
    rows = report(deals=DEALS).block("products").rows
    assert rows == [
        ["стол", 2, 0, 1, 0, 3, 2 / 3, 310.0],
        ["шкаф", 1, 0, 0, 2, 3, 1 / 3, 40.0],
        ["стул", 0, 1, 0, 2, 3, 0.0, 0.0],
    ]
    assert all(sum(row[1:5]) == row[5] for row in rows)


def test_managers_and_their_sums():
    made = report(deals=DEALS)
    managers, amounts = made.block("managers"), made.block("manager_amounts")
    assert managers.rows == [
        ["Ира", "стол", 0, 1, 1, 300.0, 0],
        ["Ира", "стул", 1, 1, 0, 0.0, 0],
        ["Яна", "шкаф", 0, 1, 1, 40.0, 0],
        ["Яна", "стол", 0, 2, 1, 10.0, 1],
    ]
    assert managers.total == ["Итого", None, 1, 5, 3, 350.0, 1]
    assert amounts.rows == [["Ира", 300.0, 300.0, 0.0], ["Яна", 50.0, 10.0, 40.0]]
    assert amounts.total == ["Итого", 350.0, 310.0, 40.0]


def test_many_products_are_cut_to_the_largest_and_said():
    deals = [deal("А", f"товар {i:02}", "won", 100 - i) for i in range(TOP + 3)]
    made = report(deals=deals)
    matrix, amounts = made.block("matrix"), made.block("manager_amounts")
    shown = [c.title.ru for c in matrix.columns if c.id.startswith("product_")]
    assert shown == [f"товар {i:02}" for i in range(TOP)]
    assert len(made.block("products").rows) == TOP + 3
    assert f"В матрице {TOP} товаров из {TOP + 3}" in made.notes[1]
    assert [c.id for c in amounts.columns][-1] == "rest"
    assert amounts.rows[0][1] == sum(amounts.rows[0][2:]) == sum(100 - i for i in range(TOP + 3))


def test_offers_say_why():
    deals = [deal(f"К{i}", "стол", "won", 200) for i in range(4)] + [deal("Г", "стул", "won", 10, "Яна")]
    clients = [{"client": row["client"], "industry": "Лес"} for row in deals]
    rows = report(deals=deals, clients=clients).block("offers").rows
    assert rows == [["Г", "стол", "Купили 4 из 4 похожих (отрасль «Лес»)", 200.0, 200.0, "Яна", 4, 4, 1.0]]
    assert "хотя бы 3" in report(deals=DEALS).block("offers").unavailable.message


def test_without_products_it_waits_for_them():
    made = report(deals=[deal("А", None, "won") | {"product": None}])
    assert not made.has_data and made.block("matrix").unavailable.message == report_module.NO_PAIRS.ru
    bare = [{k: v for k, v in row.items() if k != "product"} for row in DEALS]
    made = report(deals=bare)
    assert made.notes == () and made.block("matrix").unavailable.code == "missing"
