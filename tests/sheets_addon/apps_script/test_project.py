"""The three files that go to Google."""

import json
import re
from pathlib import Path

import pytest

from sheets_addon.apps_script.__main__ import main
from sheets_addon.apps_script.project import BadAddress, address, project


def test_the_command_writes_them_for_one_service(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = ["--out", str(tmp_path / "new"), "--url", "https://Sales.Example:8443/x", "--language", "en"]
    assert main([*wanted, "--zone", "Asia/Almaty"]) == 0
    files = {path.name: path.read_text("utf-8") for path in (tmp_path / "new").iterdir()}
    assert {*files} == {"appsscript.json", "Code.gs", "Sidebar.html"}
    assert capsys.readouterr().out.count("\n") == 3
    asked = json.loads(files["appsscript.json"])
    assert asked["urlFetchWhitelist"] == ["https://sales.example:8443/"]
    assert asked["timeZone"] == "Asia/Almaty"
    assert 'const DEPLOYED_ = "https://sales.example:8443";' in files["Code.gs"]
    assert "planerka.example.com" not in files["Code.gs"]
    assert "The class A, B or C of every row" in files["Code.gs"]


@pytest.mark.parametrize(
    "url",
    [
        "http://sales.example",
        "https://",
        "sales.example",
        "https://a@b.example",
        "",
        'https://x"y.example',
        "ftp://sales.example",
    ],
)
def test_an_address_that_google_does_not_ask_is_refused(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadAddress):
        address(url)
    assert main(["--out", str(tmp_path / "none"), "--url", url]) == 2
    assert "https://" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_only_what_google_must_see_is_public() -> None:
    """A public function can be called from a cell and from any page of the project: no helper is one."""
    code = project("ru")["Code.gs"]
    public = set(re.findall(r"^function (\w+[^_\s(])\(", code, re.MULTILINE))
    assert {name for name in public if not name.isupper()} - {"ABC_XYZ_MATRIX"} == {
        "onOpen",
        "onInstall",
        *(f"planerkaOpen{view}" for view in ("Refresh", "Problems", "Tabs", "Settings", "Sidebar")),
        *(f"planerka{name}" for name in ("State", "Refresh", "Problems", "Show", "Tabs", "Settings", "Save")),
    }


def test_no_syntax_that_googles_editor_may_not_know() -> None:
    """It is older than its engine: what came after ES2020 is not for certain."""
    code = re.sub(r'"(?:[^"\\\n]|\\.)*"|//.*', "", project("ru")["Code.gs"])
    assert not re.findall(r"\d_\d|\?\?=|\|\|=|&&=|^\s+#\w+|^\s+static ", code, re.MULTILINE)


def test_the_page_is_whole() -> None:
    page = project("en")["Sidebar.html"]
    assert "<style>" in page and "<!-- Sidebar" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page), "nothing is loaded from anywhere"
    assert "innerHTML" not in page
