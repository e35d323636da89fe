import re
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from pydantic import ValidationError

from sheets_addon.api.excel import MANIFEST, TYPES, folder
from sheets_addon.app import create_app
from sheets_addon.jobs.service import service
from sheets_addon.settings import Settings


@pytest.mark.parametrize("name", TYPES)
def test_the_files_are_open_to_excel(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/excel/{name}", buffered=True)
    assert answer.status_code == 200
    assert answer.mimetype == TYPES[name]
    assert answer.data == (folder() / name).read_bytes()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_every_script_page_and_picture_of_the_folder_is_served() -> None:
    kinds = {".js", ".json", ".css", ".html", ".png"}
    found = {path.name for path in folder().iterdir() if path.suffix in kinds} - {"package.json"}
    assert found == {*TYPES}


@pytest.mark.parametrize("name", ["metadata.py", "package.json", "__init__.py", "manifest.template.xml", "", "x.js"])
def test_nothing_else_is(client: FlaskClient, name: str) -> None:
    assert client.get(f"/excel/{name}").status_code == 303  # to the login page, like any page that is not there


def test_the_pane_may_stand_in_excel_only_and_runs_no_inline_script(client: FlaskClient) -> None:
    answer = client.get("/excel/taskpane.html", buffered=True)
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self' https://appsforoffice.microsoft.com;" in policy
    assert "frame-ancestors 'self' https://*.officeapps.live.com" in policy
    assert "X-Frame-Options" not in answer.headers
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", answer.text))
    assert " style=" not in answer.text and " on" not in re.sub(r">[^<]*<", "><", answer.text)


def manifest(client: FlaskClient, **more: str) -> str:
    answer = client.get(f"/excel/{MANIFEST}", **more)
    assert answer.status_code == 200
    assert answer.mimetype == "application/xml"
    return answer.text


def test_the_manifest_has_the_address_of_the_request(client: FlaskClient) -> None:
    text = manifest(client, base_url="https://localhost:8443")
    assert "$" not in text
    assert 'DefaultValue="https://localhost:8443/excel/taskpane.html"' in text


def test_the_manifest_has_the_public_address_where_there_is_one(settings: Settings) -> None:
    with service(settings.model_copy(update={"public_url": "https://sales.example/"})) as running:
        client = create_app(running).test_client()
        assert 'DefaultValue="https://sales.example/excel/taskpane.html"' in manifest(client)
        assert client.get("/health/live", base_url="https://sales.example").status_code == 200
        assert client.get("/health/live", base_url="https://evil.example").status_code == 400


@pytest.mark.parametrize("url", ["sales.example", "https://sales.example/path", "javascript:alert(1)", "https://a b"])
def test_a_public_address_is_an_origin(url: str) -> None:
    with pytest.raises(ValidationError):
        Settings(public_url=url)


def test_every_address_in_the_manifest_is_served(client: FlaskClient) -> None:
    text = manifest(client)
    ElementTree.fromstring(text)
    for name in set(re.findall(r'"http://localhost/excel/([^"]+)"', text)):
        assert client.get(f"/excel/{name}", buffered=True).status_code == 200, name


def test_the_id_of_the_add_in_never_changes(client: FlaskClient) -> None:
    """Excel takes another id for another add-in: people would have two."""
    assert "<Id>7c7f6f0e-2f5b-4d0e-9a55-4f6e0a1d9c31</Id>" in manifest(client)


def test_every_resource_is_declared_once_and_used(client: FlaskClient) -> None:
    text = manifest(client)
    used = re.findall(r'resid="([^"]+)"', text)
    declared = re.findall(r'<bt:(?:Image|Url|String) id="([^"]+)"', text)
    assert len(declared) == len({*declared})
    assert {*used} == {*declared}
    assert all(len(name) <= 32 for name in declared)
    longest = {"ShortStrings": 125, "LongStrings": 250}
    for kind, most in longest.items():
        [part] = re.findall(rf"<bt:{kind}>(.*?)</bt:{kind}>", text, re.DOTALL)
        assert all(len(said) <= most for said in re.findall(r'(?:DefaultValue|Value)="([^"]*)"', part))
