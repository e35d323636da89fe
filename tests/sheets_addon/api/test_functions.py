import json

import pytest
from flask.testing import FlaskClient

from core.registry import all_functions
from sheets_addon.api.functions import MOST_CALLS
from tests.sheets_addon.conftest import CSRF

STEPS = [[200], [50], [30], [25], [25]]
ONE, BATCH = "/v1/functions/FUNNEL_CONVERSION", "/v1/functions:batch"


def test_the_list_is_the_registry(program: FlaskClient) -> None:
    listed = program.get("/v1/functions").json["functions"]
    assert [f["name"] for f in listed] == list(all_functions())
    for function in listed:
        assert function["title"]["ru"]
        assert function["title"]["en"]
        assert function["help"]["ru"]
        assert function["unit"]
        assert all(argument["title"]["ru"] and argument["kind"] for argument in function["args"])


def test_every_worked_example_of_every_function(program: FlaskClient) -> None:
    """The examples as the list gives them, posted back, give their values."""
    calls, expected = [], []
    for function in program.get("/v1/functions").json["functions"]:
        for example in function["examples"]:
            calls.append({"name": function["name"], "args": example["args"]})
            expected.append(example["value"])
    for start in range(0, len(calls), MOST_CALLS):
        some = slice(start, start + MOST_CALLS)
        results = program.post(BATCH, json={"calls": calls[some]}).json["results"]
        for call, result, value in zip(calls[some], results, expected[some], strict=True):
            answer = result.get("value", result.get("error", {}).get("code"))
            assert close(answer, value), (call, result, value)


def close(got: object, value: object) -> bool:
    if isinstance(got, list) and isinstance(value, list):
        return len(got) == len(value) and all(close(a, b) for a, b in zip(got, value, strict=True))
    if isinstance(got, float) or isinstance(value, float):
        return got == pytest.approx(value, abs=1e-9)
    return got == value


def test_one_call(program: FlaskClient) -> None:
    answer = program.post(ONE, json={"args": [STEPS]})
    assert answer.status_code == 200
    assert answer.json == {"value": 0.125}


def test_a_function_error_has_its_code_and_the_sentence_of_the_language(program: FlaskClient) -> None:
    said = {}
    for language in ("ru", "en"):
        answer = program.post(ONE, json={"args": [[["x"], ["y"]]], "language": language})
        assert answer.status_code == 422
        assert answer.json["code"].startswith("#")
        said[language] = answer.json["detail"]
    assert said["ru"] != said["en"]


def test_an_unknown_function_is_404(program: FlaskClient) -> None:
    answer = program.post("/v1/functions/NO_SUCH", json={"args": []})
    assert answer.status_code == 404
    assert answer.json["code"] == "unknown_function"


def test_a_batch_answers_each_call(program: FlaskClient) -> None:
    calls = [
        {"name": "FUNNEL_CONVERSION", "args": [STEPS]},
        {"name": "FUNNEL_CONVERSION", "args": []},
        {"name": "NO_SUCH", "args": []},
        {"name": "FUNNEL_CONVERSION", "args": "no list"},
        {"args": []},
        "not an object",
        {"name": "FUNNEL_CONVERSION", "args": [STEPS, "total"]},
    ]
    answer = program.post(BATCH, json={"calls": calls})
    assert answer.status_code == 200
    results = answer.json["results"]
    assert results[0] == {"value": 0.125}
    assert results[6]["value"][0] == [1.0]
    assert [r["error"]["code"] for r in results[1:6]] == [
        "#VALUE!",
        "unknown_function",
        "bad_request",
        "bad_request",
        "bad_request",
    ]


def test_a_batch_has_its_limit(program: FlaskClient) -> None:
    call = {"name": "FUNNEL_CONVERSION", "args": [STEPS]}
    assert program.post(BATCH, json={"calls": [call] * MOST_CALLS}).status_code == 200
    answer = program.post(BATCH, json={"calls": [call] * (MOST_CALLS + 1)})
    assert answer.status_code == 400
    assert str(MOST_CALLS) in answer.json["detail"]


@pytest.mark.parametrize(
    "body",
    [[], "text", 7, None, {"args": {}}, {"args": [], "language": "fr"}, {"args": [], "language": []}, {"arg": []}],
)
def test_a_malformed_body_is_400_with_a_sentence(program: FlaskClient, body: object) -> None:
    answer = program.post(ONE, data=json.dumps(body), content_type="application/json")
    assert answer.status_code == 400
    assert answer.json["detail"]


def test_only_json_is_taken(program: FlaskClient) -> None:
    assert program.post(ONE, data="args=1").status_code == 415
    assert program.post(ONE, data="{", content_type="application/json").status_code == 400


def test_a_large_body_is_refused(program: FlaskClient) -> None:
    body = json.dumps({"args": ["x" * (9 * 1024 * 1024)]})
    answer = program.post(ONE, data=body, content_type="application/json")
    assert answer.status_code == 413
    assert answer.json["code"] == "too_large"


def test_a_batch_may_bring_whole_tables(program: FlaskClient) -> None:
    rows = [[i, "х" * 20] for i in range(250_000)]
    body = {"calls": [{"name": "PLAN_GAP", "args": [1, 3]}, {"name": "PLAN_GAP", "args": [rows, 1]}]}
    results = program.post(BATCH, json=body).json["results"]
    assert results[0] == {"value": 2}
    assert results[1]["error"]["code"] == "#VALUE!"


def test_a_batch_may_ask_for_titles_and_is_told_which_columns_are_days(program: FlaskClient) -> None:
    days = [["2026-01-01"], ["2026-01-31"], ["2026-03-02"]]
    table = all_functions()["LOSS_REASONS"].examples[0].args[0]
    calls = [{"name": "NEXT_PURCHASE_DATE", "args": [days]}, {"name": "LOSS_REASONS", "args": [table]}]
    ids = program.post(BATCH, json={"calls": calls}).json["results"]
    titles = program.post(BATCH, json={"calls": calls, "header": "titles"}).json["results"]
    assert ids[0] == {"value": "2026-04-01", "dates": [0]}
    assert ids[1]["value"][0][:2] == ["stage", "reason"]
    assert titles[1]["value"][0][:2] == ["Этап", "Причина"]
    assert ids[1]["value"][1:] == titles[1]["value"][1:]
    assert program.post(BATCH, json={"calls": [], "header": "x"}).status_code == 400


ODD = [
    "[{}]",
    "[[{}]]",
    "[[[{}]]]",
    "[[[[1]]]]",
    "[[]]",
    "[[[]]]",
    "[true,null]",
    "[[[1],2]]",
    "[1e308,1e308]",
    "[1e999]",
    '["\\ud800"]',
    '[[["a"],["\\ud800"]]]',
    "[-0.0]",
    "[[null,null]]",
    '["",""]',
    '[[["=1+1","x"],[1]]]',
    "[1,2,3,4,5,6,7,8,9]",
]


@pytest.mark.parametrize("args", [*ODD, f"[1{'0' * 400}]"])
def test_odd_arguments_are_an_error_of_the_function_never_a_500(program: FlaskClient, args: str) -> None:
    for name in all_functions():
        answer = program.post(f"/v1/functions/{name}", data=f'{{"args": {args}}}', content_type="application/json")
        assert answer.status_code in {200, 422}, (name, answer.text)


@pytest.mark.parametrize(
    "body", ['{"args": [NaN]}', '{"args": [-Infinity]}', "[" * 100_000, '{"args": [1' + "0" * 5000 + "]}"]
)
def test_what_is_no_json_is_400(program: FlaskClient, body: str) -> None:
    assert program.post(ONE, data=body, content_type="application/json").status_code == 400


def test_half_a_character_in_a_name_is_no_500(program: FlaskClient) -> None:
    answer = program.post(BATCH, data='{"calls": [{"name": "\\ud800"}]}', content_type="application/json")
    assert answer.status_code == 200
    assert answer.json["results"][0]["error"]["code"] == "unknown_function"


def test_someone_who_has_signed_in_may_call_with_the_token_of_his_forms(manager: FlaskClient) -> None:
    assert manager.get("/v1/functions").status_code == 200
    assert manager.post(ONE, json={"args": [STEPS]}).status_code == 403
    assert manager.post(ONE, json={"args": [STEPS]}, headers={"X-CSRF-Token": CSRF}).json == {"value": 0.125}
