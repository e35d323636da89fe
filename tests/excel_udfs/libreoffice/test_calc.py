"""A real Calc, with the add-in installed as a person installs it. One office starts for the whole file."""

import json
import os
import signal
import time
from pathlib import Path

import pytest
import xlsxwriter

from core.registry import all_functions
from excel_udfs.libreoffice.cells import ERROR_NUMBERS
from excel_udfs.libreoffice.names import EXPLAIN
from excel_udfs.libreoffice.wizard import describe
from tests.excel_udfs.libreoffice.office import Office, processes
from tests.excel_udfs.libreoffice.sheets import Call, computed, wanted

ROWS = 100_000
FUNNEL = [[200], [50], [30], [25], [25]]
DAY = 46_000
"""2025-12-09, as Calc counts days."""


def test_a_formula_is_typed_and_follows_its_cells(calc: Office) -> None:
    before, _, after = calc.run(
        ["put", "Воронка", "A1", FUNNEL],
        ["formula", "Воронка", "C1", "=FUNNEL_CONVERSION(A1:A5)"],
        ["get", "Воронка", "C1"],
        ["put", "Воронка", "A5", [[50]]],
        ["get", "Воронка", "C1"],
    )[2:]
    assert before == {"rows": [[0.125]], "error": 0, "shown": "0,125"}
    assert after == {"rows": [[0.25]], "error": 0, "shown": "0,25"}


def test_a_day_is_a_day_for_calc(calc: Office) -> None:
    example = all_functions()["NEXT_PURCHASE_DATE"].examples[0]
    ((day,),) = computed(calc, [(("NEXT_PURCHASE_DATE", json.loads(json.dumps(example.args))), (1, 1))])[0]
    shown = calc.run(["formula", "День", "A1", f'=TEXT({day};"YYYY-MM-DD")'], ["get", "День", "A1"])[1]["shown"]
    assert shown == example.value


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (("FUNNEL_CONVERSION", [[["Этап"], ["КП"]]]), "#VALUE!"),
        (("FUNNEL_CONVERSION", [[[0], [0]]]), "#DIV/0!"),
        (("FUNNEL_CONVERSION", [[[5], [-1]]]), "#NUM!"),
        (("WIN_RATE", [[["Создана", "Этап"], ["2026-02-02", "КП"]]]), "#N/A"),
    ],
)
def test_an_error_is_the_cell_error_and_its_sentence_is_to_be_had(calc: Office, one: Call, code: str) -> None:
    assert wanted(*one, "ru") == ERROR_NUMBERS[code] == computed(calc, [(one, (1, 1))])[0]
    name, (rows,) = one
    tab = f"ошибка {code.strip('#').replace('/', '')}"
    end = f"{'AB'[len(rows[0]) - 1]}{len(rows)}"
    shown, said, none = calc.run(
        ["put", tab, "A1", rows],
        ["formula", tab, "D1", f"={name}(A1:{end})"],
        ["formula", tab, "D2", "=IFERROR(D1+1;7)"],
        ["formula", tab, "D3", f'={EXPLAIN}("{name}";A1:{end})'],
        ["formula", tab, "D4", f'={EXPLAIN}("FUNNEL_CONVERSION";{{4;1}})'],
        ["get", tab, "D1:D2"],
        ["get", tab, "D3"],
        ["get", tab, "D4"],
    )[5:]
    assert shown["error"] == ERROR_NUMBERS[code] and shown["rows"][1] == [7]
    assert said["rows"][0][0].endswith(".") and none["rows"] == [[None]]


def test_what_calc_does_not_hand_over(calc: Office) -> None:
    """An error within a range is Calc's own Err:504; an empty cell given alone comes as 0, which is no name, no number
    of goods but may be a confidence; in a range of one it is empty."""
    calc.run(["put", "Край", "A1", FUNNEL], ["formula", "Край", "B1", "=1/0"])
    for formula, expected in (
        ("=ABC_CLASS(B1:B3)", 504),
        ("=FUNNEL_CONVERSION(A1:A5;Z9)", 0.125),
        ("=CONVERSION_LOW(5;10;)", 0.236593090512564),
        ("=CONVERSION_LOW(5;10;Z9:Z9)", 0.236593090512564),
        ("=CONVERSION_LOW(5;10;Z9)", ERROR_NUMBERS["#NUM!"]),
        ("=FUNNEL_CONVERSION({200;50;25})*2", 0.25),
        ("=IF(FUNNEL_CONVERSION(A1:A5)<1;SUM(A1:A2);0)", 250),
    ):
        got = calc.run(["formula", "Край", "D1", formula], ["get", "Край", "D1"])[1]
        assert (got["error"] or got["rows"][0][0]) == pytest.approx(expected), formula


def test_a_hundred_thousand_rows_agree_with_calc_itself(calc: Office) -> None:
    managers = ["Иванов", "Петров", "Сидорова"]
    payments = [[DAY + i % 60, i % 977 + 0.25, managers[i % 3]] for i in range(ROWS)]
    closed = [["Выиграна" if i % 7 < 3 else "Проиграна"] for i in range(ROWS)]
    calc.run(
        ["put", "Оплаты", "A1", [["Дата", "Сумма", "Менеджер"], *payments]],
        ["put", "Сделки", "A1", [["Создана", "Этап", "Закрыта", "Статус"]]],
        ["put", "Сделки", "A2", [[DAY, "КП", DAY + 5 + i % 60, *row] for i, row in enumerate(closed)]],
    )
    last, half = ROWS + 1, DAY + 30
    closing = f'Сделки.C2:C{last};">={half}";Сделки.C2:C{last};"<={half + 9}"'
    pairs = [
        (
            f'=PAYMENTS_RECEIVED(Оплаты.A1:C{last};{DAY};{half};"Петров")',
            f'=SUMIFS(Оплаты.B2:B{last};Оплаты.C2:C{last};"Петров";Оплаты.A2:A{last};"<={half}")',
        ),
        (
            f"=WIN_RATE(Сделки.A1:D{last};{half};{half + 9})",
            f'=COUNTIFS(Сделки.D2:D{last};"Выиграна";{closing})/COUNTIFS({closing})',
        ),
        (f"=CONVERSION_RATE(SUM(Оплаты.B:B);{ROWS})", f"=AVERAGE(Оплаты.B2:B{last})"),
    ]
    for ours, theirs in pairs:
        got = calc.run(
            ["formula", "Сверка", "A1", ours], ["formula", "Сверка", "A2", theirs], ["get", "Сверка", "A1:A2"]
        )[2]
        (mine,), (calcs,) = got["rows"]
        assert mine and mine == pytest.approx(calcs, rel=1e-9), ours
    calc.run(["drop", "Сверка", ""], ["drop", "Оплаты", ""], ["drop", "Сделки", ""])


def test_an_array_of_a_hundred_thousand_rows(calc: Office) -> None:
    """With ``&""``: Calc does not find texts in the rows that any add-in gives until they pass through a formula."""
    values = [[(i * 7919) % 1009 + 1] for i in range(ROWS)]
    head, counted, column = calc.run(
        ["put", "ABC", "A1", values],
        ["array", "ABC", f"B1:B{ROWS}", f'=ABC_CLASS(A1:A{ROWS})&""'],
        ["formula", "ABC", "D1", f'=COUNTIFS(B1:B{ROWS};"A")+COUNTIFS(B1:B{ROWS};"B")+COUNTIFS(B1:B{ROWS};"C")'],
        ["formula", "ABC", "D2", f'=SUMIFS(A1:A{ROWS};B1:B{ROWS};"A")/SUM(A1:A{ROWS})'],
        ["formula", "ABC", "D3", "=FUNNEL_CONVERSION(A:A)"],
        ["get", "ABC", f"B1:B{ROWS}"],
        ["get", "ABC", "D1:D2"],
        ["get", "ABC", "D3"],
    )[5:]
    assert head["rows"] == wanted("ABC_CLASS", [values], "ru")
    assert counted["rows"][0] == [ROWS] and counted["rows"][1][0] == pytest.approx(0.7, abs=0.01)
    assert column["rows"] == [[values[-1][0] / values[0][0]]], "a whole column is its filled part"
    calc.one("drop", "ABC", "")


def test_the_wizard_speaks_russian_and_english(calc: Office) -> None:
    shown = {name: (said, arguments) for name, said, arguments in calc.one("wizard", "", "")}
    english = {name: (said, arguments) for name, said, arguments in calc.one("catalogue", "en-US", "")}
    assert english.keys() == all_functions().keys() | {EXPLAIN} <= shown.keys()
    for name, function in all_functions().items():
        for language, (said, arguments) in (("ru", shown[name]), ("en", english[name])):
            assert said == describe(function).to(language)  # type: ignore[arg-type]
            assert max(len(text) for text in (said, *(help for _, help, *_ in arguments))) <= 255
            assert [title for title, *_ in arguments] == [a.title.to(language) for a in function.args]  # type: ignore[arg-type]
            for argument, (_, help, *_) in zip(function.args, arguments, strict=True):
                assert help.startswith(argument.help.to(language))  # type: ignore[arg-type]
                assert ("необязательно" in help or "optional" in help) >= argument.optional


def test_a_saved_book_computes_again(calc: Office, tmp_path: Path) -> None:
    book = (tmp_path / "планёрка.ods").as_uri()
    calc.run(
        ["put", "Файл", "A1", FUNNEL],
        ["formula", "Файл", "B1", "=FUNNEL_CONVERSION(A1:A5)"],
        ["save", "", book],
        ["load", "", book],
    )
    formula, _, _, got = calc.run(
        ["typed", "Файл", "B1"], ["put", "Файл", "A5", [[100]]], ["recalculate", "", ""], ["get", "Файл", "B1"]
    )
    assert got["rows"] == [[0.5]], formula


def test_a_book_from_excel_computes_once_its_formulas_are_entered_again(calc: Office, tmp_path: Path) -> None:
    book = tmp_path / "книга.xlsx"
    with xlsxwriter.Workbook(book) as made:
        tab = made.add_worksheet("Лист")
        tab.write_column(0, 0, [row[0] for row in FUNNEL])
        tab.write_formula("C1", "=FUNNEL_CONVERSION(A1:A5)")
    steps = (["load", "", book.as_uri()], ["replace", "Лист", "="], ["get", "Лист", "C1"])
    assert calc.run(*steps)[2]["rows"] == [[0.125]]


def test_the_worker_comes_back_and_without_its_python_the_cell_says_so(calc: Office, python: Path) -> None:
    tab = "Работник"
    calc.run(["put", tab, "A1", FUNNEL], ["formula", tab, "B1", "=FUNNEL_CONVERSION(A1:A5)"])
    (worker,) = processes(calc, "excel_udfs.libreoffice.worker")
    os.kill(worker, signal.SIGKILL)
    assert calc.run(["put", tab, "A5", [[50]]], ["get", tab, "B1"])[1]["rows"] == [[0.25]]
    (another,) = processes(calc, "excel_udfs.libreoffice.worker")
    assert another != worker
    hidden = python.rename(python.with_name("away"))
    os.kill(another, signal.SIGKILL)
    said = calc.run(["put", tab, "A5", [[100]]], ["get", tab, "B1"])[1]["rows"][0][0]
    hidden.rename(python)
    assert said.startswith("Планёрка: не найден Python") and str(python) in said
    assert calc.run(["put", tab, "A5", [[200]]], ["get", tab, "B1"])[1]["rows"] == [[1]]


def test_zz_the_worker_ends_with_its_office(calc: Office) -> None:
    """However the office ends: here it is killed. The last test of the file, since it takes the office away."""
    (worker,) = processes(calc, "excel_udfs.libreoffice.worker")
    for process in processes(calc, "soffice"):
        os.kill(process, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while processes(calc, "excel_udfs.libreoffice.worker"):
        assert time.monotonic() < deadline, f"the worker {worker} outlived its office"
        time.sleep(0.05)
