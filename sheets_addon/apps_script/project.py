"""The project as Google takes it: three files to paste or to push."""

import html
from pathlib import Path
from urllib.parse import urlsplit

from core.errors import PlanerkaError
from core.i18n import Language, T
from sheets_addon.apps_script.metadata import PLACEHOLDER, functions, manifest

HERE = Path(__file__).parent
SCRIPTS = ("words", "settings", "service", "cells", "runtime", "Workbook", "Menu")
BAD_ADDRESS = T(
    "Адрес «{url}» не подходит: Google ходит только по https:// и только в интернет, например https://sales.example",
    "The address “{url}” does not fit: Google takes only https://, only on the internet, like https://sales.example",
)


class BadAddress(PlanerkaError):
    """A service that Google could not reach, or would not."""

    code = "bad_address"


def project(language: Language, url: str = PLACEHOLDER, zone: str = "Europe/Moscow") -> dict[str, str]:
    """The files by name: ``appsscript.json``, ``Code.gs``, ``Sidebar.html``. Raises BadAddress."""
    service = address(url)
    code = "\n".join(text(f"{name}.gs").replace("// @ts-check\n", "") for name in SCRIPTS)
    return {
        "appsscript.json": manifest(service, zone),
        "Code.gs": code.replace(PLACEHOLDER, service) + "\n" + functions(language).replace("// @ts-check\n", ""),
        "Sidebar.html": page(),
    }


def page() -> str:
    """The sidebar with its style and its script inside: Google serves no other files beside it."""
    made = text("Sidebar.html")
    for name, tag in (("Sidebar.css", "style"), ("Sidebar.js", "script")):
        place, body = f"<!-- {name} -->", text(name).replace("// @ts-check\n", "")
        if made.count(place) != 1 or f"</{tag}" in body:
            raise ValueError(f"{name} has no one place in Sidebar.html")
        made = made.replace(place, f"<{tag}>\n{body}</{tag}>")
    return made


def address(url: str) -> str:
    """``https://host[:port]``. Raises BadAddress."""
    parts = urlsplit(url.strip())
    if (
        parts.scheme != "https"
        or not parts.hostname
        or "@" in parts.netloc
        or html.escape(parts.netloc) != parts.netloc
    ):
        raise BadAddress(BAD_ADDRESS, url=url)
    return f"https://{parts.netloc.lower()}"


def text(name: str) -> str:
    return (HERE / name).read_text("utf-8")
