"""How each face is called with a list of calls at once, and what it says, in one shape: rows of cells or a failure."""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner
from flask.testing import FlaskClient

from core.call import Header, answer
from core.coerce import as_rows
from core.errors import FunctionError
from core.renderings import ERRORS, Host
from sheets_addon.api.functions import MOST_CALLS
from sheets_addon.cli import planerka
from tests.excel_udfs.edge import ERRORS as COM_ERRORS
from tests.excel_udfs.edge import MISSING, Cells
from tests.excel_udfs.libreoffice.office import Office
from tests.excel_udfs.libreoffice.sheets import computed
from tests.excel_udfs.office_addin.node import ROOT, node
from tests.parity.calls import ISO, Call

EPOCH = date(1899, 12, 30)
_SCALARS = ("number", "date", "choice", "text")


class Failure(NamedTuple):
    code: str
    sentence: str | None
    """None where the host has no room for one."""


Outcome = list[list[Any]] | Failure
Face = Callable[[Sequence[Call]], list[Outcome]]


def wanted(call: Call, host: Host, header: Header) -> Outcome:
    """What core says, as the table of renderings has it look in the host."""
    try:
        value, dates = answer(call.name, _mapped(call.args, _iso), "ru", header)
    except FunctionError as error:
        return Failure(error.code, None if error.code in host.silent else error.message("ru"))
    longest = host.longest if isinstance(value, list) else None
    rows = value if isinstance(value, list) else [[value]]
    return [[_look(cell, j in dates, host, longest) for j, cell in enumerate(row)] for row in rows]


def _look(cell: Any, is_day: bool, host: Host, longest: int | None) -> Any:
    if cell is None:
        return "" if host.empty == "text" else None
    if isinstance(cell, bool):
        return cell if host.yes_no == "boolean" else float(cell)
    if is_day and host.day != "text" and ISO.match(cell):
        day = date.fromisoformat(cell)
        return datetime.combine(day, time()) if host.day == "datetime" else float((day - EPOCH).days)
    return cell[: longest - 1] + "…" if isinstance(cell, str) and longest and len(cell) > longest else cell


def _mapped(args: Sequence[Any], cell: Callable[[Any], Any]) -> list[Any]:
    return [
        [[*map(cell, row)] if isinstance(row, list) else cell(row) for row in arg]
        if isinstance(arg, list)
        else cell(arg)
        for arg in args
    ]


def _iso(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def _serial(cell: Any) -> Any:
    return (cell - EPOCH).days if isinstance(cell, date) else cell


def _said(answer: dict[str, Any]) -> Outcome:
    """The JSON of REST and of the command line."""
    if "error" in answer:
        return Failure(answer["error"]["code"], answer["error"]["message"])
    value = answer["value"]
    return value if isinstance(value, list) else [[value]]


def by_command(calls: Sequence[Call]) -> list[Outcome]:
    """``planerka call``, in this process."""
    runner, command = CliRunner(), planerka("ru")

    def run(call: Call) -> Outcome:
        typed = json.dumps(_mapped(call.args, _iso), ensure_ascii=False)
        ended = runner.invoke(command, ["call", call.name, "--json", "-"], input=typed.encode())
        said = json.loads(ended.stdout_bytes)
        assert ended.exit_code == (3 if "error" in said else 0), ended.stderr
        return _said(said)

    return [*map(run, calls)]


def by_rest(client: FlaskClient, key: dict[str, str], calls: Sequence[Call]) -> list[Outcome]:
    """``POST /v1/functions:batch`` of the service."""
    outcomes: list[Outcome] = []
    for start in range(0, len(calls), MOST_CALLS):
        asked = [{"name": one.name, "args": _mapped(one.args, _iso)} for one in calls[start : start + MOST_CALLS]]
        body = {"calls": asked, "language": "ru", "header": "titles"}
        said = client.post("/v1/functions:batch", json=body, headers=key)
        assert said.status_code == 200, said.text
        outcomes += map(_said, said.json["results"])  # type: ignore[index]
    return outcomes


def by_xlwings(cell: Callable[..., Any], calls: Sequence[Call]) -> list[Outcome]:
    """The real ``call_udf``; ``cell`` is :func:`tests.excel_udfs.edge.excel`'s."""
    numbers = {text: number for number, text in COM_ERRORS.items()}

    def com(one: Any) -> Any:
        if isinstance(one, date):
            return datetime.combine(one, time(), UTC)
        if isinstance(one, str):
            return numbers.get(one, one) or None
        return float(one) if type(one) is int else one

    def given(arg: Any) -> Any:
        return MISSING if arg is None else Cells(_rectangle(_mapped([as_rows(arg)], com)[0]))

    def run(call: Call) -> Outcome:
        rows = cell(call.name, *map(given, call.args))
        text = rows[0][0]
        code, found, sentence = text.partition(": ") if isinstance(text, str) else ("", "", "")
        return Failure(code, sentence) if found and code in ERRORS else rows

    return [*map(run, calls)]


def _rectangle(rows: Sequence[Any]) -> list[list[Any]]:
    width = max(map(len, rows), default=0)
    return [[*row, *[None] * (width - len(row))] for row in rows]


def by_node(service: str, key: str, calls: Sequence[Call]) -> list[Outcome]:
    """functions.js with its runtime in one node, which asks the running service."""
    codes = {look.office: code for code, look in ERRORS.items()}

    def cell(one: Any) -> Any:
        if isinstance(one, str) and one in COM_ERRORS.values():
            return {"type": "Error", "basicType": "Error", "basicValue": one}
        return "" if one is None else _serial(one)

    def given(call: Call) -> list[Any]:
        args: list[Any] = [None] * len(call.function.args)
        for i, (argument, arg) in enumerate(zip(call.function.args, call.args, strict=False)):
            if arg is not None:
                rows = _rectangle(_mapped([as_rows(arg)], cell)[0])
                args[i] = rows[0][0] if argument.kind in _SCALARS else rows
        return args

    asked = json.dumps([[call.name, given(call)] for call in calls])
    script = str(Path(__file__).with_name("ask.mjs"))
    ended = subprocess.run(
        [node(), script, service, key], input=asked, capture_output=True, text=True, timeout=300, check=False, cwd=ROOT
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    return [
        Failure(codes[one["member"]], one["message"] or None)
        if "member" in one
        else one["value"]
        if isinstance(one["value"], list)
        else [[one["value"]]]
        for one in json.loads(ended.stdout)
    ]


def by_script(google_project: str, service: str, key: str, calls: Sequence[Call]) -> list[Outcome]:
    """The project for Google Sheets in ``node:vm``, which asks the running service; its days come as ISO texts."""

    def cell(one: Any) -> Any:
        return "" if one is None else {"day": one.isoformat()} if isinstance(one, date) else one

    def given(call: Call) -> list[Any]:
        made: list[Any] = []
        for argument, arg in zip(call.function.args, call.args, strict=False):
            rows = _rectangle(_mapped([as_rows(arg)], cell)[0]) if arg is not None else [[""]]
            rows = [["" if one is None else one for one in row] for row in rows]
            made.append(rows[0][0] if arg is None or argument.kind in _SCALARS else rows)
        return made

    def seen(one: Any) -> Any:
        return datetime.fromisoformat(one["day"]) if isinstance(one, dict) else one

    asked = json.dumps([[call.name, given(call)] for call in calls])
    script = str(Path(__file__).with_name("script.mjs"))
    ended = subprocess.run(
        [node(), script],
        input=asked,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PROJECT": google_project, "SERVICE": service, "KEY": key},
    )
    assert ended.returncode == 0, ended.stderr[-3000:]
    outcomes: list[Outcome] = []
    for one in json.loads(ended.stdout):
        code, _, sentence = one.get("thrown", "").partition(": ")
        outcomes.append(Failure(code, sentence) if code else [[seen(cell) for cell in row] for row in one["value"]])
    return outcomes


def by_calc(office: Office, calls: Sequence[Call], shapes: Sequence[tuple[int, int]]) -> list[Outcome]:
    """Formulas in cells of one LibreOffice. A table is entered over a row more than it should have, which shows if it
    has more after all (a single row would be repeated there)."""
    codes = {look.calc: code for code, look in ERRORS.items()}
    over = [(height + (height > 1), width) for height, width in shapes]
    entered = [((call.name, _mapped(call.args, _serial)), shape) for call, shape in zip(calls, over, strict=True)]
    answers = [one for start in range(0, len(entered), 100) for one in computed(office, entered[start : start + 100])]
    return [_in_calc(one, codes) for one in answers]


def _in_calc(one: Any, codes: dict[int, str]) -> Outcome:
    if not isinstance(one, list):
        return Failure(codes.get(one, f"Err:{one}"), None)
    if len(one) > 1 and all(cell is None for cell in one[-1]):
        one = one[:-1]
    return [["" if cell is None else cell for cell in row] for row in one]
