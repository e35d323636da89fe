"""What the repository promises about itself, so that it stays true without anyone thinking of it."""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

from core.i18n import T, fold
from core.registry import all_functions
from core.reports import all_reports
from core.tables import all_tables

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {"benchmarks", "core", "docs", "excel_udfs", "sheets_addon", "templates", "tests"}
PAGES = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "README.ru.md"}
TOOLS = {".ci", ".gitignore", "pyproject.toml", "requirements-dev.txt", "requirements.txt", "uv.lock"}


def tracked() -> list[Path]:
    """The files of the repository: what git keeps, and what it would keep if it were added."""
    made = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(name) for name in sorted(set(made.stdout.split("\0"))) if name and (ROOT / name).is_file()]


FILES = tracked()
MODULES = [path for path in FILES if path.suffix == ".py"]


def text(name: str | Path) -> str:
    return (ROOT / name).read_text("utf-8")


def lines(path: Path) -> int:
    return len(text(path).splitlines())


def test_the_top_level_is_as_the_design_draws_it() -> None:
    assert {path.parts[0] for path in FILES} == ROOMS | PAGES | TOOLS


def test_no_module_is_long_and_most_are_short() -> None:
    long = {str(path): lines(path) for path in MODULES if lines(path) > 400}
    assert not long
    assert statistics.median(lines(path) for path in MODULES) < 100


def test_every_declared_text_is_there_in_both_languages() -> None:
    """``T("…", "")`` says nothing in one language; ``T("", "")`` is the way to say that there is no text."""
    half = [
        f"{path}:{node.lineno}"
        for path in MODULES
        if path.parts[0] in ("core", "sheets_addon", "templates", "excel_udfs")
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "T"
        and len(node.args) == 2
        if all(isinstance(given, ast.Constant) for given in node.args)
        if len({bool(given.value.strip()) for given in node.args if isinstance(given, ast.Constant)}) == 2  # type: ignore[union-attr]
    ]
    assert not half


def declared() -> Iterator[tuple[str, T]]:
    """Every text that a declaration must give, with where it stands."""
    for function in all_functions().values():
        yield from ((f"{function.name}.title", function.title), (f"{function.name}.help", function.help))
        for argument in function.args:
            yield f"{function.name}({argument.name}) title", argument.title
            yield f"{function.name}({argument.name}) help", argument.help
    for report in all_reports().values():
        yield from ((f"{report.id}.title", report.title), (f"{report.id}.definition", report.definition))
        for block in report.blocks:
            yield f"{report.id}.{block.id} title", block.title
            yield f"{report.id}.{block.id} definition", block.definition
            yield from ((f"{report.id}.{block.id}.{column.id}", column.title) for column in block.columns)
    for table in all_tables().values():
        yield from ((f"{table.id}.title", table.title), (f"{table.id}.help", table.help))
        yield from ((f"{table.id}.{column.id} header", column.header) for column in table.columns)
        yield from ((f"{table.id}.{column.id} help", column.help) for column in table.columns)


def test_declarations_have_their_words() -> None:
    assert [where for where, words in declared() if not all(word.strip() for word in words)] == []


def test_declared_russian_is_russian_and_english_is_not() -> None:
    cyrillic = re.compile("[а-яё]", re.IGNORECASE)
    given = {where: words for where, words in declared() if words.ru != words.en}
    # «E-mail» is written so in Russian too.
    assert [where for where, words in given.items() if not cyrillic.search(words.ru)] == ["clients.email header"]
    # Guillemets quote a tab's or a header's own Russian name.
    assert [where for where, words in given.items() if cyrillic.search(re.sub("[«“][^»”]*[»”]", "", words.en))] == []


def test_no_report_is_called_like_an_input_tab() -> None:
    inputs = {name: table.id for table in all_tables().values() for name in table.names}
    clashes = {
        report.id: inputs[fold(word)]
        for report in all_reports().values()
        for word in report.title
        if fold(word) in inputs
    }
    assert not clashes


def test_no_two_tabs_share_a_name() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for table in all_tables().values():
        for name in table.names:
            owners[name].add(table.id)
    for report in all_reports().values():
        for word in report.title:
            owners[fold(word)].add(f"report {report.id}")
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


def imported(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after ``statement``."""
    code = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(made.stdout.split())


def test_core_is_imported_without_any_face() -> None:
    names = [".".join(path.with_suffix("").parts) for path in MODULES if path.parts[0] == "core"]
    found = imported(f"import importlib\nfor name in {names!r}: importlib.import_module(name)")
    strangers = {"click", "flask", "jinja2", "openpyxl", "pydantic", "python_calamine", "requests", "structlog"}
    assert (
        found & (strangers | {"excel_udfs", "scipy", "sheets_addon", "statsmodels", "templates", "xlsxwriter"}) == set()
    )


@pytest.mark.parametrize(
    "statement", ["import sheets_addon.cli", "from sheets_addon.cli import planerka; planerka('ru')"]
)
def test_the_command_starts_without_anything_heavy(statement: str) -> None:
    heavy = {"flask", "holidays", "numpy", "pandas", "pyarrow", "pydantic", "python_calamine", "waitress", "xlsxwriter"}
    assert imported(statement) & heavy == set()


def test_nothing_imports_the_part_of_xlwings_that_is_not_free() -> None:
    """Also where ruff does not look: texts that are executed or generated."""
    forbidden = re.compile(r"xlwings\.(pro|server)\b")
    named = [str(p) for p in MODULES if p.parts[0] != "tests" and forbidden.search(text(p))]
    assert not named


# Licences that let a company use, change and pass on what it installs.
FREE = re.compile(r"\b(MIT|BSD|0BSD|Apache|PSF|ISC|Zlib|CC0|Zope|MPL|Python Software Foundation)\b", re.IGNORECASE)
BINDING = re.compile(r"\b(A?L?GPL|EUPL|PolyForm|SSPL|GNU)", re.IGNORECASE)


def licence_file(name: str) -> str:
    """The words of a licence that a package brings as a file only: MIT's and BSD's texts do not name themselves."""
    found = [file for file in metadata.files(name) or [] if "LICENSE" in file.name.upper()]
    words = " ".join(found[0].read_text("utf-8").split()) if found else ""
    is_mit = "Permission is hereby granted, free of charge, to any person obtaining a copy" in words
    return "MIT" if is_mit else words


def test_what_runs_is_permissively_licensed() -> None:
    for name in pinned("requirements.txt"):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # of another system or another Python: see its marker in requirements.txt
        classified = [c for c in about.get_all("Classifier") or [] if c.startswith("License")]
        said = about.get("License-Expression") or " ".join(classified) or about.get("License") or licence_file(name)
        assert FREE.search(said), (name, said)
        assert not BINDING.search(said), (name, said)


def test_the_readmes_are_twins() -> None:
    one, other = text("README.md"), text("README.ru.md")
    headings = [re.findall(r"^#+(?= )", page, re.MULTILINE) for page in (one, other)]
    assert headings[0] == headings[1]
    commands = [re.findall(r"^(?:make \S+|planerka \w+)", page, re.MULTILINE) for page in (one, other)]
    assert commands[0] == commands[1]
    assert [c for c in commands[0] if c.startswith("make")] == ["make demo", "make test"]


def test_the_commands_of_the_pages_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.MULTILINE))
    called = {
        target
        for path in FILES
        if path.suffix == ".md"
        for words in re.findall(r"`make ([a-z -]+)`|^make ([a-z-]+)", text(path), re.MULTILINE)
        for target in "".join(words).split()
    }
    assert {"demo", "test"} <= called <= targets
    commands = {path.stem for path in (ROOT / "sheets_addon" / "cli").glob("*.py")}
    for page in ("README.md", "README.ru.md"):
        assert set(re.findall(r"^planerka (\w+)", text(page), re.MULTILINE)) <= commands


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{path}: {target}"
        for path in FILES
        if path.suffix == ".md"
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", text(path))
        if not (ROOT / path.parent / target).exists()
    ]
    assert not broken


def test_every_decision_has_its_parts() -> None:
    records = sorted(path for path in FILES if path.parts[:2] == ("docs", "adr"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    for path in records:
        page = text(path)
        assert page.startswith(f"# {int(path.name[:4])}. "), path
        assert re.search(r"^Status: (accepted|superseded by \d+)$", page, re.MULTILINE), path
        assert re.findall(r"^## (.+)$", page, re.MULTILINE) == ["Context", "Decision", "Consequences"], path
        assert lines(path) <= 40, path


def test_no_path_of_someones_machine() -> None:
    home = re.compile(r"(?<![\w.])/(?:home|Users|root|work|opt)/\w|file:///\w|[A-Z]:\\Users")
    found = [
        f"{path}:{n}"
        for path in FILES
        if path.suffix in {".cfg", ".html", ".js", ".lock", ".md", ".py", ".toml", ".txt", ""}
        and "vendor" not in path.parts
        and path.name != Path(__file__).name
        for n, line in enumerate(text(path).splitlines(), 1)
        if home.search(line)
    ]
    assert not found


def pinned(name: str) -> dict[str, set[tuple[str, str]]]:
    """The exported requirements: name → (version, hash) pairs."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    current = ("", "")
    for line in text(name).splitlines():
        if start := re.match(r"([\w.-]+)==([^\s;\\]+)", line):
            current = (start[1], start[2])
        for digest in re.findall(r"--hash=(\S+)", line):
            found[current[0]].add((current[1], digest))
    return dict(found)


def locked() -> list[dict[str, object]]:
    packages: list[dict[str, object]] = tomllib.loads(text("uv.lock"))["package"]
    return packages


def test_the_exports_are_those_of_the_lock() -> None:
    """`make lock` writes all three; this compares them without uv and without network."""
    known: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for package in locked():
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]  # type: ignore[misc]
        known[str(package["name"])] |= {(str(package["version"]), str(file["hash"])) for file in files}
    everything = pinned("requirements-dev.txt")
    assert set(everything) == set(known) - {"planerka"}
    assert all(everything[name] == known[name] for name in everything)
    run = pinned("requirements.txt")
    assert run
    assert all(everything[name] == run[name] for name in run)


def test_the_lock_is_of_this_pyproject() -> None:
    declared = tomllib.loads(text("pyproject.toml"))
    [us] = [package for package in locked() if package["name"] == "planerka"]
    about: dict[str, list[dict[str, str]]] = us["metadata"]  # type: ignore[assignment]
    wanted = {(entry["name"], entry.get("specifier", "")) for entry in about["requires-dist"]}
    optional = declared["project"]["optional-dependencies"].values()
    lines = [*declared["project"]["dependencies"], *(line for extra in optional for line in extra)]
    assert wanted == {split(line) for line in lines}
    developed = {(entry["name"], entry.get("specifier", "")) for entry in about["requires-dev"]["dev"]}  # type: ignore[index,call-overload]
    assert developed == {split(line) for line in declared["dependency-groups"]["dev"]}


def split(requirement: str) -> tuple[str, str]:
    name, specifier = re.match(r"([\w-]+)(?:\[[\w,]+\])?(.*)", requirement).groups()  # type: ignore[union-attr]
    return name, ",".join(sorted(specifier.split(","), reverse=specifier.startswith(">")))


def test_the_lock_names_the_public_index_only() -> None:
    assert {str(package["source"]) for package in locked()} == {
        "{'registry': 'https://pypi.org/simple'}",
        "{'editable': '.'}",
    }
    hosts = set(re.findall(r'url = "([a-z]+://[^/"]+)', text("uv.lock")))
    assert hosts == {"https://files.pythonhosted.org"}
