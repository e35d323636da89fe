from core.reports.abc_xyz_moves import ABC_XYZ_MOVES
from core.reports.build import build
from tests.support import context

PAYMENTS = [
    {"client": "Падает", "date": "2025-02-10", "amount": 900, "manager": "Ира"},
    {"client": "Падает", "date": "2025-05-10", "amount": 100, "manager": "Ира"},
    {"client": "Растёт", "date": "2025-06-10", "amount": 150, "manager": "Яна"},
    {"client": "Растёт", "date": "2026-02-10", "amount": 800, "manager": "Яна"},
    {"client": "Ушёл", "date": "2025-01-20", "amount": 300, "manager": "Ира"},
    {"client": "Пришёл", "date": "2026-03-20", "amount": 60},
    {"client": "Как был", "date": "2025-10-20", "amount": 20, "manager": "Яна"},
]
DEALS = [
    {"client": "Падает", "manager": "Ира", "created": "2025-01-01", "stage": "Э", "status": "won"}
    | {"closed": "2025-02-10", "product": "стол"},
    {"client": "Растёт", "manager": "Яна", "created": "2025-01-01", "stage": "Э", "status": "won"}
    | {"closed": "2025-06-10", "product": "стол"},
    {"client": "Растёт", "manager": "Яна", "created": "2025-01-01", "stage": "Э", "status": "won"}
    | {"closed": "2026-02-10", "product": "стул"},
    {"client": "Давно", "manager": "Яна", "created": "2019-01-01", "stage": "Э", "status": "won"}
    | {"closed": "2020-02-10", "product": "шкаф"},
]


def report(settings=None, **tables):
    return build(ABC_XYZ_MOVES, context("2026-03-31", settings=settings, **tables))


def cells(block, *ids):
    at = [next(i for i, c in enumerate(block.columns) if c.id == id) for id in ids]
    return [tuple(row[i] for i in at) for row in block.rows]


def test_the_matrix_of_value_by_hand():
    block = report(payments=PAYMENTS).block("abc")
    assert [c.id for c in block.columns][:5] == ["from", "A", "B", "C", "gone"]
    assert block.rows == [
        ["A", 0, 1, 0, 1, 2, 0.0],
        ["B", 1, 0, 0, 0, 1, 0.0],
        ["C", 0, 0, 1, 0, 1, 1.0],
        ["Новый", 0, 0, 1, None, 1, None],
    ]
    assert block.total == ["Всего стало", 1, 1, 2, 1, 5, 0.25]


def test_movers_are_worst_first_with_both_values_and_groups():
    block = report(payments=PAYMENTS).block("movers")
    got = cells(block, "client", "from", "to", "verdict", "amount_then", "amount_now", "change", "manager")
    assert got == [
        ("Падает", "AY", "BZ", "ниже по объёму", 1000, 100, -900, "Ира"),
        ("Ушёл", "AZ", "Ушёл", "ушёл", 300, 0, -300, "Ира"),
        ("Пришёл", "Новый", "CZ", "новый", 0, 60, 60, "Без менеджера"),
        ("Растёт", "BZ", "AY", "выше по объёму", 150, 950, 800, "Яна"),
    ]


def test_managers_and_products_reconcile_with_the_whole():
    made = report(payments=PAYMENTS, deals=DEALS)
    matrix, managers, products = made.block("abc"), made.block("managers"), made.block("products")
    ids = [c.id for c in managers.columns]
    assert managers.total[ids.index("then")] == sum(row[5] for row in matrix.rows[:3])
    assert managers.total[ids.index("now")] == sum(matrix.total[1:4])
    assert managers.total[ids.index("gone")] == matrix.total[4]
    assert cells(products, "product", "then", "now", "up", "down") == [("стол", 2, 2, 1, 1), ("стул", 1, 1, 1, 0)]
    assert products.total[:3] == ["Итого, клиент — один раз", 2, 2]


def test_words_of_the_mode_and_notes():
    made = report(payments=PAYMENTS)
    assert made.mode == (
        "31.03.2026 (01.04.2025–31.03.2026) против 31.12.2025 (01.01.2025–31.12.2025): каждый раз 12 месяцев до даты."
    )
    assert made.notes == ("Выпали из группы A: 2 из 2, их объём изменился на -1\xa0200\xa0₽.",)
    young = report(payments=[{"client": "А", "date": "2026-03-01", "amount": 1}])
    assert young.notes == ("На 31.12.2025 данных ещё нет: все клиенты новые.",)
    assert cells(young.block("movers"), "verdict") == [("новый",)]


def test_without_moves_and_without_data_it_says_so():
    same = report(payments=[{"client": "А", "date": "2025-06-01", "amount": 1}])
    assert same.block("movers").unavailable.message == "Никто не сменил группу."
    assert not report(payments=[]).has_data
    english = report({"language": "en"}, payments=PAYMENTS)
    assert cells(english.block("abc"), "from")[-1] == ("New",) and "each time" in english.mode
