"""``/excel/…``: the files of the add-in for Excel on Mac and in the browser. Open to everyone: they hold no data.

The add-in is data to the service: it reads the files of ``excel_udfs/office_addin`` and imports none of its code.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from string import Template
from xml.sax.saxutils import escape

from flask import Blueprint, Response, abort, current_app, request, send_from_directory

from sheets_addon.access.needs import needs

TYPES = {
    "functions.en.json": "application/json",
    "functions.js": "text/javascript",
    "functions.json": "application/json",
    "icon-16.png": "image/png",
    "icon-32.png": "image/png",
    "icon-64.png": "image/png",
    "icon-80.png": "image/png",
    "icon-128.png": "image/png",
    "book.js": "text/javascript",
    "drawing.js": "text/javascript",
    "runtime.js": "text/javascript",
    "service.js": "text/javascript",
    "settings.js": "text/javascript",
    "taskpane.css": "text/css",
    "taskpane.html": "text/html",
    "taskpane.js": "text/javascript",
    "words.js": "text/javascript",
}
"""Only these are served, and the manifest."""
MANIFEST = "manifest.xml"
OFFICE = "https://appsforoffice.microsoft.com"
FRAMED_BY = (
    "https://*.officeapps.live.com https://*.office.com https://*.office365.com https://*.microsoft365.com "
    "https://*.cloud.microsoft https://*.sharepoint.com https://*.live.com"
)
POLICY = (
    f"default-src 'none'; script-src 'self' {OFFICE}; style-src 'self'; img-src 'self' data:; "
    f"connect-src 'self' https:; form-action 'none'; base-uri 'none'; frame-ancestors 'self' {FRAMED_BY}"
)

excel = Blueprint("excel", __name__, url_prefix="/excel")


@cache
def folder() -> Path:
    """Where the add-in's files lie."""
    spec = find_spec("excel_udfs")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("excel_udfs")
    return Path(spec.submodule_search_locations[0]) / "office_addin"


@needs("open")
def file() -> Response:
    """One of :data:`TYPES`, by the path that was asked."""
    name = request.path.rpartition("/")[2]
    if name not in TYPES:
        abort(404)
    return send_from_directory(folder(), name, mimetype=TYPES[name])


for _name in TYPES:
    excel.add_url_rule(f"/{_name}", "file", file)


@excel.get(f"/{MANIFEST}")
@needs("open")
def manifest() -> Response:
    """The manifest, with the address under which the service is reached."""
    public = current_app.extensions["planerka"].settings.public_url or request.host_url
    text = (folder() / "manifest.template.xml").read_text("utf-8")
    made = Template(text).substitute(origin=escape(public.rstrip("/"), {'"': "&quot;"}))
    return Response(made, mimetype="application/xml")
