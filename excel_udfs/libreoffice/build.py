"""The .oxt: a zip of the interface, the wizard's texts, and the little Python that runs inside the office."""

import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from core.registry import all_functions
from excel_udfs.libreoffice import manifest
from excel_udfs.libreoffice.interface import gives_rows, idl
from excel_udfs.libreoffice.wizard import catalogue

INSIDE = Path(__file__).parent / "inside"
_SDK = (
    "usr/lib/libreoffice",
    "usr/lib64/libreoffice",
    "opt/libreoffice*",
    "Applications/LibreOffice*.app/Contents",
)


class NoSdk(Exception):
    """LibreOffice's unoidl-write is not on this machine."""


def build(out: Path, python: Path = Path(sys.executable)) -> Path:
    """Writes the add-in for the Python whose environment holds Planerka. Raises :class:`NoSdk`."""
    functions = list(all_functions().values())
    settings = {"python": str(python), "rows": [f.name for f in functions if gives_rows(f)]}
    parts = {
        **manifest.parts(),
        manifest.TYPES: types(idl(functions)),
        manifest.CATALOGUE: catalogue(functions),
        manifest.COMPONENT: (INSIDE / "component.py").read_bytes(),
        "pythonpath/planerka_worker.py": (INSIDE / "planerka_worker.py").read_bytes(),
        "settings.json": json.dumps(settings, indent=1).encode(),
    }
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out


def types(source: str) -> bytes:
    """An interface in UNOIDL as the office's type library."""
    writer, known = sdk()
    with tempfile.TemporaryDirectory() as folder:
        written, made = Path(folder, "planerka.idl"), Path(folder, "planerka.rdb")
        written.write_text(source, encoding="utf-8")
        subprocess.run([writer, known, written, made], check=True, timeout=60)
        return made.read_bytes()


def sdk() -> tuple[Path, Path]:
    """unoidl-write, and the office's own types, which an interface is built upon."""
    found = shutil.which("unoidl-write")
    homes = [Path(found).resolve().parents[2]] if found else []
    homes += [path for pattern in _SDK for path in sorted(Path("/").glob(pattern))]
    for home in homes:
        writer = home / "sdk" / "bin" / "unoidl-write"
        for types in (home / "program" / "types.rdb", home / "Resources" / "types.rdb"):
            if writer.exists() and types.exists():
                return writer, types
    raise NoSdk
