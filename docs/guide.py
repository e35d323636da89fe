"""The tables of the guide that the code knows: input tabs, report tabs, kinds of problems."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from core.i18n import Language, T
from core.i18n.sentences import PROBLEMS
from core.i18n.severities import SEVERITIES
from core.reports import all_reports
from core.tables import Table, all_tables
from docs.markdown import said, table
from sheets_addon.web.advice import ADVICE
from sheets_addon.web.words.frame import GROUPS

INPUTS = (T("вкладка", "tab"), T("для чего", "what for"), T("обязательно", "has to be filled in"))
REPORTS = (T("вкладка", "tab"), T("что на ней", "what is on it"))
KINDS = (T("что написано", "what it says"), T("важность", "severity"), T("что делать", "what to do"))
ONE_OF = T("одно из: {names}", "one of: {names}")
END = "<!-- end -->"
Lines = Callable[[Language], Iterator[str]]


def page(path: Path, language: Language) -> str:
    """The hand-written page with its tables as they must be."""
    text = path.read_text("utf-8")
    for name, lines in MADE.items():
        begin = f"<!-- made: {name} -->"
        before, _, rest = text.partition(begin)
        after = rest.partition(END)[2]
        text = f"{before}{begin}\n" + "\n".join(lines(language)).rstrip() + f"\n{END}{after}"
    return text


def inputs(language: Language) -> Iterator[str]:
    rows = ((one.title.to(language), one.help.to(language), _required(one, language)) for one in all_tables().values())
    yield from table(said(INPUTS, language), rows)


def reports(language: Language) -> Iterator[str]:
    suffix = ".ru" if language == "ru" else ""
    for group, title in GROUPS.items():
        of_group = [spec for spec in all_reports().values() if spec.group == group]
        yield f"**{title.to(language)}**\n"
        yield from table(
            said(REPORTS, language),
            (
                (f"[{spec.title.to(language)}](reports{suffix}.md#{spec.id})", spec.definition.to(language))
                for spec in of_group
            ),
        )


def problems(language: Language) -> Iterator[str]:
    rows = (
        (_shape(sentence.message.to(language)), SEVERITIES[sentence.severity].to(language), ADVICE[code].to(language))
        for code, sentence in PROBLEMS.items()
    )
    yield from table(said(KINDS, language), rows)


def _required(declared: Table, language: Language) -> str:
    named = {column.id: column.header.to(language) for column in declared.columns}
    always = [column.header.to(language) for column in declared.columns if column.required]
    either = [ONE_OF.say(language, names=", ".join(named[id] for id in ids)) for ids in declared.any_of]
    return "; ".join([", ".join(always), *either]).strip("; ") or "—"


def _shape(message: str) -> str:
    """The sentence without what is filled in: «…» for each place."""
    return re.sub(r"\{\w+\}", "…", message.replace("{hint}", ""))


MADE: dict[str, Lines] = {"inputs": inputs, "reports": reports, "problems": problems}
