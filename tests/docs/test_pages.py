"""The derived pages leave nothing out: every declaration, every wish of the sources, a picture of every report."""

import re
from pathlib import Path

import pytest

from core.i18n import LANGUAGES, Language
from core.registry import all_functions
from core.reports import all_reports
from core.tables import all_tables
from docs import functions, pictures, reports, tables
from docs.seeds import SEEDS, TITLES

SOURCES = Path(__file__).resolve().parents[3] / "shared" / "seeds"


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    return request.param


def test_every_function_has_its_section_and_each_example_its_value(language: Language) -> None:
    page = "\n".join(functions.lines(language))
    assert re.findall(r"^## (\S+)$", page, re.M) == list(all_functions())
    worked = sum(len(declared.examples) for declared in all_functions().values())
    assert page.count("planerka call ") == worked == len(re.findall("^→", page, re.M))


def test_every_report_and_block_has_its_section_with_a_definition(language: Language) -> None:
    page = "\n".join(reports.lines(language))
    wanted = [id for spec in all_reports().values() for id in (spec.id, *(f"{spec.id}.{b.id}" for b in spec.blocks))]
    assert re.findall(r"^###? .* \(`(\S+)`\)$", page, re.M) == wanted
    for spec in all_reports().values():
        assert spec.definition.to(language) in page
        assert all(block.definition.to(language) in page for block in spec.blocks)


def test_every_input_tab_and_column_is_there(language: Language) -> None:
    page = "\n".join(tables.lines(language))
    for declared in all_tables().values():
        assert f"(`{declared.id}`)" in page
        assert all(f"| `{column.id}` |" in page for column in declared.columns)


def test_every_report_is_drawn_in_both_languages() -> None:
    assert pictures.absent() == []


@pytest.mark.parametrize("seed", SEEDS)
def test_quotes_stand_in_their_source(seed: str) -> None:
    if not SOURCES.is_dir():
        pytest.skip(f"the four source texts are not here: {SOURCES}")
    (source,) = SOURCES.glob(f"{seed}_*.txt")
    words = " ".join(source.read_text("utf-8").split())
    assert [asked.quote for asked in SEEDS[seed] if asked.quote not in words] == []


def test_every_wish_is_answered_by_something_that_is_declared(language: Language) -> None:
    assert list(TITLES) == list(SEEDS)
    assert all(asked.answers for wishes in SEEDS.values() for asked in wishes)
    page = "\n".join(reports.sources(language))
    assert page.count("| «") == sum(map(len, SEEDS.values()))


def test_every_report_answers_a_wish() -> None:
    answers = {id.partition(".")[0] for wishes in SEEDS.values() for asked in wishes for id in asked.answers}
    assert set(all_reports()) - answers <= {"definitions"}
