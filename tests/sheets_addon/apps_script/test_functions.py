"""The custom functions in ``node:vm``, with Google's services by hand, against the running service."""

import json
from pathlib import Path
from typing import Any

from core.call import answer
from core.coerce import as_rows
from core.registry import Function, all_functions
from tests.excel_udfs.office_addin.node import run_tests
from tests.sheets_addon.apps_script.conftest import Running

SCRIPTS = Path(__file__).parent / "js"


def called(function: Function) -> list[dict[str, Any]]:
    """Every example as cells call it: a range comes as rows, what is left out as a blank."""
    return [
        {
            "name": function.name,
            "args": [_given(kind.kind, arg) for kind, arg in zip(function.args, example.args, strict=False)],
            **dict(zip(("value", "dates"), answer(function.name, example.args, "ru", "titles"), strict=True)),
        }
        for example in function.examples
    ]


def _given(kind: str, arg: Any) -> Any:
    if kind in {"number", "date", "choice", "text"}:
        return "" if arg is None else arg
    return None if arg is None else [["" if cell is None else cell for cell in row] for row in as_rows(arg)]


def test_functions_in_node(served: Running, google_project: Path, tmp_path: Path) -> None:
    sample = {
        "functions": [*all_functions()],
        "called": [one for function in all_functions().values() for one in called(function)],
    }
    (tmp_path / "sample.json").write_text(json.dumps(sample), "utf-8")
    run_tests(
        str(SCRIPTS / "functions.test.mjs"),
        SERVICE=served.url,
        KEY=served.key,
        PROJECT=str(google_project),
        SAMPLE=str(tmp_path / "sample.json"),
    )
