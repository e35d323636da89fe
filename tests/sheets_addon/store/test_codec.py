import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

import templates
from core.report import Failure, Result
from sheets_addon.store.codec import Told, result_from_json, result_to_json
from sheets_addon.store.columns import pack, unpack
from sheets_addon.work import Order, refresh
from sheets_addon.workbooks.as_json import as_json
from tests.sheets_addon.store.samples import results, told


@settings(max_examples=60)
@given(results())
def test_whatever_a_result_holds_comes_back(result: Result) -> None:
    back = result_from_json(unpack(pack(result_to_json(result))))
    assert replace(back, failures=()) == replace(result, failures=())
    assert told(back) == told(result)
    assert [list(map(type, r)) for p in back.reports for b in p.blocks for r in b.rows] == [
        list(map(type, r)) for p in result.reports for b in p.blocks for r in b.rows
    ]


def test_the_sample_comes_back_and_says_the_same_to_machines() -> None:
    result = replace(refresh(Order(templates.path("ru", True))).result, history=None)
    back = result_from_json(json.loads(json.dumps(result_to_json(result))))
    assert back == result
    assert as_json(back) == as_json(result)


def test_a_number_that_json_has_no_word_for() -> None:
    from tests.sheets_addon.fakes import fake_result

    result = fake_result()
    result.reports[0].blocks[0].rows[0][2] = float("inf")
    result.reports[0].blocks[0].rows[1][2] = float("nan")
    back = result_from_json(unpack(pack(result_to_json(result)))).reports[0].blocks[0].rows
    assert back[0][2] == float("inf")
    assert str(back[1][2]) == "nan"


def test_an_error_of_ours_is_told_but_not_kept() -> None:
    from tests.sheets_addon.fakes import fake_result

    result = replace(fake_result(), failures=(Failure("funnel", KeyError("x")),))
    back = result_from_json(result_to_json(result))
    assert isinstance(back.failures[0].error, Told)
    assert str(back.failures[0].error) == "KeyError: 'x'"
    assert told(result_from_json(result_to_json(back))) == told(back)


def test_another_version_and_what_is_no_value_are_refused() -> None:
    from tests.sheets_addon.fakes import fake_result

    with pytest.raises(ValueError, match="version 2"):
        result_from_json(result_to_json(fake_result()) | {"version": 2})
    result = fake_result()
    result.reports[0].blocks[0].rows[0][0] = b"bytes"  # type: ignore[call-overload]
    with pytest.raises(TypeError, match="bytes"):
        result_to_json(result)
