import pytest

from core.recommendations import RECOMMENDATIONS
from core.reports.abc_xyz import ABC_XYZ
from core.reports.build import build
from tests.support import context

PAYMENTS = [
    {"client": "Ритм", "date": f"2026-{m:02d}-10", "amount": 120, "manager": "Ира"} for m in (1, 2, 3)
] + [
    {"client": "Спит", "date": f"2025-{m:02d}-10", "amount": 40, "manager": "Яна"} for m in (5, 6, 7)
] + [
    {"client": "Раз", "date": "2026-02-01", "amount": 30},
    {"client": "Возврат", "date": "2026-02-01", "amount": -15},
    {"date": "2026-02-01", "amount": 7, "invoice_id": "нет такого"},
]  # fmt: skip


def report(**given):
    return build(ABC_XYZ, context("2026-03-31", **given))


def cells(block, *ids):
    at = [next(i for i, c in enumerate(block.columns) if c.id == id) for id in ids]
    return [tuple(row[i] for i in at) for row in block.rows]


def test_clients_by_value_with_their_group_and_what_to_do():
    block = report(payments=PAYMENTS).block("clients")
    assert cells(block, "client", "group", "amount", "manager", "lapsed") == [
        ("Ритм", "AX", 360, "Ира", None),
        ("Спит", "BY", 120, "Яна", "был регулярным, уснул"),
        ("Раз", "CZ", 30, "Без менеджера", None),
        ("Возврат", "CZ", -15, "Без менеджера", None),
        ("Клиент не указан", None, 7, None, None),
    ]
    share, cumulative, before = zip(*cells(block, "share", "cumulative", "share_before"), strict=True)
    assert share == pytest.approx((360 / 510, 120 / 510, 30 / 510, None, None))
    assert cumulative == pytest.approx((360 / 510, 480 / 510, 1, None, None))
    assert before[:3] == pytest.approx((0, 360 / 510, 480 / 510))
    assert block.total is not None and block.total[2] == 502


def test_the_matrix_and_the_groups_add_up_to_the_clients():
    made = report(payments=PAYMENTS)
    matrix, groups = made.block("matrix"), made.block("groups")
    assert cells(matrix, "abc", "x_n", "y_n", "z_n", "n") == [("A", 1, 0, 0, 1), ("B", 0, 1, 0, 1), ("C", 0, 0, 2, 2)]
    assert matrix.total[:9] == ["Итого", 1, 1, 2, 4, 360, 120, 15, 495]
    assert matrix.total[9:] == pytest.approx([360 / 510, 120 / 510, 30 / 510, 1])
    assert len(groups.rows) == 9 and groups.total[:4] == ["Итого", 4, 495, pytest.approx(1)]
    assert {row[5] for row in groups.rows} == {"наша"}


def test_recommendations_of_the_tab_go_before_ours():
    theirs = [{"group": "AX", "text": "Звонить лично"}, {"group": "CZ", "text": RECOMMENDATIONS["CZ"].ru}]
    groups = report(payments=PAYMENTS, recommendations=theirs).block("groups")
    assert groups.rows[0][4:] == ["Звонить лично", "ваша"]
    assert groups.rows[8][4:] == [RECOMMENDATIONS["CZ"].ru, "наша"]


def test_mode_and_notes_say_what_was_counted():
    made = report(payments=PAYMENTS)
    said = "01.04.2025–31.03.2026: объём — оплаты за вычетом возвратов; покупки — дни оплат; "
    assert made.mode == said + "A до 70\u00a0%, B до 90\u00a0% объёма."
    text = "\n".join(made.notes)
    assert "Группа A: 1 клиент (25\u00a0% базы) — 70,6\u00a0% объёма." in text
    assert "уснули: 1" in text and "7\u00a0₽" in text and "Без даты покупки за период: 1" in text and "«наша»" in text
    english = report(payments=PAYMENTS, settings={"language": "en"})
    assert "payments net of refunds" in english.mode and "No client given" in str(english.block("clients").rows)


@pytest.mark.parametrize("tables", [{}, {"payments": []}, {"payments": [], "deals": [], "stages": []}])
def test_without_anything_to_rank_there_is_no_tab(tables):
    made = report(**tables)
    assert not made.has_data and made.notes == () and made.charts == ()
    assert all(block.unavailable for block in made.blocks)


def test_the_curve_and_the_groups_are_charts():
    made = report(payments=PAYMENTS)
    assert {(chart.block, chart.kind) for chart in made.charts} == {("matrix", "stacked"), ("clients", "line")}


def test_nine_recommendations_in_two_languages():
    assert list(RECOMMENDATIONS) == ["AX", "AY", "AZ", "BX", "BY", "BZ", "CX", "CY", "CZ"]
    assert all(text.ru and text.en for text in RECOMMENDATIONS.values())
