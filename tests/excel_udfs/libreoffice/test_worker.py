import io
import json

import pytest

import core.call
from core.call import Answer
from core.registry import all_functions
from excel_udfs.libreoffice import worker
from excel_udfs.libreoffice.cells import cells, given


def ask(name: str, *args: object, language: str = "ru") -> dict[str, object]:
    return worker.answer({"name": name, "args": list(args), "language": language})


def test_a_value_or_an_error_with_its_number_and_sentence() -> None:
    assert ask("FUNNEL_CONVERSION", [[8.0], [1.0]]) == {"value": 0.125}
    answer = ask("FUNNEL_CONVERSION", [[0.0], [0.0]])
    assert (answer["error"], answer["number"]) == ("#DIV/0!", 532)
    assert answer["message"] == "На первом этапе 0: делить не на что."
    assert "NO_SUCH_THING" in str(ask("NO_SUCH_THING", language="en")["message"])


def test_a_mistake_of_ours_is_a_sentence_and_its_traceback_in_the_log(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object, **options: object) -> None:
        raise ZeroDivisionError("deep inside")

    monkeypatch.setattr(core.call, "answer", broken)
    said = ask("FUNNEL_CONVERSION", [[1.0]])["value"]
    assert said == "Внутренняя ошибка FUNNEL_CONVERSION: подробности в журнале planerka.log."
    assert "deep inside" in caplog.text


def test_every_line_has_its_answer_whatever_letters_it_holds() -> None:
    lines = [
        {"name": "EXPLAIN_METRIC", "args": ["half a letter \ud83d"], "language": "en"},
        {"name": "FUNNEL_CONVERSION", "args": [[[4.0], [1.0]]], "language": "en"},
    ]
    answers = io.BytesIO()
    worker.serve(io.BytesIO("".join(json.dumps(line) + "\n" for line in lines).encode()), answers)
    first, second = map(json.loads, answers.getvalue().splitlines())
    assert first["error"] and second == {"value": 0.25}


def test_one_empty_cell_is_told_as_0_and_is_none_where_0_cannot_be() -> None:
    funnel, low = all_functions()["FUNNEL_CONVERSION"], all_functions()["CONVERSION_LOW"]
    assert given(funnel, [[[0.0], [1.0]], 0.0]) == [[[0.0], [1.0]], None]
    assert given(low, [5.0, 10.0, 0.0]) == [5.0, 10.0, 0.0]
    bundles = all_functions()["PRODUCT_BUNDLES"]
    assert given(bundles, [[["1"]], [["А"]], 0.0, 0.0]) == [[["1"]], [["А"]], None, None], "an order of 0 goods is none"
    assert given(funnel, [1.0, "steps", 3.0]) == [1.0, "steps", 3.0], "too many are for core to refuse"


def test_cells_of_calc() -> None:
    assert cells(Answer([[1, True, None], ["x", 0.5, False]], ())) == [[1.0, 1.0, ""], ["x", 0.5, 0.0]]
    assert cells(Answer("2026-01-10", (0,))) == 46032
    assert cells(Answer([["День", "x"], ["1899-12-31", "2026-01-10"]], (0,))) == [["День", "x"], [1, "2026-01-10"]]
    assert cells(core.call.answer("CONVERSION_RATE", [1, 4])) == 0.25
