"""Names that may be one, and names that may not."""

import pytest

from core.intake.near_duplicates import alike, right_alphabet, skeleton


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ромашка", "ромашка"), ("Семёнов", "Семенов"), ("ООО Ромашка", "Ромашка"),
        ("«Ромашка» ООО", "ООО Ромашка"), ("Aнна", "Анна"),
        ("Иванов", "Иваонв"), ("Иванов Пётр", "Иванов Петр"), ("Сидоренко", "Сидорнеко"), ("Ромашка", "Рамашка"),
        ("GTX Pro", "GTXPro"),
        ("Acme Ltd", "Acme"), ("technology", "technolgy"), ("Philippines", "Philipines"),
        ("Стройинвест", "Строй-Инвест"),
    ],
)  # fmt: skip
def test_alike(a: str, b: str) -> None:
    assert [set(pair) for pair in alike([a, b, "Совсем другое"])] == [{a, b}]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Клиент 1", "Клиент 2"), ("Клиент 0001", "Клиент 0010"), ("Тариф А", "Тариф Б"),
        ("Размер L", "Размер XL"), ("ООО Ромашка", "ИП Ромашка"),
        ("Анна", "Анка"), ("MG Special", "MG Advanced"), ("GTX Pro", "GTX Plus Pro"), ("Иванов", "Петров"),
        ("Ромашка", "Ромашка"),
    ],
)  # fmt: skip
def test_not_alike(a: str, b: str) -> None:
    assert list(alike([a, b])) == []


def test_every_pair_once_whatever_the_order() -> None:
    names = ["ООО Ромашка", "Ромашка", "ромашка", "Рамашка"]
    pairs = [frozenset(pair) for pair in alike(names)]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == {frozenset(pair) for pair in alike(reversed(names))}


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("Aнна", "Анна"),
        ("Cидорова", "Сидорова"),
        ("Acmе", "Acme"),
        ("ООО Ромашка", "ООО Ромашка"),
        ("IBM Россия", "IBM Россия"),
        ("1С-Битрикс", "1С-Битрикс"),
        ("Zумма", "Zумма"),
    ],
)
def test_right_alphabet(typed: str, right: str) -> None:
    assert right_alphabet(typed) == right


def test_skeleton_of_a_name_that_is_only_a_form() -> None:
    assert skeleton("ООО") == "ооо"
    assert skeleton("—") == "—"


def test_many_names_are_quick_enough() -> None:
    names = [f"Компания {a}{b}{c}" for a in "абвгдежзик" for b in "абвгдежзик" for c in "абвгдежзиклмнопрсту"]
    assert sum(1 for _ in alike(names)) > 0
