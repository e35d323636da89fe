import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from core.registry import all_functions
from excel_udfs.libreoffice import __main__, build
from excel_udfs.libreoffice.cells import ERROR_NUMBERS
from excel_udfs.libreoffice.inside.planerka_worker import SECONDS
from excel_udfs.libreoffice.interface import gives_rows, idl
from excel_udfs.libreoffice.names import EXPLAIN, IDENTIFIER
from excel_udfs.libreoffice.wizard import catalogue
from tests.excel_udfs.libreoffice.office import missing

FUNCTIONS = all_functions()


def test_the_interface_has_every_function_with_its_arguments() -> None:
    lines = idl(FUNCTIONS.values()).splitlines()
    assert "  sequence< sequence<any> > ABC_CLASS([in] any a01, [in] any a02, [in] any a03);" in lines
    assert "  any CONVERSION_RATE([in] any a01, [in] any a02);" in lines
    assert sum("[in]" in line for line in lines) == len(FUNCTIONS) + 1


def test_a_function_that_gives_rows_says_so_by_an_example() -> None:
    """Otherwise its rows could not get into the cell (the office's Python is bound by the declared type)."""
    assert all(gives_rows(function) for function in FUNCTIONS.values() if function.unit == "table")
    assert gives_rows(FUNCTIONS["FUNNEL_CONVERSION"]) and not gives_rows(FUNCTIONS["WIN_RATE"])


def test_the_catalogue_has_every_text_in_both_languages() -> None:
    root = ET.fromstring(catalogue(FUNCTIONS.values()))
    name = "{http://openoffice.org/2001/registry}name"
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    nodes = {node.get(name): node for node in root.iterfind("node/node/node/node")}
    assert list(nodes) == [*FUNCTIONS, EXPLAIN]
    for declared in FUNCTIONS.values():
        values = [v for v in nodes[declared.name].iter("value") if v.get(language)]
        assert len(values) == 2 * (3 + 2 * len(declared.args))
        russian = " ".join(v.text or "" for v in values if v.get(language) == "ru")
        assert declared.help.ru in russian and all(a.help.ru in russian for a in declared.args)


def test_the_archive_names_each_of_its_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        build.sdk()
    except build.NoSdk:
        missing("unoidl-write is not installed (apt-get install libreoffice-dev)")
    out = tmp_path / "planerka.oxt"
    assert __main__.main(["--out", str(out), "--python", "/srv/planerka/bin/python"]) == 0
    assert f"unopkg add {out}" in capsys.readouterr().out
    with zipfile.ZipFile(out) as archive:
        names = set(archive.namelist())
        listed = ET.fromstring(archive.read("META-INF/manifest.xml"))
        paths = {entry.get("{http://openoffice.org/2001/manifest}full-path") for entry in listed}
        settings = json.loads(archive.read("settings.json"))
    assert paths < names
    assert settings["python"] == "/srv/planerka/bin/python" and set(settings["rows"]) < set(FUNCTIONS)


def test_without_the_sdk_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent() -> tuple[Path, Path]:
        raise build.NoSdk

    monkeypatch.setattr(build, "sdk", absent)
    assert __main__.main(["--out", str(tmp_path / "planerka.oxt")]) == 3
    said = capsys.readouterr().err
    assert "libreoffice-dev" in said and "Нет unoidl-write" in said
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("page", ["libreoffice.md", "libreoffice.ru.md"])
def test_the_guide_tells_how_each_error_looks(page: str) -> None:
    guide = (Path(__file__).parents[3] / "docs" / page).read_text("utf-8")
    for code, number in ERROR_NUMBERS.items():
        assert re.search(rf"^\| `{re.escape(code)}` \|.*\| `{re.escape(code)}` \| {number} \|$", guide, re.M), code
    assert f"{SECONDS} " in guide and IDENTIFIER in guide and EXPLAIN in guide
