"""Every proof that docs/security.md names is a test that exists."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(test_\w+)::(test_\w+)`", PAGE)))


@cache
def written() -> dict[str, set[str]]:
    """The test functions by the name of their file; files of one name in several rooms together."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "tests").rglob("test_*.py"):
        names = re.findall(r"^\s*(?:async )?def (test_\w+)", path.read_text("utf-8"), re.M)
        found.setdefault(path.stem, set()).update(names)
    return found


def test_there_are_proofs() -> None:
    assert len(NAMED) > 50


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_the_proof_exists(file: str, name: str) -> None:
    assert name in written().get(file, set())


def test_what_is_not_met_says_why() -> None:
    rows = [row.strip("|").split("|") for row in PAGE.splitlines() if re.match(r"\| \d", row)]
    assert len(rows) > 50
    assert all(len(row) == 4 and len(row[3].strip()) > 15 for row in rows)
    assert {row[2].strip() for row in rows} == {"yes", "no", "deployment"}
