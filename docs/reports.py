"""The page of report tabs: words from the declarations, examples and pictures of the sample workbook."""

from collections.abc import Iterator
from pathlib import Path

from core.i18n import Language, T, day
from core.registry import all_functions
from core.report import Block
from core.reports import BlockSpec, ReportSpec, all_reports
from docs.markdown import cells, said, table
from docs.sample import sample
from docs.seeds import SEEDS, TITLES
from sheets_addon.web.cells import NUMERIC, shown
from sheets_addon.workbooks.words import header
from templates.demo import ASOF

PICTURES = "images/reports"
COLUMNS = (T("столбец", "column"), T("id", "id"), T("что значит", "what it means"))
ASKED = (T("что сказано в источнике", "what the source says"), T("чем отвечаем", "what answers it"))
NEEDS = T("Нужны", "Needs")
OR = T("или", "or")
DECISIONS = T("Как решено там, где источники молчат:", "Settled by us where the sources are silent:")
EXAMPLE = T("Пример: книга-образец на {day}, первые строки.", "Example: the sample workbook on {day}, the first rows.")
PICTURE = T("Вкладка «{title}» книги-образца", "The tab “{title}” of the sample workbook")
SOURCES = T("Откуда взято", "Where it comes from")
SOURCES_HELP = T(
    "Каждая просьба четырёх исходных текстов и то, чем мы на неё отвечаем.",
    "Each wish of the four source texts, quoted in Russian, and what answers it.",
)
ROWS = 3


def lines(language: Language) -> Iterator[str]:
    for spec in all_reports().values():
        yield f"* [{spec.title.to(language)}](#{spec.id}) — {spec.definition.to(language)}"
    yield f"* [{SOURCES.to(language)}](#sources)\n"
    for spec in all_reports().values():
        yield from report(spec, language)
    yield from sources(language)


def report(spec: ReportSpec, language: Language) -> Iterator[str]:
    title = spec.title.to(language)
    yield f'<a id="{spec.id}"></a>\n'
    yield f"## {title} (`{spec.id}`)\n"
    yield f"{spec.definition.to(language)}\n"
    yield f"![{PICTURE.say(language, title=title)}]({picture(spec.id, language)})\n"
    made = {block.id: block for block in sample(language).report(spec.id).blocks}
    for block in spec.blocks:
        yield from _block(spec, block, made[block.id], language)
    if spec.decisions:
        yield DECISIONS.to(language) + "\n"
        yield from (f"* {decision.to(language)}" for decision in spec.decisions)
        yield ""


def picture(id: str, language: Language) -> Path:
    """Where a report's picture lies, from the folder of the pages."""
    return Path(PICTURES) / f"{id}.{language}.png"


def _block(spec: ReportSpec, block: BlockSpec, made: Block, language: Language) -> Iterator[str]:
    yield f"### {block.title.to(language)} (`{spec.id}.{block.id}`)\n"
    yield f"{block.definition.to(language)}\n"
    if block.needs:
        needs = ", ".join(f" {OR.to(language)} ".join(f"`{name}`" for name in n.split("|")) for n in block.needs)
        yield f"{NEEDS.to(language)}: {needs}.\n"
    rows = ((c.title.to(language), f"`{c.id}`", c.help.to(language)) for c in made.columns)
    yield from table(said(COLUMNS, language), rows)
    if made.rows:
        yield EXAMPLE.say(language, day=day(ASOF, language)) + "\n"
        yield from _example(made, language)


def _example(block: Block, language: Language) -> Iterator[str]:
    """The first rows of a block as its tab shows them, without what is folded away."""
    open_columns = [i for i, column in enumerate(block.columns) if not column.detail]
    currency = sample(language).stamp.currency
    yield cells(*(header(block.columns[i], language, currency) for i in open_columns))
    yield cells(*("---:" if block.columns[i].kind in NUMERIC else "---" for i in open_columns))
    for n, row in enumerate(block.rows[:ROWS]):
        yield cells(*(shown(row[i], block.kind(block.columns[i], n), language).text for i in open_columns))
    yield ""


def sources(language: Language) -> Iterator[str]:
    """Each quoted wish with links to what answers it."""
    yield '<a id="sources"></a>\n'
    yield f"## {SOURCES.to(language)}\n"
    yield f"{SOURCES_HELP.to(language)}\n"
    for seed, asked in SEEDS.items():
        yield f"### {seed}. {TITLES[seed].to(language)}\n"
        rows = ((f"«{one.quote}»", ", ".join(_answer(id, language) for id in one.answers)) for one in asked)
        yield from table(said(ASKED, language), rows)


def _answer(id: str, language: Language) -> str:
    """A function by its name, a report or block by its title; KeyError or StopIteration for what is not declared."""
    if id in all_functions():
        return f"[{id}](functions{'.ru' if language == 'ru' else ''}.md#{id.lower()})"
    report_id, _, block_id = id.partition(".")
    spec = all_reports()[report_id]
    title = spec.title.to(language)
    if block_id:
        title += " → " + next(block.title for block in spec.blocks if block.id == block_id).to(language)
    return f"[{title}](#{report_id}) (`{id}`)"
